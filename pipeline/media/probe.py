"""What a media file says of itself: container, tracks, duration, tags. Nothing is decoded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import av
import av.error
import av.logging
from av.container import InputContainer

from pipeline.errors import InputError
from pipeline.media.file import check_file
from pipeline.media.safety import address, restrictions
from pipeline.types import Track


@dataclass(frozen=True, slots=True)
class Tags:
    """What the file's own metadata say of the programme; None where they say nothing."""

    title: str | None = None
    published: str | None = None
    source: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Media:
    """A probed file. `duration` is what the container announces, in seconds, None if it announces nothing."""

    path: Path
    container: str
    duration: float | None
    tracks: tuple[Track, ...]
    video: bool
    tags: Tags


def probe(path: Path) -> Media:
    """Look into a media file. Raises InputError when it is missing, not media, or has no sound."""
    check_file(path)
    av.logging.set_level(None)
    try:
        with av.open(address(path), options=restrictions(), metadata_errors="replace") as container:
            media = _describe(path, container)
    except (av.error.FFmpegError, OSError, ValueError) as error:
        raise InputError(
            f"{str(path)!r} is not a media file that can be read: {_plain(error)}.",
            hint="Does it play in a media player? A cut-off copy often does not.",
        ) from None
    if not media.tracks:
        raise InputError(f"{str(path)!r} has pictures but no sound.", hint="Use a copy with its sound track.")
    return media


def _describe(path: Path, container: InputContainer) -> Media:
    streams = container.streams.audio
    tracks = tuple(
        Track(
            index=stream.index,
            codec=stream.codec_context.codec.canonical_name if stream.codec_context else "unknown",
            channels=stream.channels,
            sample_rate=stream.sample_rate,
            used=position == 0,
            language=stream.metadata.get("language"),
        )
        for position, stream in enumerate(streams)
    )
    metadata = dict(streams[0].metadata) | container.metadata if streams else container.metadata
    return Media(
        path=path,
        container=container.format.long_name,
        duration=container.duration / av.time_base if container.duration else None,
        tracks=tracks,
        video=any(not _is_cover(stream) for stream in container.streams.video),
        tags=_tags(metadata),
    )


def _is_cover(stream: av.VideoStream) -> bool:
    return bool(stream.disposition & stream.disposition.attached_pic)


def _tags(metadata: Mapping[str, str]) -> Tags:
    """Read the tags that mean what the article needs.

    `creation_time` is left out: it is when the file was made, not when the programme was published.
    """
    lower = {key.lower(): value.strip() for key, value in metadata.items() if value.strip()}

    def first(*names: str) -> str | None:
        return next((lower[name] for name in names if name in lower), None)

    return Tags(
        title=first("title"),
        published=first("date", "date_released"),
        source=first("publisher", "network", "service_provider"),
        url=first("purl", "url"),
    )


def _plain(error: Exception) -> str:
    text = getattr(error, "strerror", None) or str(error)
    return text[:1].lower() + text[1:]
