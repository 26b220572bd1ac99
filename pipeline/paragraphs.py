"""Utterances and roles to paragraphs: a sentence each, or a quoted voice's whole statement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.backchannels import is_backchannel
from pipeline.quotes import write_quote
from pipeline.sentences import Placed, Sentence, split_sentences
from pipeline.timespan import Span
from pipeline.types import Paragraph, Role, Skipped, Speaker, Utterance
from pipeline.wording import has_end, in_print, joined

_VERY_SHORT = 5
"""Two sentences of at most this many words each share a paragraph, as on published pages."""
_SHORT = 8
"""The longest sentence that a lone word shares a paragraph with."""
_BREATH = 5.0
"""Seconds of pause after which a sentence without an end is not taken up again."""

Statement = tuple[list[Placed], list[Placed]]
"""Utterances of one voice until another speaks, and what listeners said between them."""


def write_paragraphs(
    utterances: Sequence[Utterance],
    speakers: Sequence[Speaker],
    language: str,
    skipped: Sequence[Skipped] = (),
) -> tuple[Paragraph, ...]:
    """All paragraphs in order of time; an expert is quoted in one piece until somebody else speaks.

    `skipped` is what the recognizer left out or doubts; a quote that holds some of it says so.
    """
    known = {speaker.label: speaker for speaker in speakers}
    quoted = {label for label, speaker in known.items() if speaker.role is Role.EXPERT}
    spoken = [Placed(n, u) for n, u in enumerate(utterances) if any(map(str.isalnum, u.text))]
    spoken.sort(key=lambda placed: (placed.utterance.start, placed.utterance.end))
    paragraphs: list[Paragraph] = []
    for statement, between in _statements(spoken, quoted, language):
        label = statement[0].utterance.speaker
        if label in quoted:
            paragraphs.append(write_quote(statement, between, known[label], skipped, language))
        else:
            for stretch in _stretches(statement):
                paragraphs.extend(_narration(stretch, language))
    return tuple(paragraphs)


def _statements(spoken: Sequence[Placed], quoted: set[str], language: str) -> list[Statement]:
    """Groups of one voice; a quoted one goes on after what a listener says in between."""
    found: list[Statement] = []
    for label, group in groupby(spoken, key=lambda placed: placed.utterance.speaker):
        utterances = list(group)
        before = found[-2] if len(found) > 1 else None
        if before and label in quoted and _same(before, label) and _listens(found[-1], language):
            before[0].extend(utterances)
            before[1].extend(found.pop()[0])
        else:
            found.append((utterances, []))
    return found


def _same(statement: Statement, label: str | None) -> bool:
    return statement[0][0].utterance.speaker == label


def _listens(statement: Statement, language: str) -> bool:
    """Whether a voice only shows that it hears the other."""
    (first, *more), _ = statement
    said = first.utterance
    return not more and is_backchannel(said.text, said.span.duration, language)


def _stretches(statement: Sequence[Placed]) -> Iterator[list[Placed]]:
    """Utterances that are one text: a pause inside a sentence does not end it.

    Where no sentence has an end, words without punctuation, each utterance stands for itself.
    """
    marked = any(has_end(placed.utterance.text) for placed in statement)
    stretch: list[Placed] = []
    for placed in statement:
        if stretch:
            last = stretch[-1].utterance
            if not marked or has_end(last.text) or placed.utterance.start - last.end > _BREATH:
                yield stretch
                stretch = []
        stretch.append(placed)
    if stretch:
        yield stretch


def _narration(stretch: Sequence[Placed], language: str) -> Iterator[Paragraph]:
    speaker = stretch[0].utterance.speaker
    for sentences in _paired(split_sentences(stretch, language)):
        text = joined((in_print(sentence.text) for sentence in sentences), language)
        span = Span(sentences[0].span.start, max(sentence.span.end for sentence in sentences))
        passages = tuple(passage for sentence in sentences for passage in sentence.passages)
        yield Paragraph(span.start, span.end, speaker, text, passages=passages)


def _paired(sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, ...]]:
    """Two very short sentences in a row go together; three in a row stay two and one."""
    index = 0
    while index < len(sentences):
        pair = tuple(sentences[index : index + 2])
        together = len(pair) == 2 and _very_short(pair)
        yield pair if together else pair[:1]
        index += 2 if together else 1


def _very_short(pair: Sequence[Sentence]) -> bool:
    """Both of a few words, or a lone word ("Thomas.") next to hardly more."""
    shorter, longer = sorted(len(sentence.text.split()) for sentence in pair)
    return longer <= _VERY_SHORT or (shorter == 1 and longer <= _SHORT)
