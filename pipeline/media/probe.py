"""What a media file says of itself: container, tracks, duration, tags. Nothing is decoded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import av
import av.error
import av.logging
from av.container import InputContainer

from pipeline.errors import InputError
from pipeline.media.chunks import PlainSound, extent
from pipeline.media.header import announced_share
from pipeline.media.sandbox import address, raw_form, restrictions
from pipeline.media.stream_times import begins, is_cover, sound_end, timecode_of
from pipeline.storage.input_file import check_file
from pipeline.transcript.recording import Timecode, Track

_SLOWEST = 2000
"""Samples per second below which a header is taken for damaged: a small file would become days of sound."""
_PATIENCE = 60.0
"""Seconds for opening a file, and for each reading from it."""
_WAVE = "WAV / WAVE (Waveform Audio)"


@dataclass(frozen=True, slots=True)
class Tags:
    """What the file's own metadata say of the programme; None where they say nothing."""

    title: str | None = None
    published: str | None = None
    source: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Media:
    """A probed file. Times are seconds, None where the file does not tell them."""

    path: Path
    name: str
    """What it is called in messages and in the transcript: its path, where it has one of its own."""
    container: str
    format_name: str
    """FFmpeg's own name of the container."""
    duration: float | None
    """Of the whole, as FFmpeg reads or, for bare streams, guesses it."""
    sound_end: float | None
    """When the sound ends, as FFmpeg reads it; None where that is a guess."""
    announced_share: float
    """Size that the file's own header announces ÷ the size there is: above 1 for a copy that was cut off."""
    tracks: tuple[Track, ...]
    video: bool
    tags: Tags
    begins: float = 0.0
    """When the sound of the track in use begins, after the first picture or sound of the file."""
    timecode: Timecode | None = None
    opening: Mapping[str, str] = field(default_factory=dict, hash=False)
    """How FFmpeg must be told to open it, where it would go wrong by itself."""
    joined: float = 0.0
    """Seconds of another file that is joined to it, and is not read."""


def probe(path: Path, name: str | None = None) -> Media:
    """Look into a media file. Raises InputError when it is missing, not media, or has no sound.

    `name` is what to call it, where that is not its path.
    """
    shown = repr(name or str(path))
    check_file(path, name)
    av.logging.set_level(None)
    try:
        sound = extent(path)
        plain = sound.plain if sound is not None and sound.misleads else None
        with _opened(path, plain) as container:
            media = _describe(path, name or str(path), container)
        if plain is not None:
            media = _as_plain(media, plain)
        media = replace(media, joined=sound.joined if sound else 0.0)
    except (av.error.FFmpegError, OSError, ValueError) as error:
        raise InputError(
            f"{shown} cannot be read as sound or video{_reason(error)}.",
            hint="Is it a media file, and does it play? A copy that was cut off often does not.",
        ) from None
    if not media.tracks:
        raise InputError(f"{shown} has pictures but no sound.", hint="Use a copy with its sound track.")
    if not any(track.used for track in media.tracks):
        raise InputError(
            f"{shown} has sound, but in a form that cannot be read ({media.tracks[0].codec}, "
            f"{media.tracks[0].sample_rate} Hz).",
            hint="Its header may be damaged; if it plays elsewhere, convert it to WAV.",
        )
    return media


def _opened(path: Path, plain: PlainSound | None) -> InputContainer:
    options = restrictions() if plain is None else {**restrictions(), **raw_form(plain)}
    return av.open(
        address(path), format=plain.form if plain else None, options=options, metadata_errors="replace",
        timeout=_PATIENCE,
    )  # fmt: skip


def _as_plain(media: Media, plain: PlainSound) -> Media:
    """A WAV whose header leads nowhere: its samples are read as they are."""
    opening = {"format": plain.form, "t": f"{plain.seconds:.6f}", **raw_form(plain)}
    return replace(
        media, container=_WAVE, format_name="wav", duration=plain.seconds, sound_end=plain.seconds,
        opening=opening,
    )  # fmt: skip


def _describe(path: Path, name: str, container: InputContainer) -> Media:
    streams = container.streams.audio
    first = next((stream for stream in streams if _is_readable(stream)), None)
    share = announced_share(path, container.format.name)
    metadata = (dict(first.metadata) if first else {}) | container.metadata
    return Media(
        path=path,
        name=name,
        container=container.format.long_name,
        format_name=container.format.name,
        duration=container.duration / av.time_base if container.duration else None,
        sound_end=sound_end(container, first) if first and share else None,
        announced_share=share or 1.0,
        tracks=tuple(_track(stream, used=stream is first) for stream in streams),
        video=any(not is_cover(stream) for stream in container.streams.video),
        tags=_tags(metadata),
        begins=begins(container, first) if first else 0.0,
        timecode=timecode_of(path, container, first) if first else None,
    )


def _track(stream: av.AudioStream, *, used: bool) -> Track:
    known = stream.codec_context is not None  # without a codec the stream has none of what follows
    language = stream.metadata.get("language")
    return Track(
        index=stream.index,
        codec=stream.codec_context.codec.canonical_name if known else "unknown codec",
        channels=stream.channels if known else 0,
        sample_rate=stream.sample_rate if known else 0,
        used=used,
        language=None if language == "und" else language,  # undetermined
    )


def _is_readable(stream: av.AudioStream) -> bool:
    """Whether its codec is known and its rate such that it can be believed."""
    return stream.codec_context is not None and (stream.sample_rate or _SLOWEST) >= _SLOWEST


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


def _reason(error: Exception) -> str:
    """What the system said; what FFmpeg says of a content that it does not know helps nobody."""
    if isinstance(error, av.error.InvalidDataError | av.error.ArgumentError | av.error.EOFError):
        return ""
    text = getattr(error, "strerror", None) or str(error)
    return f": {text[:1].lower()}{text[1:]}"
