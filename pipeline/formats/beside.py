"""The files that were made from a transcript and lie beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from pipeline.formats import FORMATS, render
from pipeline.formats.article import ArticleStyle, Timestamps
from pipeline.storage.atomic import as_bytes
from pipeline.transcript.model import Transcript

_TRANSCRIPT = "json"
_STYLES = tuple(ArticleStyle(when, named) for when, named in product(Timestamps, (False, True)))


@dataclass(frozen=True, slots=True)
class Beside:
    """A file in the format `name`; `style` is how it was set, None where it is not made of the transcript."""

    path: Path
    name: str
    style: ArticleStyle | None

    def written(self, transcript: Transcript) -> bytes:
        """The same of another transcript."""
        return as_bytes(render(transcript, self.name, self.style or ArticleStyle()))


def beside(path: Path, transcripts: Sequence[Transcript]) -> Iterator[Beside]:
    """What lies beside the transcript file `path`, with the style in which one of `transcripts` gives it."""
    stem = path.name.removesuffix(FORMATS[_TRANSCRIPT].suffix)
    for name in FORMATS:
        other = path.with_name(f"{stem}{FORMATS[name].suffix}")
        if name == _TRANSCRIPT or other == path:
            continue
        try:
            found = other.read_bytes()
        except OSError:
            continue
        yield Beside(other, name, _style(found, name, transcripts))


def begins_as(path: Path, data: bytes, transcripts: Sequence[Transcript]) -> bool:
    """Whether `data`, found at `path`, is only the beginning of what one of `transcripts` gives there."""
    forms = [name for name, form in FORMATS.items() if path.name.endswith(form.suffix)]
    written = (
        as_bytes(render(transcript, name, style))
        for transcript, name, style in product(transcripts, forms, _STYLES)
    )
    return any(whole.startswith(data) and whole != data for whole in written)


def _style(found: bytes, name: str, transcripts: Sequence[Transcript]) -> ArticleStyle | None:
    for transcript, style in product(transcripts, _STYLES):
        if as_bytes(render(transcript, name, style)) == found:
            return style
    return None
