"""Times as texts print them: from the start of the recording, or the programme's own timecode."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.errors import DocumentError
from pipeline.transcript.frames import FrameClock
from pipeline.transcript.model import Transcript
from pipeline.transcript.timecode import clock

Stamp = Callable[[float], str]
"""Seconds from the start of the media to what is printed."""
_TO_SECONDS = len("10:00:50")


def source_clock(transcript: Transcript) -> FrameClock | None:
    """The programme's timecode, where it has one. Raises DocumentError for one that cannot be counted."""
    recording = transcript.recording
    if recording is None or recording.timecode is None:
        return None
    try:
        return FrameClock.of(recording.timecode)
    except ValueError as error:
        raise DocumentError(
            f"The recording's timecode cannot be counted: {error}.",
            hint="--time-base media, and articles without --timecode, do without it.",
        ) from None


def stamps(transcript: Transcript, *, timecode: bool) -> Stamp:
    """With `timecode` its labels to the second, where the recording has one; else `00:00:50`."""
    source = source_clock(transcript) if timecode else None
    return clock if source is None else lambda seconds: source.at(seconds)[:_TO_SECONDS]
