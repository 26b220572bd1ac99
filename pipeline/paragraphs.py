"""Utterances and roles to paragraphs: a sentence each, or a quoted voice's whole statement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.sentences import Sentence, split_sentences
from pipeline.timespan import Span
from pipeline.types import Paragraph, Role, Speaker, Utterance
from pipeline.wording import in_print, in_quotes, joined

_VERY_SHORT = 5
"""Two sentences of at most this many words each share a paragraph, as on published pages."""
_SHORT = 8
"""The longest sentence that a lone word shares a paragraph with."""


def write_paragraphs(
    utterances: Sequence[Utterance], speakers: Sequence[Speaker], language: str
) -> tuple[Paragraph, ...]:
    """All paragraphs in order of time; an expert is quoted in one piece until somebody else speaks."""
    roles = {speaker.label: speaker.role for speaker in speakers}
    spoken = sorted((u for u in utterances if any(map(str.isalnum, u.text))), key=lambda u: (u.start, u.end))
    paragraphs: list[Paragraph] = []
    for label, group in groupby(spoken, key=lambda utterance: utterance.speaker):
        statement = tuple(group)
        if label is not None and roles.get(label) is Role.EXPERT:
            paragraphs.append(_quote(statement, language))
        else:
            for utterance in statement:
                paragraphs.extend(_narration(utterance, language))
    return tuple(paragraphs)


def _quote(statement: Sequence[Utterance], language: str) -> Paragraph:
    return Paragraph(
        start=statement[0].start,
        end=max(utterance.end for utterance in statement),
        speaker=statement[0].speaker,
        text=in_quotes(joined((utterance.text for utterance in statement), language)),
        quoted=True,
    )


def _narration(utterance: Utterance, language: str) -> Iterator[Paragraph]:
    for sentences in _paired(split_sentences(utterance, language)):
        text = joined((in_print(sentence.text) for sentence in sentences), language)
        span = Span(sentences[0].span.start, max(sentence.span.end for sentence in sentences))
        yield Paragraph(span.start, span.end, utterance.speaker, text)


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
