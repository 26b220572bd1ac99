"""What a recognizer is given, and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.engines.diarization import Turn
from pipeline.media.waveform import Waveform
from pipeline.transcript.model import Word
from pipeline.transcript.span import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Window:
    """Stretches of the recording handed to the recognizer end to end, and the turns that lie in them.

    `pieces` are in order and do not overlap; mostly there is one. Where there are several, the recognizer
    hears neither the gaps between them nor that there were any. `language` is the code of what is spoken in
    it where that is known to be another than the programme's.
    """

    pieces: tuple[Span, ...]
    turns: tuple[Turn, ...] = ()
    language: str | None = None

    def __post_init__(self) -> None:
        if not self.pieces:
            raise ValueError("a window needs at least one piece")

    @property
    def start(self) -> float:
        """Where the first piece begins."""
        return self.pieces[0].start

    @property
    def end(self) -> float:
        """Where the last piece ends."""
        return self.pieces[-1].end

    @property
    def seconds(self) -> float:
        """How much the recognizer hears."""
        return sum(piece.duration for piece in self.pieces)

    def sound(self, waveform: Waveform) -> NDArray[np.float32]:
        """The samples of all pieces, shape (n,); a view where there is one piece."""
        import numpy as np

        cuts = [waveform.cut(piece) for piece in self.pieces]
        return cuts[0] if len(cuts) == 1 else np.concatenate(cuts)

    def place(self, heard: Span) -> Span:
        """From seconds of what is heard to seconds of the recording.

        A span across two pieces is kept to the one that holds its middle: nothing was heard in between.
        """
        middle = heard.middle
        before = 0.0
        for piece in self.pieces[:-1]:
            if middle < before + piece.duration:
                break
            before += piece.duration
        else:
            piece = self.pieces[-1]
        start, end = (
            min(max(piece.start + edge - before, piece.start), piece.end) for edge in (heard.start, heard.end)
        )
        return Span(start, end)

    def part(self, first: float, last: float) -> Window:
        """What is heard between the seconds `first` and `last`, with the turns that lie in it."""
        pieces: list[Span] = []
        before = 0.0
        for piece in self.pieces:
            start, end = max(first - before, 0.0), min(last - before, piece.duration)
            if end > start:
                # A piece taken to its end keeps it: lengths added up may miss it by a rounding.
                until = piece.end if end > piece.duration - 1e-9 else piece.start + end
                pieces.append(Span(piece.start + start, until))
            before += piece.duration
        kept = tuple(pieces) or self.pieces[-1:]
        return replace(self, pieces=kept, turns=_within(self.turns, kept))

    def between(self, start: float, end: float) -> Window | None:
        """What is heard of it from one moment of the recording to another; None if that is nothing."""
        inside = (piece for piece in self.pieces if max(piece.start, start) < min(piece.end, end))
        kept = tuple(Span(max(piece.start, start), min(piece.end, end)) for piece in inside)
        return replace(self, pieces=kept, turns=_within(self.turns, kept)) if kept else None

    def followed_by(self, later: Window) -> Window:
        """Both in one, heard end to end; `later` begins where this one ends, or after it."""
        turns = tuple(dict.fromkeys((*self.turns, *later.turns)))
        return replace(self, pieces=(*self.pieces, *later.pieces), turns=turns)

    def by_turn(self) -> tuple[Window, ...]:
        """A window for each of its turns, cut halfway between one turn and the next."""
        edges = [self.start, *((a.end + b.start) / 2 for a, b in pairwise(self.turns)), self.end]
        parts: list[Window] = []
        for turn, (first, last) in zip(self.turns, pairwise(edges), strict=False):
            if part := self.between(first, last):
                parts.append(replace(part, turns=(turn,)))
        return tuple(parts) or (self,)


@dataclass(frozen=True, slots=True)
class RecognizerOptions:
    """What is asked of a recognizer besides the windows.

    `language` is a code such as `en`, None to find out. `glossary` are spellings it should prefer. `beam` is
    how many wordings it weighs at a time; 1 takes the likeliest word each time.
    """

    language: str | None = None
    glossary: tuple[str, ...] = ()
    beam: int = 1


@dataclass(frozen=True, slots=True)
class QualityFlag:
    """Why a text may not have been said. One that is not `believable` does not go into the transcript.

    `again` says whether hearing it again in smaller pieces may help.
    """

    reason: str
    believable: bool = False
    again: bool = True


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """What a recognizer made of one window: its text, and the words of it with their times."""

    window: Window
    text: str
    words: tuple[Word, ...] = ()
    doubt: QualityFlag | None = None


@dataclass(frozen=True, slots=True)
class RecognitionResult:
    """All that a recognizer made of a recording, in order; `language` is the programme's.

    What was said in another one is marked at its window. `notes` are for the user.
    """

    language: str
    heard: tuple[Hypothesis, ...]
    notes: tuple[str, ...] = ()


def _within(turns: tuple[Turn, ...], pieces: tuple[Span, ...]) -> tuple[Turn, ...]:
    """The turns that meet the pieces; where these are only the air around a turn, that turn."""
    meeting = tuple(turn for turn in turns if any(piece.overlap(turn) > 0.0 for piece in pieces))
    start, end = pieces[0].start, pieces[-1].end
    nearest = sorted(turns, key=lambda turn: max(turn.start - end, start - turn.end))[:1]
    return meeting or tuple(nearest)
