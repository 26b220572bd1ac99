"""A quoted voice's statement to one paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from pipeline.text.print_style import in_quotes
from pipeline.text.stretch import NumberedUtterance, Stretch, passages_of
from pipeline.transcript.model import Paragraph, Speaker


def write_statement(
    statement: Sequence[NumberedUtterance],
    speaker: Speaker,
    language: str,
) -> Paragraph:
    """The whole `statement`, without what listeners said between its utterances."""
    said = [placed.utterance for placed in statement]
    return Paragraph(
        start=said[0].start,
        end=max(utterance.end for utterance in said),
        speaker=speaker.label,
        text=_text(statement, language),
        quoted=not speaker.unsure,
        unsure=speaker.unsure,
        passages=passages_of(statement, language),
    )


def _text(statement: Sequence[NumberedUtterance], programme: str) -> str:
    """The statement as it is printed, what is in another language by the rules of that one."""
    by_language = groupby(statement, key=lambda placed: placed.language(programme))
    return " ".join(
        in_quotes(Stretch.of(list(group), language).text, language) for language, group in by_language
    )
