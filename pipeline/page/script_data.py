"""What the page's script needs of a transcript: which characters are heard when, and which are in doubt."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TypedDict

from pipeline.article.candidate import DOUBTFUL
from pipeline.article.word_doubts import NEAR
from pipeline.page.word_ranges import WordRange, spoken_words, utf16_places, word_ranges
from pipeline.text.visible import one_line
from pipeline.transcript.doubt import Doubt, DoubtKind
from pipeline.transcript.model import Paragraph, Transcript

_OF_ONE_WORD = (DoubtKind.NAME, DoubtKind.NUMBER)
_SAME = 0.002
"""Seconds by which a time that was rounded may be off."""


class ParagraphData(TypedDict):
    """Times in milliseconds. `words` are characters from and to, start and end; `doubts` characters."""

    start: int
    end: int
    words: list[tuple[int, int, int, int]]
    doubts: list[tuple[int, int]]


def script_data(transcript: Transcript) -> str:
    """JSON of figures alone, so that it can stand inside an element of HTML."""
    data = [_paragraph(transcript, part) for part in transcript.paragraphs]
    return json.dumps(data, separators=(",", ":"))


def _paragraph(transcript: Transcript, part: Paragraph) -> ParagraphData:
    text = one_line(part.text)
    ranges = word_ranges(text, spoken_words(transcript, part), transcript.language)
    units = utf16_places(text)
    return ParagraphData(
        start=_ms(part.start),
        end=_ms(part.end),
        words=[(units[r.first], units[r.last], _ms(r.word.start), _ms(r.word.end)) for r in ranges],
        doubts=sorted(
            {(units[r.first], units[r.last]) for doubt in part.doubts for r in _in_doubt(doubt, ranges)}
        ),
    )


def _in_doubt(doubt: Doubt, ranges: Sequence[WordRange]) -> Iterator[WordRange]:
    """The words that a doubt is about; of a doubt about voices there are none."""
    for one in ranges:
        away = one.word.start - doubt.time
        if doubt.kind in _OF_ONE_WORD:
            meant = abs(away) < _SAME
        else:
            unsure = one.word.probability is not None and one.word.probability < DOUBTFUL
            meant = doubt.kind is DoubtKind.WORDS and -_SAME < away <= NEAR and unsure
        if meant:
            yield one


def _ms(seconds: float) -> int:
    return round(seconds * 1000)
