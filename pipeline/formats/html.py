"""A page that plays the recording and follows it word by word, in one file that needs nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.formats.format import Writer
from pipeline.page.document import Sound, read_along
from pipeline.transcript.model import Transcript


@dataclass(frozen=True, slots=True)
class PageStyle:
    """What the page carries: with `sound` it needs no recording beside it."""

    sound: Sound | None = None


def write_html(transcript: Transcript, style: PageStyle) -> str:
    """The page. `transcript` must have its paragraphs."""
    return read_along(transcript, style.sound)


WRITER = Writer(PageStyle, write_html)
