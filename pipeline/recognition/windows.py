"""What the recognizer is given at a time: turns with some air around them, packed or cut at pauses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.engines.diarization import Turn
from pipeline.engines.recognition import Window
from pipeline.media.level import LevelCurve
from pipeline.transcript.span import Span, union

_LATE = 0.5
"""A long turn is cut in the second half of what fits, so that windows stay long enough to make sense of."""
_BREATH = 0.3
"""A pause in which a turn may be cut, in seconds."""
_SILENCE = 2.0
"""A pause that is left out of a packed window, but for the padding, in seconds."""
_CUT_COST = {"pause": 0.2, "nowhere": 0.8}
"""What a cut within a turn is worth, counted in windows: at a pause, and where there is none."""


def pack_windows(
    turns: Sequence[Turn], loudness: LevelCurve, *, duration: float, longest: float, padding: float
) -> tuple[Window, ...]:
    """As few windows as will do, each of neighbouring turns; gaps and long silences are left out.

    Whisper always pays for `longest` seconds, however short a window is. Windows end between turns where they
    can, else at a pause, else at a quiet moment. Together they cover every turn. Each turn gets up to
    `padding` seconds of the sound around it, never another turn's, at most halfway across the gap to it.
    """
    atoms = [
        atom
        for span, turn in _padded(turns, duration, padding)
        for atom in _atoms(span, turn, loudness, longest, padding)
    ]
    windows: list[Window] = []
    for first, last in _shortest_path(atoms, longest):
        packed = atoms[first:last]
        within = tuple(dict.fromkeys(atom.turn for atom in packed))
        windows.append(Window(union(atom.span for atom in packed), within))
    return tuple(windows)


def halves(window: Window, loudness: LevelCurve) -> tuple[Window, ...]:
    """The window in two, parted at the quietest moment of its middle half."""
    middle = window.part(window.seconds / 4, window.seconds * 3 / 4)
    longest = max(middle.pieces, key=lambda piece: piece.duration)
    cut = loudness.quietest(longest)
    heard = sum(min(max(cut - piece.start, 0.0), piece.duration) for piece in window.pieces)
    return window.part(0.0, heard), window.part(heard, window.seconds)


def pieces(span: Span, loudness: LevelCurve, longest: float) -> tuple[Span, ...]:
    """Cut `span` into pieces of at most `longest` seconds, each cut at the quietest moment in reach."""
    result: list[Span] = []
    while span.duration > longest:
        # What is left after a cut must not be a sliver: never reach beyond half of the rest plus a piece.
        reach = min(longest, max(span.duration - 1.0, span.duration / 2))
        cut = loudness.quietest(Span(span.start + reach * _LATE, span.start + reach))
        result.append(Span(span.start, cut))
        span = Span(cut, span.end)
    return (*result, span)


def _padded(turns: Sequence[Turn], duration: float, padding: float) -> list[tuple[Span, Turn]]:
    """Every turn with the air around it that belongs to nobody else."""
    spans: list[tuple[Span, Turn]] = []
    for index, turn in enumerate(turns):
        before = turns[index - 1].end if index else -turn.start
        after = turns[index + 1].start if index + 1 < len(turns) else 2 * duration - turn.end
        start = turn.start - min(padding, max(0.0, turn.start - before) / 2)
        end = turn.end + min(padding, max(0.0, after - turn.end) / 2)
        spans.append((Span(start, min(end, duration)), turn))
    return spans


@dataclass(frozen=True, slots=True)
class _Atom:
    """A stretch that is not cut any more; `cost` is that of beginning a window with it."""

    span: Span
    turn: Turn
    cost: float


def _atoms(span: Span, turn: Turn, loudness: LevelCurve, longest: float, padding: float) -> list[_Atom]:
    """A turn without its long silences, parted at its pauses."""
    pauses = loudness.pauses(span, _BREATH)
    atoms: list[_Atom] = []
    for stretch in _sounding(span, pauses, padding):
        inside = [pause for pause in pauses if stretch.start < pause.start and pause.end < stretch.end]
        edges = [stretch.start, *(pause.middle for pause in inside), stretch.end]
        for start, end in pairwise(edges):
            for number, piece in enumerate(pieces(Span(start, end), loudness, longest)):
                within = _CUT_COST["nowhere" if number else "pause"]
                atoms.append(_Atom(piece, turn, within if atoms else 0.0))
    return atoms


def _sounding(span: Span, pauses: Sequence[Span], padding: float) -> list[Span]:
    """What is left of `span` when silences are cut down to `padding` seconds on either side of the sound."""
    silences = [pause for pause in pauses if pause.duration >= _SILENCE]
    edges = [span.start, *(edge for pause in silences for edge in (pause.start, pause.end)), span.end]
    sounding = [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b > a]
    return [
        Span(max(span.start, part.start - padding), min(span.end, part.end + padding)) for part in sounding
    ] or [span]


def _shortest_path(atoms: Sequence[_Atom], longest: float) -> list[tuple[int, int]]:
    """The cheapest way to part `atoms` into runs that fit: a window costs 1, a cut what it harms."""
    best = [0.0]
    begins = [0]
    for last in range(1, len(atoms) + 1):
        length, cheapest, begin = 0.0, float("inf"), last - 1
        for first in range(last - 1, -1, -1):
            length += atoms[first].span.duration
            if length > longest + 1e-6 and first < last - 1:
                break
            cost = best[first] + 1.0 + atoms[first].cost
            if cost < cheapest:
                cheapest, begin = cost, first
        best.append(cheapest)
        begins.append(begin)
    runs: list[tuple[int, int]] = []
    last = len(atoms)
    while last:
        runs.append((begins[last], last))
        last = begins[last]
    return runs[::-1]
