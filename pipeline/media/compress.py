"""A recording's sound, small enough to be carried in a page: speech stays clear, music suffers."""

from __future__ import annotations

from pipeline.errors import InputError
from pipeline.media.copy_command import as_opus
from pipeline.media.ffmpeg import running
from pipeline.media.guarded import Reach
from pipeline.media.probe import Media

COMPRESSED = "audio/ogg"
"""Media type of what comes out."""


def compress(media: Media) -> bytes:
    """Opus in Ogg, one channel, 16 kbit/s: about 7 MB an hour. Raises InputError where there is no sound."""
    with running(as_opus(media), Reach(media.path)) as process:
        data = process.stdout.read()
        status, complaints = process.finish()
    if status or not data:
        why = f" ({complaints[-1]})" if complaints else ""
        raise InputError(f"The sound of {media.name!r} could not be compressed{why}.")
    return data
