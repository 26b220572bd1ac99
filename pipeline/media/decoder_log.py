"""What ffmpeg says while it decodes: where its clock jumps, and what it complains of.

Each piece of decoded sound comes with its time (filter `ashowinfo`), so that complaints, which have none, lie
between two pieces. Whoever complains is ahead of the filter, by up to so many pieces as wait between them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_PIECE = re.compile(r" pts_time:(\S+) .*\brate:(\d+) nb_samples:(\d+)")
_COMPLAINT = re.compile(r"^(?:\[[^\]]*\] )*?\[(error|fatal|panic|warning)\] (.*)")
_PART = re.compile(r"^(?:\[[^\]]*\] *)+")
_HARMLESS = re.compile(
    "not on whitelist|non monotonically increasing dts to muxer|AVCodecContext was allocated"
)
"""Errors that say nothing of the sound: decoders of pictures are kept shut, raw sound has no times."""
_GRAVE = re.compile(
    "[Cc]orrupt|CRC|number mismatch in adjacent|PES packet size mismatch|File ended prematurely|"
    "no index at the end"
)
"""Warnings that say the same as errors do."""
_JUMP = 0.035
"""Seconds by which two pieces of sound must lie apart for a hole. None of 53 kinds of files that ffmpeg
writes has more than 0.02; `aresample` fills with silence what comes to more than 0.1."""
_WAITING = 10
"""Pieces that wait between two parts of ffmpeg, at most: between reader and decoder, decoder and filter."""
_READER = re.compile(r"^\[(?:in|demuxer)#")
_TOGETHER = 1.0
"""Seconds within which complaints belong to one place."""
_MOST = 20
"""Complaints without a place that are kept."""


@dataclass(frozen=True, slots=True)
class Jump:
    """The sound ends at `end` and goes on at `start`, in seconds: earlier where the clock went back."""

    end: float
    start: float


@dataclass(slots=True)
class Complaints:
    """Of one place, from `start` to `end` in seconds: the first in its own words, and how many there are."""

    start: float
    end: float
    first: str
    count: int = 1


@dataclass(slots=True)
class DecoderLog:
    """Takes ffmpeg's lines one by one; what it keeps grows with the damage only."""

    jumps: list[Jump] = field(default_factory=list)
    complaints: list[Complaints] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)
    """What was said before the first piece of sound."""
    rates: dict[int, float] = field(default_factory=dict)
    """Sampling rates in order, each with the time at which it was first heard."""
    longest: float = 0.0
    """Seconds of the longest piece."""
    first: float | None = None
    """When the sound begins, in seconds from the start of the recording."""
    reached: float | None = None
    last: str = ""
    """The last complaint of any kind."""

    def line(self, text: str) -> None:
        """Take one line."""
        if "nb_samples:" in text and (piece := _PIECE.search(text)):
            self._piece(*piece.groups())
        elif complaint := _COMPLAINT.match(text):
            ahead = _WAITING * self.longest * (2 if _READER.match(text) else 1)
            self._complain(complaint[1], _PART.sub("", complaint[2]).strip(), ahead)

    def _piece(self, time: str, rate: str, samples: str) -> None:
        if time == "NOPTS":
            return
        start = float(time)
        if self.reached is None:
            self.first = start
        elif abs(start - self.reached) > _JUMP:
            self.jumps.append(Jump(self.reached, start))
        self.rates.setdefault(int(rate), start)
        length = int(samples) / int(rate)
        self.longest = max(self.longest, length)
        self.reached = start + length

    def _complain(self, level: str, text: str, ahead: float) -> None:
        if level == "warning" and not _GRAVE.search(text):
            return
        if _HARMLESS.search(text):
            return
        self.last = text
        at = self.reached
        if at is None:
            if len(self.unplaced) < _MOST:
                self.unplaced.append(text)
        elif self.complaints and abs(at - self.complaints[-1].end) <= _TOGETHER + ahead:
            near = self.complaints[-1]
            near.start, near.end, near.count = min(near.start, at), max(near.end, at + ahead), near.count + 1
        else:
            self.complaints.append(Complaints(at, at + ahead, text))
