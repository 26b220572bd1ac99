"""The paragraph that a correction means, in a transcript that others may have corrected meanwhile."""

from __future__ import annotations

from difflib import SequenceMatcher

from pipeline.corrections.action import Where
from pipeline.corrections.finding import EXACT
from pipeline.corrections.places import CorrectionError
from pipeline.text.spoken import Spoken, bare, spoken
from pipeline.transcript.model import Paragraph, Transcript
from pipeline.transcript.span import Span
from pipeline.transcript.timecode import clock

_ALIKE = 0.4
"""Likeness of words from which a paragraph that begins elsewhere is taken for the one that was met."""


def located(transcript: Transcript, where: Where) -> Paragraph:
    """The paragraph there. Raises CorrectionError where it is gone."""
    span = Span(where.start, where.end)
    near = [part for part in transcript.paragraphs if part.overlap(span) > 0 or _begins(part, where)]
    same = [part for part in near if _begins(part, where)]
    exact = [part for part in same if part.text == where.was]
    found = exact or same or near
    best = max(found, key=lambda part: (_alike(part.text, where.was), part.overlap(span)), default=None)
    if best is None or (not same and _alike(best.text, where.was) < _ALIKE):
        raise CorrectionError(f"the paragraph at {clock(where.start)} is no longer there")
    return best


def words_of_paragraph(transcript: Transcript, part: Paragraph) -> list[Spoken]:
    """The words that a paragraph is made of, in order of time."""
    own = {(one.utterance, n) for one in part.passages for n in range(one.first, one.last)}
    words = [one for one in spoken(transcript.utterances) if (one.utterance, one.index) in own]
    return sorted(words, key=lambda one: (one.word.start, one.word.end))


def word_near(transcript: Transcript, part: Paragraph, at: float, text: str) -> Spoken:
    """The word of a paragraph that is heard nearest to `at`, one that sounds like `text` before others."""
    words = words_of_paragraph(transcript, part)
    if not words:
        raise CorrectionError(f"it is not known when the words at {clock(part.start)} are said")
    return min(words, key=lambda one: (_differs(one.word.text, text), abs(one.word.start - at)))


def _differs(heard: str, text: str) -> bool:
    return bool(text) and bare(heard) != bare(text)


def _begins(part: Paragraph, where: Where) -> bool:
    return abs(part.start - where.start) <= EXACT


def _alike(text: str, was: str) -> float:
    one, other = (list(map(bare, words.split())) for words in (text, was))
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
