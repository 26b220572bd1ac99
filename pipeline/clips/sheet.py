"""The sheet beside clips: what each is, and what proves it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipeline.storage.atomic import refuse_existing, write_whole
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
    """A file that was cut: its place below the sheet's folder, its digest, what is said in it.

    `span` is where it lies in the file `recording`, of which `transcript` tells.
    """

    name: str
    sha256: str
    span: Span
    part: Paragraph
    transcript: Transcript
    recording: str


@contextmanager
def sheet_in(folder: Path, *, force: bool) -> Iterator[list[Clip]]:
    """A list to put clips into. The sheet tells of all that are in it at the end, whatever became of others.

    Without clips there is none. Raises OutputError, before anything is cut where one is there already.
    """
    if not force:
        refuse_existing(folder / SHEET)
    clips: list[Clip] = []
    try:
        yield clips
    finally:
        if clips:
            write_whole(folder / SHEET, clip_sheet(clips), force=force)


def clip_sheet(clips: Sequence[Clip]) -> str:
    """A row for each clip, with what anybody needs to check it."""
    return sheet(_COLUMNS, map(_row, clips))


def _row(clip: Clip) -> tuple[object, ...]:
    part, told = clip.part, clip.transcript
    speaker = told.speaker(part.speaker)
    return (
        clip.name, clip.sha256, round(part.start, 3), round(part.end, 3), round(clip.span.start, 3),
        round(clip.span.end, 3), part.speaker, speaker and speaker.name, speaker and speaker.role.value,
        part.quoted, part.text, told.title, told.published, clip.recording,
        told.recording and told.recording.sha256,
    )  # fmt: skip
