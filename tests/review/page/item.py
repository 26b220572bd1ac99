"""The State of a realistic item, as the page gets it: the example's transcript with places to look at."""

from __future__ import annotations

from typing import Any

from pipeline import from_json
from pipeline.page.word_ranges import spoken_words, word_ranges
from pipeline.transcript.model import Paragraph, Speaker, Transcript
from pipeline.transcript.speaker import called
from tests.golden import TRANSCRIPT

State = dict[str, Any]

_DOUBTS: tuple[tuple[int, str, str | None, str | None, str, str], ...] = (
    (
        9,
        "voice",
        None,
        None,
        "Printed as a quote, but nobody is named for this voice. Heard only here.",
        "YEQVX",
    ),
    (15, "quote", "traffic", "tariff", "A word in this quote is unsure.", "YEWQV"),
    (8, "name", "Peter Lane", "Peter Laine", "Close to a name in your list.", "YEWV"),
    (5, "number", "65 million", "55 million", "The sound is also close to another number.", "YEW"),
    (4, "words", "money-clarer", "money, Clara", "One word may be two.", "YEWX"),
)
"""Position of the paragraph, kind, doubtful words, what to write instead, why, and what may be done."""


def item() -> State:
    """A new one each time, so that it may be changed."""
    transcript = from_json(TRANSCRIPT.read_bytes())
    paragraphs = [_paragraph(transcript, at, part) for at, part in enumerate(transcript.paragraphs)]
    return {
        "version": "1",
        "of": "a" * 64,
        "title": transcript.title,
        "published": "2025-03-14T18:30:00",
        "printed": "2025/03/14 18:30",
        "source": {"name": "Example News", "url": "https://news.example/harbour-bridge"},
        "language": "en",
        "length": transcript.recording.duration if transcript.recording else 0.0,
        "me": None,
        "speakers": [_speaker(one, paragraphs) for one in transcript.speakers],
        "paragraphs": paragraphs,
        "left_out": [
            {"start": 124.5, "end": 125.1, "kind": "music", "what": "Music", "back": True, "speaker": None,
             "text": ""}
        ],
        "places": [_place(rank, paragraphs, *told) for rank, told in enumerate(_DOUBTS, 1)],
        "unplaced": [],
        "skipped": [],
        "signed": None,
        "formats": ["article", "srt"],
        "media": {"state": "ready", "kind": "audio", "name": "segment.opus", "url": "segment.opus"},
    }  # fmt: skip


def _paragraph(transcript: Transcript, at: int, part: Paragraph) -> State:
    ranges = word_ranges(part.text, spoken_words(transcript, part), transcript.language)
    return {
        "id": f"p{at}",
        "speaker": part.speaker,
        "quoted": part.quoted,
        "unsure": part.unsure,
        "start": part.start,
        "end": part.end,
        "text": part.text,
        "words": [[r.first, r.last, round(r.word.start * 1000), round(r.word.end * 1000)] for r in ranges],
        "checked": False,
        "heard": None,
    }


def _speaker(one: Speaker, paragraphs: list[State]) -> State:
    said = [part for part in paragraphs if part["speaker"] == one.label]
    return {
        "label": one.label,
        "called": one.name or called(one.label),
        "name": one.name,
        "role": str(one.role),
        "unsure": one.unsure,
        "named_by_person": False,
        "role_by_person": False,
        "evidence": ["Named in the sentence before, speaks once"],
        "suggestions": [],
        "samples": [[part["start"], part["end"]] for part in said[:3]],
    }


def _place(
    rank: int, paragraphs: list[State], at: int, kind: str, words: str | None, instead: str | None, why: str,
    acts: str,
) -> State:  # fmt: skip
    part = paragraphs[at]
    first = part["text"].find(words) if words else -1
    return {
        "id": f"{kind}@{part['start']:.2f}",
        "rank": rank,
        "kind": kind,
        "time": part["start"],
        "paragraph": part["id"],
        "first": first if first >= 0 else None,
        "last": first + len(words or "") if first >= 0 else None,
        "why": why,
        "suggestion": instead if first >= 0 else None,
        "label": part["speaker"],
        "acts": acts,
    }
