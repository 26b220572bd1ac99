"""Frames and the timecode that counts them, without and with drop frame (SMPTE 12M)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Self

from pipeline.transcript.recording import Timecode

_WRITTEN = re.compile(r"(\d{2}):(\d{2}):(\d{2})[:;.,](\d{2,3})")
_DAY = 24 * 3600
_DROPPED_A_SECOND = Fraction(1, 15)
"""Two numbers a minute of thirty frames a second, four of sixty."""


@dataclass(frozen=True, slots=True)
class FrameClock:
    """Counts `rate` frames a second from the number `first`, at media time 0.

    `drop` leaves out the first numbers of each minute but every tenth, so that 29.97 frames a second keep
    with the clock on the wall; no frame is left out. Raises ValueError where there is no such way to count.
    """

    rate: Fraction
    drop: bool = False
    first: int = 0

    def __post_init__(self) -> None:
        if self.rate <= 0:
            raise ValueError(f"there cannot be {self.rate} frames a second")
        if self.drop and (self.rate.denominator == 1 or self.whole % 30):
            raise ValueError(f"no numbers are dropped at {float(self.rate):g} frames a second")

    @classmethod
    def of(cls, timecode: Timecode) -> Self:
        """The programme's own clock. Raises ValueError where its start or its rate is none."""
        try:
            rate = Fraction(timecode.rate)
        except (ValueError, ZeroDivisionError):
            raise ValueError(f"{timecode.rate!r} is no rate of frames") from None
        clock = cls(rate, timecode.drop)
        return cls(rate, timecode.drop, clock.number(timecode.start))

    @property
    def whole(self) -> int:
        """Frames that the timecode counts to a second: 30 of 29.97."""
        return round(self.rate)

    def frame(self, seconds: float) -> int:
        """The number of the frame that is shown at this media time, counted without a break."""
        return self.first + round(Fraction(seconds).limit_denominator(1_000_000) * self.rate)

    def at(self, seconds: float) -> str:
        """The timecode at this media time: `10:00:07:12`, with `;` before the frames where numbers drop."""
        return self.text(self.frame(seconds))

    def text(self, frame: int) -> str:
        """The timecode of a frame; behind midnight it begins anew.

        >>> FrameClock(Fraction(30000, 1001), drop=True).text(1800)
        '00:01:00;02'
        """
        number = self._with_gaps(frame) % (_DAY * self.whole)
        seconds, frames = divmod(number, self.whole)
        mark, width = ";" if self.drop else ":", len(str(self.whole - 1))
        hours, minutes, rest = seconds // 3600, seconds // 60 % 60, seconds % 60
        return f"{hours:02d}:{minutes:02d}:{rest:02d}{mark}{frames:0{max(2, width)}d}"

    def number(self, text: str) -> int:
        """The frame of a timecode. Raises ValueError for what is none, such as a number that is dropped."""
        match = _WRITTEN.fullmatch(text)
        if match is None:
            raise ValueError(f"{text!r} is no timecode")
        hours, minutes, seconds, frames = map(int, match.groups())
        skipped = self.drop and minutes % 10 and seconds == 0 and frames < self._dropped
        if hours > 23 or minutes > 59 or seconds > 59 or frames >= self.whole or skipped:
            raise ValueError(f"{text!r} is no timecode of {float(self.rate):g} frames a second")
        counted = ((hours * 60 + minutes) * 60 + seconds) * self.whole + frames
        all_minutes = hours * 60 + minutes
        return counted - self._dropped * (all_minutes - all_minutes // 10)

    def seconds(self, text: str) -> float:
        """The media time of a timecode, negative before the start. Raises ValueError for what is none."""
        return float((self.number(text) - self.first) / self.rate)

    @property
    def _dropped(self) -> int:
        """Numbers left out at the beginning of a minute."""
        return int(self.whole * _DROPPED_A_SECOND) if self.drop else 0

    def _with_gaps(self, frame: int) -> int:
        """The number that a frame has, where numbers are left out."""
        if not self.drop:
            return frame
        minute = 60 * self.whole - self._dropped
        tens, rest = divmod(frame, 10 * minute + self._dropped)
        within = max(0, rest - self._dropped) // minute
        return frame + self._dropped * (9 * tens + within)
