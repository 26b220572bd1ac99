"""Where results go: one of them to the screen, or several as files into a folder."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from pipeline.cli.earlier_corrections import carried_over
from pipeline.cli.escape import shown
from pipeline.cli.parameters import Output
from pipeline.cli.recorded_sound import recorded_sound
from pipeline.errors import OutputError, PipelineError
from pipeline.formats import FORMATS, render
from pipeline.formats.html import PageStyle
from pipeline.storage.atomic import prepare_folder, refuse_existing, write_whole
from pipeline.storage.input_file import sha256
from pipeline.storage.possible_name import refuse_impossible
from pipeline.transcript.file import read_transcript
from pipeline.transcript.model import Transcript

_DEFAULT = "article"
_TRANSCRIPT = "json"


@dataclass(frozen=True, slots=True)
class Results:
    """What was asked for with -f, -o and --force. A stem may lead to a folder below that of -o.

    With a folder the transcript itself is written too, unless it is what came in (`with_transcript`):
    everything else can be made from it again. With `remarks` it is told what was written, and what a
    format could not keep.
    """

    output: Output
    styles: tuple[object, ...]
    with_transcript: bool = True
    remarks: bool = True

    @property
    def to_screen(self) -> bool:
        """Whether they are printed."""
        return self.output.folder is None

    def prepare(self, stems: Sequence[str]) -> None:
        """Refuse before any work what could not be written after it. Raises OutputError or a usage error."""
        folder = self.output.folder
        if folder is None:
            return
        paths = [path for stem in stems for path in self._files(folder, stem).values()]
        if twice := {path.name for path, times in Counter(paths).items() if times > 1}:
            raise click.UsageError(f"Several inputs would be written as {min(twice)!r}: do them one by one.")
        prepare_folder(folder)
        for path in paths:
            refuse_impossible(path)
            if not self.output.force:
                refuse_existing(path)

    def refuse_others(self, media: Path) -> None:
        """With --force, keep the transcript of another recording that happens to have the same name.

        Raises OutputError; what is no transcript, or of nobody knows what, is replaced.
        """
        folder = self.output.folder
        path = folder / f"{media.stem}{FORMATS[_TRANSCRIPT].suffix}" if folder else None
        if path is None or not self.output.force or not path.is_file():
            return
        try:
            recording = read_transcript(path, as_recognised=True).recording
        except PipelineError:
            return
        if recording is None or Path(recording.path).name == media.name:
            return
        if media.is_file() and sha256(media) == recording.sha256:  # the same under another name
            return
        raise OutputError(
            f"{str(path)!r} is the transcript of another recording, {Path(recording.path).name!r}.",
            hint="Name another folder, or move it away.",
        )

    def with_corrections(self, transcript: Transcript, stem: str) -> Transcript:
        """With the corrections that people made in the file that this one takes the place of.

        Those without a place are told.
        """
        folder = self.output.folder
        if folder is None or not self.with_transcript:
            return transcript
        path = self._files(folder, stem)[_TRANSCRIPT]
        return carried_over(transcript, path)

    def deliver(self, transcript: Transcript, stem: str) -> None:
        """Write all formats, or print the one. Raises OutputError."""
        folder, formats = self.output.folder, self.output.formats
        styles = (*self.styles, self._page(transcript))
        if folder is None:
            name = (formats or (_DEFAULT,))[0]
            _show(render(transcript, name, *styles))
            self._remark(transcript, name)
            return
        documents = {
            path: render(transcript, name, *styles) for name, path in self._files(folder, stem).items()
        }
        for path, text in documents.items():
            if path.parent != folder:
                prepare_folder(path.parent)
            write_whole(path, text, force=self.output.force)
        if self.remarks:
            click.echo(f"written: {', '.join(shown(str(path)) for path in documents)}", err=True)
        for name in self._files(folder, stem):
            self._remark(transcript, name)

    def _remark(self, transcript: Transcript, name: str) -> None:
        """Tell what people should know of what was written."""
        if self.remarks:
            for line in FORMATS[name].writer.remarks(transcript, *self.styles):
                click.echo(f"{name}: {line}", err=True)

    def _page(self, transcript: Transcript) -> PageStyle:
        """With the sound where that was asked for. Raises InputError where the recording is not there."""
        return PageStyle(recorded_sound(transcript) if self.output.embed_audio else None)

    def _files(self, folder: Path, stem: str) -> dict[str, Path]:
        formats = self.output.formats
        names = dict.fromkeys((_TRANSCRIPT, *formats) if self.with_transcript else formats)
        return {name: folder / f"{stem}{FORMATS[name].suffix}" for name in names}


def _show(content: str | bytes) -> None:
    """On the screen, unless it is no text."""
    if isinstance(content, bytes) and sys.stdout is not None and sys.stdout.isatty():
        raise click.UsageError("This format is no text for a screen: add -o DIR, or `> FILE`.")
    click.echo(content, nl=False)
