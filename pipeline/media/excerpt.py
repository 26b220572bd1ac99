"""A stretch of a recording as a file of its own."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from pipeline.errors import InputError
from pipeline.media.copy_command import sound_of, streams_of
from pipeline.media.ffmpeg import running
from pipeline.media.guarded import Reach
from pipeline.media.probe import Media
from pipeline.transcript.span import Span
from pipeline.transcript.timecode import clock

SOUND = ".flac"
"""Ending of a file of sound: lossless, and every program plays it."""


def excerpt(media: Media, span: Span) -> bytes:
    """The sound of a stretch, to the sample, as FLAC at the recording's own rate and channels.

    Raises InputError where there is none.
    """
    return _written(media, span, SOUND, lambda path: sound_of(media, span, path))


def pictures(media: Media, span: Span) -> bytes:
    """Sound and pictures of a stretch as they are stored, in Matroska, copied and not decoded.

    They begin with the picture before it that needs no other. Raises InputError where there are none.
    """
    return _written(media, span, ".mkv", lambda path: streams_of(media, span, path))


def _written(media: Media, span: Span, ending: str, command: Callable[[Path], list[str]]) -> bytes:
    """What ffmpeg writes into a file: through a pipe it could not say how long it is."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"clip{ending}"
        with running(command(path), Reach(media.path, Path(folder))) as process:
            process.stdout.read()
            status, complaints = process.finish()
        data = path.read_bytes() if path.is_file() else b""
    if status or not data:
        why = f" ({complaints[-1]})" if complaints else ""
        raise InputError(
            f"{media.name!r} could not be cut from {clock(span.start)} to {clock(span.end)}{why}."
        )
    return data
