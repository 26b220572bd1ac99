"""Times that people type: as the article prints them, exact ones, or in the programme's own timecode."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import isfinite

from pipeline.corrections.correction_error import CorrectionError
from pipeline.transcript.frames import FrameClock
from pipeline.transcript.model import Transcript
from pipeline.transcript.moment import seconds_of

AFTER = 1.0
"""Seconds after the end, of the recording or of what is printed, that still count as in it."""
_LABEL = re.compile(r"(\d{2}:\d{2}:\d{2})([:;]\d{2,3})?")


@dataclass(frozen=True, slots=True)
class TypedTime:
    """`seconds` from the start of the media. One that is `printed` is any within a second from there on."""

    seconds: float
    printed: bool = False

    def is_printed_at(self, seconds: float) -> bool:
        """Whether an article prints it where something begins."""
        return self.printed and self.seconds <= seconds < self.seconds + 1.0


def typed_time(transcript: Transcript, time: str | float) -> TypedTime:
    """A time beyond the recording's end is looked for in its timecode. Raises CorrectionError for no time."""
    if not isinstance(time, str):
        if not isfinite(time):
            raise CorrectionError(f"{time} is not a time")
        return TypedTime(time, float(time).is_integer())
    text = time.strip()
    if found := _by_timecode(transcript, text):
        return found
    try:
        seconds = seconds_of(text)
    except ValueError:
        raise CorrectionError(f"{time!r} is not a time like 0:50, 00:00:50 or 50.2") from None
    return TypedTime(seconds, seconds.is_integer())


def _by_timecode(transcript: Transcript, text: str) -> TypedTime | None:
    recording, label = transcript.recording, _LABEL.fullmatch(text)
    if label is None or recording is None or recording.timecode is None:
        return None
    end = recording.duration + AFTER
    if label[2] is None and seconds_of(text) < end:
        return None
    try:
        clock = FrameClock.of(recording.timecode)
        inside = clock.seconds(f"{label[1]}{label[2] or ':00'}")
    except ValueError:
        return None
    if label[2]:
        return TypedTime(inside) if 0 <= inside < end else None
    # An article prints the label of the nearest frame: it begins half of one earlier, or before the media.
    return TypedTime(inside - float(1 / (2 * clock.rate)), printed=True) if -1 < inside < end else None
