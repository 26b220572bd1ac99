"""Clips, cut out of a recording and written into a folder."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.clips.names import clip_name
from pipeline.clips.sheet import Clip
from pipeline.errors import InputError
from pipeline.media import Media, probe
from pipeline.media.excerpt import SOUND, excerpt, pictures
from pipeline.storage.atomic import prepare_folder, refuse_existing, write_bytes
from pipeline.storage.input_file import sha256
from pipeline.transcript.model import Paragraph, Transcript
from pipeline.transcript.span import Span

_WHERE = "Name it by `pipeline clip --media FILE`."


@dataclass(frozen=True, slots=True)
class Cut:
    """How clips are cut: `handles` are seconds before and after; `pictures` too, where there are any."""

    handles: float = 1.0
    pictures: bool = False


def recording_of(transcript: Transcript, other: Path | None = None) -> Media:
    """The recording, at its own place or at `other`.

    Raises InputError where it is not there, or is not the one that was transcribed.
    """
    told = transcript.recording
    if told is None and other is None:
        raise InputError("The transcript does not say of which recording it is.", hint=_WHERE)
    path = other or Path(told.path if told else "")
    if not path.is_file():
        raise InputError(f"The recording {str(path)!r} is not there.", hint=_WHERE)
    if told is not None and sha256(path) != told.sha256:
        raise InputError(
            f"{str(path)!r} is not the recording that was transcribed: its content is another.",
            hint="A clip of it would prove nothing. Name the right one by `pipeline clip --media FILE`.",
        )
    return probe(path)


def write_clips(
    transcript: Transcript, media: Media, parts: Sequence[Paragraph], folder: Path, cut: Cut, *, force: bool
) -> Iterator[Clip]:
    """Cut one after another; `folder` is made. Raises OutputError and InputError."""
    prepare_folder(folder)
    names = _names(transcript, media, parts, cut)
    if not force:
        for name in names:
            refuse_existing(folder / name)
    for part, name in zip(parts, names, strict=True):
        span = Span(max(0.0, part.start - cut.handles), part.end + cut.handles)
        data = pictures(media, span) if name.endswith(_PICTURES) else excerpt(media, span)
        write_bytes(folder / name, data, force=force)
        yield Clip(name, hashlib.sha256(data).hexdigest(), span, part, transcript, media.path.name)


_PICTURES = ".mkv"


def _names(transcript: Transcript, media: Media, parts: Sequence[Paragraph], cut: Cut) -> list[str]:
    ending = _PICTURES if cut.pictures and media.video else SOUND
    names: list[str] = []
    for part in parts:
        name = clip_name(part, transcript.speaker(part.speaker))
        again = sum(one.startswith(name) for one in names)
        names.append(f"{name}{f'-{again + 1}' if again else ''}{ending}")
    return names
