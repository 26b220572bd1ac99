"""The places to listen to as the page shows them: why, which words, and what can be done there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypedDict

from pipeline.page.doubted_words import doubted_words
from pipeline.page.word_ranges import WordRange, spoken_words, utf16_places, word_ranges
from pipeline.review.paragraph_view import ParagraphView
from pipeline.text.spoken import bare
from pipeline.transcript.doubt import Doubt, DoubtKind
from pipeline.transcript.model import NameSuggestion, Paragraph, Transcript

_SAME = 0.002
"""Seconds by which a time that was rounded may be off."""


class PlaceView(TypedDict):
    """A place; `first` and `last` are the characters in doubt, None where it is the whole paragraph.

    `acts` are the keys of what can be done, in order: Y right, E edit, W write the suggestion, Q a quote or
    not, V other voice, X leave out.
    """

    id: str
    rank: int
    kind: str
    time: float
    paragraph: str
    first: int | None
    last: int | None
    why: str
    suggestion: str | None
    label: str | None
    acts: str


_WHY: Mapping[str, str] = {
    DoubtKind.MISSING: "Something may be missing here: {text}.",
    DoubtKind.WORDS: "The recognizer is unsure of these words.",
    DoubtKind.NAME: "The recognizer is unsure of this name.",
    DoubtKind.NUMBER: "The recognizer is unsure of this number.",
    DoubtKind.OVERLAP: "Two voices at once: words may be wrong, or somebody else's.",
    DoubtKind.QUOTE: "Printed as a quote, but it is not certain that it is one.",
    DoubtKind.ROLE: "It is not certain what this voice does in the programme.",
    DoubtKind.VOICE: "This voice may be one that is known by name.",
}
_UNSURE_QUOTE = "A statement, but whether of a guest or of a journalist is not certain."
_KNOWN_NAME = "Close to a name that is known: {name}."
_ACTS: Mapping[str, str] = {
    DoubtKind.MISSING: "YEVX",
    DoubtKind.WORDS: "YEQVX",
    DoubtKind.NAME: "YEWV",
    DoubtKind.NUMBER: "YEW",
    DoubtKind.OVERLAP: "YEVX",
    DoubtKind.QUOTE: "YEQVX",
    DoubtKind.ROLE: "YVX",
    DoubtKind.VOICE: "YVX",
}


def place_views(transcript: Transcript, parts: tuple[ParagraphView, ...]) -> tuple[PlaceView, ...]:
    """All places, the worst first; `parts` are the paragraphs as they are shown."""
    texts = {view["id"]: view["text"] for view in parts}
    found = [
        _view(transcript, doubt, part, texts[part.id])
        for part in transcript.paragraphs
        for doubt in part.doubts
    ]
    return tuple(sorted(found, key=lambda one: (one["rank"], one["time"])))


def _view(transcript: Transcript, doubt: Doubt, part: Paragraph, text: str) -> PlaceView:
    ranges = word_ranges(text, spoken_words(transcript, part), transcript.language)
    inside = list(doubted_words(doubt, ranges))
    suggestion = _suggested(transcript, doubt) if inside else None
    if suggestion is not None:
        inside = _widened(inside[0], ranges, suggestion)
    units = utf16_places(text)
    acts = _ACTS.get(doubt.kind, "YEVX")
    return PlaceView(
        id=f"{doubt.kind}@{doubt.time:.3f}", rank=doubt.rank, kind=str(doubt.kind), time=doubt.time,
        paragraph=part.id,
        first=units[inside[0].first] if inside else None,
        last=units[inside[-1].last] if inside else None,
        why=_why(doubt, part, suggestion), suggestion=suggestion.name if suggestion else None,
        label=part.speaker, acts=acts if suggestion else acts.replace("W", ""),
    )  # fmt: skip


def _why(doubt: Doubt, part: Paragraph, suggestion: NameSuggestion | None) -> str:
    if suggestion is not None:
        return _KNOWN_NAME.format(name=suggestion.name)
    if doubt.kind is DoubtKind.QUOTE and part.unsure:
        return _UNSURE_QUOTE
    if doubt.kind in _WHY:
        return _WHY[doubt.kind].format(text=doubt.text)
    return f"{doubt.text[:1].upper()}{doubt.text[1:]}."


def _suggested(transcript: Transcript, doubt: Doubt) -> NameSuggestion | None:
    if doubt.kind is not DoubtKind.NAME:
        return None
    fitting = (one for one in transcript.name_suggestions if any(_is_at(doubt, time) for time in one.times))
    return max(fitting, key=lambda one: one.score, default=None)


def _is_at(doubt: Doubt, time: float) -> bool:
    return abs(time - doubt.time) <= _SAME


def _widened(first: WordRange, ranges: Sequence[WordRange], one: NameSuggestion) -> list[WordRange]:
    """All words that the suggestion takes the place of."""
    at = ranges.index(first)
    return list(ranges[at : at + max(1, len(list(filter(bare, one.heard.split()))))])
