"""Where to cut the programme: every kind of window that a transcription hands to Whisper, drawn at random."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from tests.checkpoints.programme import Programme, ranges

LONGEST = 30.0
_CUT_OFF = 29.9
"""A window at least this long, in seconds, that ends within a sentence was cut off there."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the programme, in its seconds."""

    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A word with its time in the window, in seconds."""

    start: float
    end: float
    index: int


Pieces = tuple[Piece, ...]


def length(pieces: Sequence[Piece]) -> float:
    """Seconds of all pieces together."""
    return sum(piece.end - piece.start for piece in pieces)


def place_words(programme: Programme, pieces: Pieces, offset: float) -> tuple[Placed, ...]:
    """The words whose middle lies in a piece, at the times they have when the pieces follow each other."""
    placed: list[Placed] = []
    at = offset
    for piece in pieces:
        end = at + piece.end - piece.start
        for index, word in enumerate(programme.words):
            if piece.start <= word.middle < piece.end:
                start, stop = word.start - piece.start + at, word.end - piece.start + at
                placed.append(Placed(max(start, at), min(stop, end), index))
        at = end
    return tuple(placed)


def split_sentences(programme: Programme, placed: Sequence[Placed]) -> list[Sequence[Placed]]:
    """Runs of words that follow each other in one sentence."""
    runs = ranges([(programme.words[word.index].sentence, word.index - at) for at, word in enumerate(placed)])
    return [placed[run.start : run.stop] for run in runs]


def is_cut_off(programme: Programme, pieces: Pieces, placed: Sequence[Placed]) -> bool:
    """Whether the window is full and its last sentence goes on after it."""
    return length(pieces) >= _CUT_OFF and not programme.words[placed[-1].index].closes


@dataclass(frozen=True, slots=True)
class Cutter:
    """Draws windows from the programme."""

    programme: Programme
    chance: np.random.Generator

    def short(self, longest: float) -> Pieces:
        """One stretch, or two glued together, of at most `longest` seconds."""
        if self.chance.random() < 0.5:
            return (self._stretch(1.0, longest),)
        first = self._stretch(0.8, longest - 1.0)
        return (first, self._stretch(0.5, longest - length([first])))

    def any(self) -> Pieces:
        """A window of up to 30 s."""
        kinds: tuple[Callable[[], Pieces], ...] = (self._pack, self._blind, self._turn, self._patchwork)
        kind = self.chance.choice(len(kinds) + 1, p=(0.4, 0.25, 0.12, 0.1, 0.13))
        return kinds[kind]() if kind < len(kinds) else (self._stretch(1.0, 15.0),)

    def around(self, word: int) -> Pieces:
        """A stretch that holds the sentence of a word."""
        sentences = self.programme.sentences
        middle = next(number for number, sentence in enumerate(sentences) if word in sentence)
        first = sentences[int(self.chance.integers(max(0, middle - 1), middle + 1))]
        last = sentences[int(self.chance.integers(middle, middle + 3))]
        return (self._between(first.start, last.stop - 1),)

    def _between(self, first: int, last: int) -> Piece:
        """From one word to another, with up to half a second of the silence around them."""
        before = min(0.5, 0.95 * self.programme.gap_before(first))
        after = min(0.5, 0.95 * self.programme.gap_after(last))
        start = self.programme.words[first].start - self.chance.uniform(0.0, before)
        end = self.programme.words[last].end + self.chance.uniform(0.0, after)
        return Piece(start, min(end, start + LONGEST))

    def _stretch(self, shortest: float, longest: float) -> Piece:
        words = self.programme.words
        wanted = self.chance.uniform(shortest, max(shortest, longest - 0.5))
        first = int(self.chance.integers(len(words)))
        if self.chance.random() < 0.5:
            first = self.programme.sentences[words[first].sentence].start
        last = first
        while last + 1 < len(words) and words[last + 1].end - words[first].start <= wanted:
            last += 1
        piece = self._between(first, last)
        return Piece(piece.start, min(piece.end, piece.start + longest))

    def _turn(self) -> Pieces:
        turn = self.programme.turns[int(self.chance.integers(len(self.programme.turns)))]
        return (self._between(turn.start, turn.stop - 1),)

    def _blind(self) -> Pieces:
        """Thirty seconds on from a moment at which an earlier window may have ended."""
        words = self.programme.words
        start = float(self.chance.uniform(0.0, self.programme.duration - 1.0))
        if self.chance.random() < 0.7:
            last = self.programme.sentences[int(self.chance.integers(26))].stop - 1
            start = words[last].end + float(self.chance.uniform(-0.06, self.programme.gap_after(last)))
        return (Piece(start, min(start + LONGEST, self.programme.duration)),)

    def _pack(self) -> Pieces:
        """Neighbouring turns, the silence between them kept or shortened, now and then one left out."""
        wanted = self.chance.uniform(15.0, LONGEST - 0.1)
        sentence = self.programme.sentences[int(self.chance.integers(len(self.programme.sentences)))]
        pieces: list[Piece] = []
        for turn in self.programme.turns:
            if turn.stop <= sentence.start or (pieces and self.chance.random() < 0.1):
                continue
            piece = self._between(max(turn.start, sentence.start), turn.stop - 1)
            room = wanted - length(pieces)
            if piece.end - piece.start > room:
                return (*pieces, *self._fitting(max(turn.start, sentence.start), room)) or (piece,)
            if pieces and self.chance.random() < 0.5 and 0 < piece.start - pieces[-1].end < 1.0:
                piece = Piece(pieces[-1].end, min(piece.end, pieces[-1].end + room))
            pieces.append(piece)
        return tuple(pieces)

    def _fitting(self, first: int, room: float) -> Pieces:
        """As many words from `first` on as fit, up to a sentence's end more often than not."""
        words = self.programme.words
        fits = [n for n in range(first, len(words)) if words[n].end + 0.5 - words[first].start + 0.5 < room]
        if ends := [n for n in fits if words[n].closes]:
            fits = ends if self.chance.random() < 0.8 else fits
        return (self._between(first, fits[-1]),) if fits else ()

    def _patchwork(self) -> Pieces:
        """Two to six stretches in order, with what lies between them dropped."""
        count = int(self.chance.integers(2, 7))
        pieces = sorted((self._stretch(0.8, LONGEST / count) for _ in range(count)), key=lambda p: p.start)
        return tuple(p for n, p in enumerate(pieces) if n == 0 or p.start >= pieces[n - 1].end)
