"""Pieces of text as a Whisper library times them, to words at their place in the recording.

Whisper's tokens say where a word ends: a piece that begins without a space goes on with the word before it.
So `U.S.`, `Jong-un`, `$3.5m` and `l'école` are one word each, however many pieces the library makes of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.engines.recognition import Window
from pipeline.text.print_style import is_spaced
from pipeline.transcript.model import Word
from pipeline.transcript.span import Span

FRAMES_PER_SECOND = 100
_OPENING = "\"'“‘«„¿¡([{"
"""Marks that belong to the word behind them."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A text of `tokens` tokens with its own space before it, `start` to `end` in seconds of the window."""

    text: str
    start: float
    end: float
    probability: float
    tokens: int = 1


def placed(pieces: Iterable[Piece], window: Window, language: str) -> tuple[Word, ...]:
    """The words that the pieces make up; where none are parted by spaces, a word keeps one before it."""
    words: list[Word] = []
    for group in _grouped([piece for piece in pieces if piece.text.strip()], is_spaced(language)):
        said = [piece for piece in group if _is_said(piece)] or group
        span = window.place(Span(said[0].start, max(said[0].start, said[-1].end)))
        sure = sum(piece.probability * piece.tokens for piece in said) / sum(piece.tokens for piece in said)
        text = "".join(piece.text for piece in group)
        written = text.strip() if is_spaced(language) else text.rstrip()
        words.append(Word(round(span.start, 3), round(span.end, 3), written, min(1.0, round(sure, 3))))
    return tuple(words)


def pieces_of(
    texts: Sequence[str], tokens: Sequence[Sequence[int]], moments: Sequence[float], sure: Sequence[float]
) -> list[Piece]:
    """Pieces from each token's probability, and its beginning in seconds: one more of these, the end."""
    pieces: list[Piece] = []
    edges = [0]
    for part in tokens:
        edges.append(edges[-1] + len(part))
    for text, (first, last) in zip(texts, pairwise(edges), strict=True):
        if last > first:
            mean = sum(sure[first:last]) / (last - first)
            pieces.append(Piece(text, moments[first], moments[last], mean, last - first))
    return pieces


def _grouped(pieces: Sequence[Piece], spaced: bool) -> list[list[Piece]]:
    """Pieces of one word together: what is not parted by a space, and marks with the word they stand at."""
    groups: list[list[Piece]] = []
    for piece in pieces:
        before = groups[-1] if groups else None
        if before and (_goes_on(before[-1], piece, spaced) or not any(map(_is_said, before))):
            before.append(piece)
        else:
            groups.append([piece])
    if len(groups) > 1 and not any(map(_is_said, groups[-1])):
        last = groups.pop()
        groups[-1].extend(last)
    return groups


def _goes_on(before: Piece, piece: Piece, spaced: bool) -> bool:
    """Whether a piece belongs to the word that the one before it is of."""
    if not _is_said(piece):
        return piece.text.strip()[0] not in _OPENING or not piece.text[0].isspace()
    if piece.text[0].isspace():
        return False
    return spaced or (_is_latin(before.text[-1]) and _is_latin(piece.text[0]))


def _is_said(piece: Piece) -> bool:
    return any(map(str.isalnum, piece.text))


def _is_latin(character: str) -> bool:
    return character.isascii() and not character.isspace()
