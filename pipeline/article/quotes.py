"""A quoted voice's statement to one paragraph, with every reason to listen to it before it is printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.text.print_style import in_quotes
from pipeline.text.stretch import NumberedUtterance, Stretch, passages_of
from pipeline.transcript.model import Paragraph, Speaker
from pipeline.transcript.provenance import Skipped

DOUBTFUL = 0.4
"""Probability below which a recognizer is rather wrong than right about a word."""
_MOST_NAMED = 5
"""Doubtful words that are named."""
_RATHER_SURE = 0.8
"""Confidence below which a reader of the article should know that this may be no quoted voice."""


def write_statement(
    statement: Sequence[NumberedUtterance],
    between: Sequence[NumberedUtterance],
    speaker: Speaker,
    skipped: Sequence[Skipped],
    language: str,
) -> Paragraph:
    """The whole `statement`; what listeners said `between` its utterances is left out, and told."""
    said = [placed.utterance for placed in statement]
    return Paragraph(
        start=said[0].start,
        end=max(utterance.end for utterance in said),
        speaker=speaker.label,
        text=_text(statement, language),
        quoted=not speaker.unsure,
        unsure=speaker.unsure,
        passages=passages_of(statement, language),
        doubts=tuple(_doubts(statement, between, speaker, skipped)),
    )


def _text(statement: Sequence[NumberedUtterance], programme: str) -> str:
    """The statement as it is printed, what is in another language by the rules of that one."""
    by_language = groupby(statement, key=lambda placed: placed.language(programme))
    return " ".join(
        in_quotes(Stretch.of(list(group), language).text, language) for language, group in by_language
    )


def _doubts(
    statement: Sequence[NumberedUtterance],
    between: Sequence[NumberedUtterance],
    speaker: Speaker,
    skipped: Sequence[Skipped],
) -> Iterator[str]:
    said = [placed.utterance for placed in statement]
    if any(utterance.overlapped for utterance in said):
        yield "another voice is heard at the same time"
    unsure = [
        word.text
        for utterance in said
        for word in utterance.words
        if word.probability is not None and word.probability < DOUBTFUL
    ]
    if unsure:
        more = f" and {len(unsure) - _MOST_NAMED} more" if len(unsure) > _MOST_NAMED else ""
        yield f"doubtful words: {', '.join(unsure[:_MOST_NAMED])}{more}"
    for place in skipped:
        if any(place.start < span.end and span.start < place.end for span in said):
            yield f"at {place.start:.1f} s: {place.reason}"
    for placed in between:
        yield f'left out: "{placed.utterance.text.strip()}" by another voice'
    if speaker.unsure:
        yield "it is not certain whether this voice is quoted or reports"
    elif speaker.confidence is not None and speaker.confidence < _RATHER_SURE:
        yield f"it is not certain that this is a quoted voice ({speaker.confidence:.2f})"
