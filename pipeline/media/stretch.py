"""The stretch of a recording that somebody wants: in seconds, on the clock, in its own timecode, or found."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import InputError
from pipeline.media.leader import LOOKED_AT, Leader, leader_of
from pipeline.media.probe import Media
from pipeline.media.waveform import SAMPLE_RATE, Waveform
from pipeline.transcript.frames import FrameClock
from pipeline.transcript.holes import LEADER
from pipeline.transcript.moment import AUTO, MOMENT, seconds_of
from pipeline.transcript.parts import Excluded
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


def narrowed(media: Media, waveform: Waveform, begin: str | None, end: str | None) -> Waveform:
    """The sound with silence outside of the stretch that is asked for. Raises InputError where there is none.

    With AUTO for `begin` it begins behind the leader, which is recorded as left out.
    """
    if begin == AUTO:
        leader = leader_of(waveform.cut(Span(0.0, LOOKED_AT)))
        waveform = _behind(waveform, leader)
        begin = None if leader is None else f"{leader.end:.6f}"
        if end is None:
            return waveform
    if begin is None and end is None:
        return waveform
    span = asked_stretch(media, begin, end, waveform.duration)
    only(waveform.samples, span)
    said = f"Only {clock(span.start)} to {clock(span.end)} was listened to, as asked."
    return replace(waveform, notes=(said, *waveform.notes))


def _behind(waveform: Waveform, leader: Leader | None) -> Waveform:
    if leader is None:
        said = "No leader was found: the programme begins at once."
        return replace(waveform, notes=(said, *waveform.notes))
    only(waveform.samples, Span(leader.end, waveform.duration))
    said = f"The programme begins at {clock(leader.end)}: before it are {leader.words}."
    left_out = Excluded(0.0, round(leader.end, 3), LEADER, evidence=leader.words)
    return replace(waveform, notes=(said, *waveform.notes), holes=(left_out, *waveform.holes))


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
        return FrameClock.of(media.timecode).seconds(text.replace(".", ";"))
    except ValueError as error:
        raise InputError(f"{text!r} is no time of {media.name!r}: {error}.") from None
