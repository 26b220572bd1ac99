"""An article that was corrected elsewhere, as corrections of the transcript it was made from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from pipeline.corrections.correct import Corrections
from pipeline.corrections.places import CorrectionError, paragraph_at
from pipeline.text.spoken import bare, in_time
from pipeline.transcript.model import Paragraph, Transcript

_TIME = re.compile(r"^\**\[(?P<time>\d{1,2}:\d{2}:\d{2})\]\**\s*")
_PUBLISHED = re.compile(r"\**published on:.*", re.IGNORECASE)
_NOT_SAID = re.compile(
    r"\[(?:\D+ of \d+ s was left out|[\w. ]+ (?:missing|damaged)|damaged here|"
    r"the recording breaks off here)\]"
)
"""Lines of an article about what is not printed, or is not there."""
_MARKS = str.maketrans({"\u201c": '"', "\u201d": '"', "\u201e": '"', "\u2018": "'", "\u2019": "'"})
_INSIDE = 0.001
"""Seconds after its beginning that are in a paragraph for certain."""
_ALIKE = 0.5
"""The share of words that make a line a paragraph's, or a paragraph a line's."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of the edited article."""

    text: str
    quoted: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """The transcript with what the article corrects, and what of the article has no place in it."""

    corrections: Corrections
    unplaced: tuple[str, ...]


def from_text(state: Corrections, article: str, introductions: Sequence[str] = ()) -> Comparison:
    """Corrections that lead from the transcript's paragraphs to those of `article`.

    Paragraphs that were reworded, joined, divided or taken out, and quotation marks; what was added is
    listed. `introductions` are what may stand before a paragraph to name its voice. Raises CorrectionError
    where the article is of something else.
    """
    lines = read_article(state.transcript, article, introductions)
    old = state.transcript.paragraphs
    whose = _whose(lines, old)
    if not lines or 2 * sum(map(bool, whose)) < len(lines):
        raise CorrectionError("the article is not one of this transcript: most of it is not said there")
    unplaced = [f"added: {line.text}" for line, parts in zip(lines, whose, strict=True) if not parts]
    state = _without(state, old, {number for parts in whose for number in parts})
    state, refused = _joined(state, old, whose)
    state, begins, more = _divided(state, old, lines, whose)
    for line, begin in zip(lines, begins, strict=True):
        if begin is not None:
            state = _reworded(state, line, begin + _INSIDE)
    return Comparison(state, (*unplaced, *refused, *more))


def read_article(transcript: Transcript, article: str, introductions: Sequence[str] = ()) -> tuple[Line, ...]:
    """The paragraphs of an article, without its head and its foot."""
    blocks = [" ".join(block.split()) for block in re.split(r"\n\s*\n|\r\n\s*\r\n", article.lstrip("\ufeff"))]
    source = transcript.source
    foot = " ".join(part for part in (source.name, source.url) if part) if source else None
    others = {transcript.title, f"# {transcript.title}", foot, None, ""}
    return tuple(
        _line(block, introductions)
        for block in blocks
        if block not in others
        and not _PUBLISHED.fullmatch(block)
        and not _NOT_SAID.fullmatch(_TIME.sub("", block))
    )


def _line(block: str, introductions: Sequence[str]) -> Line:
    text = _TIME.sub("", block).translate(_MARKS).strip()
    text = next((text.removeprefix(who) for who in introductions if text.startswith(who)), text).strip()
    quoted = len(text) > 1 and text[0] == text[-1] == '"' and text.count('"') == 2
    return Line(text[1:-1] if quoted else text, quoted)


def _whose(lines: Sequence[Line], paragraphs: Sequence[Paragraph]) -> list[tuple[int, ...]]:
    """For each line the numbers of the paragraphs that it holds, or of the one that it is a part of."""
    said = [(number, bare(word)) for number, part in enumerate(paragraphs) for word in part.text.split()]
    new = [(number, bare(word)) for number, line in enumerate(lines) for word in line.text.split()]
    matcher = SequenceMatcher(None, [word for _, word in said], [word for _, word in new], autojunk=False)
    shared: dict[tuple[int, int], int] = {}
    for block in matcher.get_matching_blocks():
        for n in range(block.size):
            pair = new[block.b + n][0], said[block.a + n][0]
            shared[pair] = shared.get(pair, 0) + 1
    of_line = [len(line.text.split()) for line in lines]
    of_part = [len(part.text.split()) for part in paragraphs]
    return [
        tuple(
            number
            for number in range(len(paragraphs))
            if shared.get((line, number), 0) >= _ALIKE * min(of_line[line], of_part[number])
            and shared.get((line, number))
        )
        for line in range(len(lines))
    ]


def _without(state: Corrections, old: Sequence[Paragraph], kept: set[int]) -> Corrections:
    """Without the paragraphs that nothing is left of."""
    for number, part in enumerate(old):
        if number not in kept:
            state = state.drop(part.start, max(part.end, part.start + _INSIDE))
    return state


def _joined(
    state: Corrections, old: Sequence[Paragraph], whose: Sequence[tuple[int, ...]]
) -> tuple[Corrections, list[str]]:
    refused = []
    for parts in whose:
        for number in parts[1:]:
            try:
                state = state.join(old[number].start + _INSIDE)
            except CorrectionError as error:
                refused.append(f"joined: {old[number].text} ({error})")
    return state, refused


def _divided(
    state: Corrections, old: Sequence[Paragraph], lines: Sequence[Line], whose: Sequence[tuple[int, ...]]
) -> tuple[Corrections, list[float | None], list[str]]:
    """Also when each line begins; None for one without a place."""
    begins: list[float | None] = []
    refused = []
    for number, (line, parts) in enumerate(zip(lines, whose, strict=True)):
        begin = old[parts[0]].start if parts else None
        if parts and any(parts[0] in before for before in whose[:number]):
            begin = _first_word(state.transcript, old[parts[0]], line)
            if begin is None:
                refused.append(f"divided: {line.text}")
            else:
                state = state.divide(begin + _INSIDE)
        begins.append(begin)
    return state, begins, refused


def _first_word(transcript: Transcript, part: Paragraph, line: Line) -> float | None:
    """When the first word of a line is said in a paragraph."""
    said = [
        one
        for one in in_time(transcript.utterances)
        if any(p.utterance == one.utterance and p.first <= one.index < p.last for p in part.passages)
    ]
    new = [bare(word) for word in line.text.split()]
    matcher = SequenceMatcher(None, [bare(one.word.text) for one in said], new, autojunk=False)
    block = max(matcher.get_matching_blocks(), key=lambda block: block.size)
    first = block.a - block.b
    return said[first].word.start if block.size and first > 0 else None


def _reworded(state: Corrections, line: Line, moment: float) -> Corrections:
    now = state.transcript.paragraphs[paragraph_at(state.transcript, moment)]
    if now.text != line.text:
        before = now
        state = state.rewrite(before, line.text)
        now = max(state.transcript.paragraphs, key=lambda part: part.overlap(before))
    if now.quoted is not line.quoted:
        state = state.quote(now) if line.quoted else state.unquote(now)
    return state
