"""When the streams of a file begin and end, and what clock the programme has, as FFmpeg reads them."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import av
from av.container import InputContainer

from pipeline.media.timecode.source import Labels, source_timecode
from pipeline.transcript.recording import Timecode

_LATEST = 3600.0
"""Seconds after which sound that begins so late is taken for another clock."""
_PICTURES_LONGER = 0.99
"""Where only the length of the whole is told, the sound may end so much earlier than the pictures."""
_CLOCK = re.compile(r"(\d+):(\d\d):(\d\d(?:\.\d+)?)")


def begins(container: InputContainer, stream: av.AudioStream) -> float:
    """Seconds from the file's first moment; 0 where that is not told or cannot be believed."""
    if stream.start_time is None or stream.time_base is None or container.start_time is None:
        return 0.0
    late = float(stream.start_time * stream.time_base) - container.start_time / av.time_base
    return late if 0.0 < late < _LATEST else 0.0


def sound_end(container: InputContainer, stream: av.AudioStream) -> float | None:
    """The track's own end where the container gives one: pictures may go on for longer."""
    if container.duration is None:
        return None
    whole = container.duration / av.time_base
    if stream.duration is not None and stream.time_base is not None:
        end = ((stream.start_time or 0) + stream.duration) * stream.time_base
        return float(end - Fraction(container.start_time or 0, av.time_base))
    tagged = _CLOCK.fullmatch(stream.metadata.get("DURATION", ""))  # as Matroska does
    if tagged is None:
        return whole * (_PICTURES_LONGER if container.streams.video else 1.0)
    hours, minutes, seconds = tagged.groups()
    return min(whole, int(hours) * 3600 + int(minutes) * 60 + float(seconds))


def timecode_of(path: Path, container: InputContainer, stream: av.AudioStream) -> Timecode | None:
    """The programme's own clock, with what the streams tell of it."""
    pictures = next((one for one in container.streams.video if not is_cover(one)), None)
    tags = [one.metadata for one in (*container.streams.video, *container.streams.data)]
    merged = {key: value for held in (*tags, container.metadata) for key, value in held.items()}
    begins = 0.0
    if pictures is not None and pictures.start_time is not None and pictures.time_base is not None:
        begins = float(pictures.start_time * pictures.time_base) - (container.start_time or 0) / av.time_base
    rate = pictures.average_rate if pictures is not None else None
    labels = Labels(merged, rate, max(0.0, begins), stream.sample_rate or 0)
    return source_timecode(path, container.format.name, labels)


def is_cover(stream: av.VideoStream) -> bool:
    """Whether it is a picture on the cover, and no film."""
    return bool(stream.disposition & stream.disposition.attached_pic)
