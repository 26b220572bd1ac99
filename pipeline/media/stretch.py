"""The stretch of a recording that somebody wants, told in seconds, on the clock, or in its own timecode."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import InputError
from pipeline.media.probe import Media
from pipeline.media.waveform import SAMPLE_RATE
from pipeline.transcript.frames import FrameClock
from pipeline.transcript.moment import MOMENT, seconds_of
from pipeline.transcript.span import Span
from pipeline.transcript.timecode import clock


def asked_stretch(media: Media, begin: str | None, end: str | None, duration: float) -> Span:
    """Of a recording of `duration` seconds. Raises InputError where there is no such stretch."""
    first = 0.0 if begin is None else _seconds(media, begin)
    last = duration if end is None else _seconds(media, end)
    if not 0 <= first < min(last, duration):
        raise InputError(
            f"{media.name!r} lasts {clock(duration)}: there is nothing from {begin or 'its start'} to "
            f"{end or 'its end'}.",
            hint="Times are seconds, 00:12:31, or its own timecode, 10:12:31:05.",
        )
    return Span(first, min(last, duration))


def only(samples: NDArray[np.int16] | NDArray[np.float32], span: Span) -> None:
    """Silence everything else, in place: times stay those of the whole."""
    samples[: round(span.start * SAMPLE_RATE)] = 0
    samples[round(span.end * SAMPLE_RATE) :] = 0


def _seconds(media: Media, text: str) -> float:
    if MOMENT.fullmatch(text):
        return seconds_of(text)
    if media.timecode is None:
        raise InputError(
            f"{media.name!r} has no timecode in which {text!r} could be.", hint="Give seconds or 00:12:31."
        )
    try:
        frames = FrameClock.of(media.timecode)
        wanted = frames.number(text.replace(".", ";"))
    except ValueError as error:
        raise InputError(f"{text!r} is no time of {media.name!r}: {error}.") from None
    return float((wanted - frames.first) / frames.rate)
