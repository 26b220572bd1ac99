"""Times that people type: as the article prints them, exact ones, or in the programme's own timecode."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.corrections.correction_error import CorrectionError
from pipeline.transcript.frames import FrameClock
from pipeline.transcript.model import Transcript

_LABEL = re.compile(r"(\d{2}:\d{2}:\d{2})([:;]\d{2,3})?")
_AFTER = 1.0
"""Seconds after the end of the recording that still count as in it."""


@dataclass(frozen=True, slots=True)
class Moment:
    """`seconds` from the start of the media. One that is `printed` is any within a second from there on."""

    seconds: float
    printed: bool = False

    def is_printed_at(self, seconds: float) -> bool:
        """Whether an article prints it where something begins."""
        return self.printed and self.seconds <= seconds < self.seconds + 1.0


def moment(transcript: Transcript, time: str | float) -> Moment:
    """A time beyond the recording's end is looked for in its timecode. Raises CorrectionError for no time."""
    if isinstance(time, str) and (found := _by_timecode(transcript, time.strip())):
        return found
    plain = seconds(time)
    return Moment(plain, plain == int(plain))


def _by_timecode(transcript: Transcript, text: str) -> Moment | None:
    recording, label = transcript.recording, _LABEL.fullmatch(text)
    if label is None or recording is None or recording.timecode is None:
        return None
    end = recording.duration + _AFTER
    if label[2] is None and seconds(text) < end:
        return None
    try:
        clock = FrameClock.of(recording.timecode)
        inside = (clock.number(f"{label[1]}{label[2] or ':00'}") - clock.first) / clock.rate
    except ValueError:
        return None
    if label[2]:
        return Moment(float(inside)) if 0 <= inside < end else None
    # An article prints the label of the nearest frame: it begins half of one earlier, or before the media.
    return Moment(float(inside - 1 / (2 * clock.rate)), printed=True) if -1 < inside < end else None


def seconds(time: str | float) -> float:
    """Seconds of `0:50`, `00:00:50`, `50.2`. Raises CorrectionError."""
    if not isinstance(time, str):
        return float(time)
    parts = time.strip().split(":")
    try:
        numbers = [float(part) for part in parts]
    except ValueError:
        numbers = []
    whole = all(part.isdigit() for part in parts[:-1])
    if not 1 <= len(numbers) <= 3 or not whole or any(n < 0 or n != n or n > 1e7 for n in numbers):
        raise CorrectionError(f"{time!r} is not a time like 0:50, 00:00:50 or 50.2")
    total = 0.0
    for number in numbers:
        total = total * 60 + number
    return total
