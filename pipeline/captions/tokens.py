"""What a line of captions is made of: words, or pieces of what is too long for a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise

from pipeline.captions.width import clusters, columns
from pipeline.text.print_style import is_spaced
from pipeline.text.spoken import words_of
from pipeline.transcript.model import Utterance, Word
from pipeline.transcript.shown import shown

_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_SHORT = 8
"""Columns of a word of a language without spaces that is not taken apart."""
_LATIN = re.compile(r"[A-Za-z0-9]+(?:[.,'’:-][A-Za-z0-9]+)*")
_PARTS = re.compile(r"[^-/_.@–—]+[-/_.@–—]*|[-/_.@–—]+")
"""Where a long address or compound may be cut."""


@dataclass(frozen=True, slots=True)
class Token:
    """What no line is broken inside of. `space` says whether a space stands before it inside a line."""

    start: float
    end: float
    text: str
    space: bool
    width: int


def tokens_of(utterance: Utterance, language: str, widest: int) -> Iterator[Token]:
    """Its words in order, none wider than `widest` columns; times of pieces are spread by letters."""
    spaced = is_spaced(language)
    before = ""
    for word in words_of(utterance):
        for number, (piece, start, end) in enumerate(_timed(word, _SPACES.split(shown(word.text)))):
            parts = _cut(piece, spaced, widest)
            own = Word(start, end, piece)
            for first, (part, since, until) in enumerate(_timed(own, parts)):
                space = not first and bool(before)
                if space and not spaced:
                    space = number > 0 or word.text[:1].isspace() or _latin_meet(before, part)
                yield Token(since, until, part, space, columns(part))
                before = part


def _timed(word: Word, parts: list[str]) -> Iterator[tuple[str, float, float]]:
    parts = [part for part in parts if part]
    total = sum(map(len, parts)) or 1
    edges = [
        min(word.end, word.start + word.duration * letters / total)
        for letters in accumulate(map(len, parts), initial=0)
    ]
    for part, (start, end) in zip(parts, pairwise(edges), strict=True):
        yield part, start, end


def _latin_meet(before: str, text: str) -> bool:
    """Whether two words meet that a space parts even where the language writes none."""
    return before[-1].isascii() and before[-1].isalnum() and text[0].isascii() and text[0].isalnum()


def _cut(text: str, spaced: bool, widest: int) -> list[str]:
    """Pieces of a word that is too long for a line; of a text without spaces, its characters."""
    width = columns(text)
    if width <= (widest if spaced else min(_SHORT, widest)):
        return [text]
    parts = _PARTS.findall(text) if spaced else _characters(text)
    return [piece for part in parts for piece in _narrow(part, widest)]


def _characters(text: str) -> list[str]:
    """Character by character, words in Latin letters whole."""
    found, at = [], 0
    for match in _LATIN.finditer(text):
        found += [*clusters(text[at : match.start()]), match[0]]
        at = match.end()
    return found + clusters(text[at:])


def _narrow(text: str, widest: int) -> Iterator[str]:
    if columns(text) <= widest:
        yield text
        return
    line, width = "", 0
    for cluster in clusters(text):
        wide = columns(cluster)
        if line and width + wide > widest:
            yield line
            line, width = "", 0
        line, width = line + cluster, width + wide
    yield line
