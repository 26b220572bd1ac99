"""The files that were made from a transcript and lie beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import DocumentError
from pipeline.formats import FORMATS, render
from pipeline.storage.atomic import as_bytes
from pipeline.storage.regular_file import read_regular
from pipeline.transcript.model import Transcript

_TRANSCRIPT = "json"


@dataclass(frozen=True, slots=True)
class Beside:
    """A file in the format `name`; its `settings`, None where it is not made of the transcript."""

    path: Path
    name: str
    settings: object | None

    def written(self, transcript: Transcript) -> bytes:
        """The same of another transcript."""
        return as_bytes(render(transcript, self.name, *([self.settings] if self.settings else [])))


def beside(path: Path, transcripts: Sequence[Transcript]) -> Iterator[Beside]:
    """What lies beside the transcript file `path`, with settings that give it of one of `transcripts`."""
    stem = path.name.removesuffix(FORMATS[_TRANSCRIPT].suffix)
    for name in FORMATS:
        other = path.with_name(f"{stem}{FORMATS[name].suffix}")
        if name == _TRANSCRIPT or other == path:
            continue
        try:
            found = read_regular(other)
        except OSError:
            continue
        yield Beside(other, name, _settings(found, name, transcripts))


def begins_as(path: Path, data: bytes, transcripts: Sequence[Transcript]) -> bool:
    """Whether `data`, found at `path`, is only the beginning of what one of `transcripts` gives there."""
    forms = [name for name, form in FORMATS.items() if path.name.endswith(form.suffix)]
    written = (whole for name in forms for _, whole in _all(name, transcripts))
    return any(whole.startswith(data) and whole != data for whole in written)


def _settings(found: bytes, name: str, transcripts: Sequence[Transcript]) -> object | None:
    return next((settings for settings, whole in _all(name, transcripts) if whole == found), None)


def _all(name: str, transcripts: Sequence[Transcript]) -> Iterator[tuple[object, bytes]]:
    """Everything that a file in this format may hold, with the settings."""
    for transcript in transcripts:
        for settings in FORMATS[name].writer.settings():
            with suppress(DocumentError):  # such a file cannot be there
                yield settings, as_bytes(render(transcript, name, settings))
