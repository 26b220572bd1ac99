"""What the page's script needs of a transcript: which characters are heard when, and which are in doubt."""

from __future__ import annotations

import json
from typing import TypedDict

from pipeline.page.doubted_words import doubted_words
from pipeline.page.word_ranges import spoken_words, utf16_places, word_ranges
from pipeline.text.visible import one_line
from pipeline.transcript.model import Paragraph, Transcript


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
            {(units[r.first], units[r.last]) for doubt in part.doubts for r in doubted_words(doubt, ranges)}
        ),
    )


def _ms(seconds: float) -> int:
    return round(seconds * 1000)
