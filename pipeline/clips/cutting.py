"""Clips and their sheet, written into a folder."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.clips.names import clip_name
from pipeline.errors import InputError
from pipeline.media import Media, probe
from pipeline.media.excerpt import SOUND, excerpt, pictures
from pipeline.storage.atomic import prepare_folder, refuse_existing, write_bytes, write_whole
from pipeline.storage.input_file import sha256
from pipeline.text.spreadsheet import sheet
from pipeline.transcript.model import Paragraph, Transcript
from pipeline.transcript.span import Span

SHEET = "clips.csv"
_COLUMNS = (
    "clip", "sha256", "start", "end", "from", "to", "speaker", "name", "role", "quoted", "text", "title",
    "published", "recording", "recording_sha256",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clip:
    """A file that was cut: its name in the folder, its digest, what is said in it, and where `span` lies."""

    name: str
    sha256: str
    span: Span
    part: Paragraph


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
        raise InputError("The transcript does not say of which recording it is.", hint="Name it by --media.")
    path = other or Path(told.path if told else "")
    if not path.is_file():
        raise InputError(f"The recording {str(path)!r} is not there.", hint="Name it by --media.")
    if told is not None and sha256(path) != told.sha256:
        raise InputError(
            f"{str(path)!r} is not the recording that was transcribed: its content is another.",
            hint="A clip of it would prove nothing. Name the right one by --media.",
        )
    return probe(path)


def write_clips(
    transcript: Transcript, media: Media, parts: Sequence[Paragraph], folder: Path, cut: Cut, *, force: bool
) -> Iterator[Clip]:
    """Cut one after another, the sheet last. Raises OutputError and InputError."""
    prepare_folder(folder)
    names = _names(transcript, media, parts, cut)
    if not force:
        for name in (*names, SHEET):
            refuse_existing(folder / name)
    done = []
    for part, name in zip(parts, names, strict=True):
        span = Span(max(0.0, part.start - cut.handles), part.end + cut.handles)
        data = pictures(media, span) if name.endswith(_PICTURES) else excerpt(media, span)
        write_bytes(folder / name, data, force=force)
        clip = Clip(name, hashlib.sha256(data).hexdigest(), span, part)
        done.append(clip)
        yield clip
    write_whole(folder / SHEET, clip_sheet(transcript, media, done), force=force)


_PICTURES = ".mkv"


def _names(transcript: Transcript, media: Media, parts: Sequence[Paragraph], cut: Cut) -> list[str]:
    ending = _PICTURES if cut.pictures and media.video else SOUND
    names: list[str] = []
    for part in parts:
        name = clip_name(part, transcript.speaker(part.speaker))
        again = sum(one.startswith(name) for one in names)
        names.append(f"{name}{f'-{again + 1}' if again else ''}{ending}")
    return names


def clip_sheet(transcript: Transcript, media: Media, clips: Sequence[Clip]) -> str:
    """A row for each clip, with what anybody needs to check it."""
    return sheet(_COLUMNS, (_row(transcript, media, clip) for clip in clips))


def _row(transcript: Transcript, media: Media, clip: Clip) -> tuple[object, ...]:
    part, speaker = clip.part, transcript.speaker(clip.part.speaker)
    return (
        clip.name, clip.sha256, round(part.start, 3), round(part.end, 3), round(clip.span.start, 3),
        round(clip.span.end, 3), part.speaker, speaker and speaker.name, speaker and speaker.role.value,
        part.quoted, part.text, transcript.title, transcript.published, media.path.name,
        transcript.recording and transcript.recording.sha256,
    )  # fmt: skip
