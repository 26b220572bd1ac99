"""Transcript to the formats people use, without models. One file a format, one literal table of them."""

from __future__ import annotations

from typing import Literal, overload

from pipeline.formats.format import Format
from pipeline.plugins import Plugins
from pipeline.transcript.model import Transcript

__all__ = ["FORMATS", "Format", "render"]

FORMATS = Plugins(
    "broadcast_pipeline.formats",
    Format,
    {
        "article": Format(".txt", "pipeline.formats.article:WRITER"),
        "avid": Format(".avid.txt", "pipeline.formats.avid:WRITER"),
        "csv": Format(".csv", "pipeline.formats.csv:WRITER"),
        "ctm": Format(".ctm", "pipeline.formats.ctm:WRITER"),
        "docx": Format(".docx", "pipeline.formats.docx:WRITER"),
        "edl": Format(".edl", "pipeline.formats.edl:WRITER"),
        "fcpxml": Format(".fcpxml", "pipeline.formats.fcpxml:WRITER"),
        "html": Format(".html", "pipeline.formats.html:WRITER"),
        "json": Format(".json", "pipeline.formats.json:WRITER"),
        "jsonl": Format(".jsonl", "pipeline.formats.jsonl:WRITER"),
        "markdown": Format(".md", "pipeline.formats.markdown:WRITER"),
        "otio": Format(".otio", "pipeline.formats.otio:WRITER"),
        "rttm": Format(".rttm", "pipeline.formats.rttm:WRITER"),
        "text": Format(".text.txt", "pipeline.formats.text:WRITER"),
        "vtt": Format(".vtt", "pipeline.formats.vtt:WRITER"),
        "srt": Format(".srt", "pipeline.formats.srt:WRITER"),
        "ttml": Format(".ttml", "pipeline.formats.ttml:WRITER"),
        "stl": Format(".stl", "pipeline.formats.stl:WRITER"),
        "whisper": Format(".whisper.json", "pipeline.formats.whisper:WRITER"),
    },
)


_Text = Literal[
    "article", "avid", "csv", "ctm", "edl", "fcpxml", "html", "json", "jsonl", "markdown", "otio", "rttm",
    "srt", "text", "ttml", "vtt", "whisper",
]  # fmt: skip
"""Formats that are text, for type checkers."""


@overload
def render(transcript: Transcript, name: _Text, *settings: object) -> str: ...
@overload
def render(transcript: Transcript, name: Literal["docx", "stl"], *settings: object) -> bytes: ...
@overload
def render(transcript: Transcript, name: str, *settings: object) -> str | bytes: ...
def render(transcript: Transcript, name: str, *settings: object) -> str | bytes:
    """`transcript` in the format `name`. Raises ValueError for a name that is not in FORMATS.

    `settings` are values such as `ArticleStyle`; a format takes the first that is meant for it, and its
    defaults where there is none, so that the same settings can be given for all formats.
    """
    from pipeline.corrections.relabel import complete

    if name not in FORMATS:
        raise ValueError(f"no format {name!r}; there are {', '.join(FORMATS)}")
    return FORMATS[name].writer.written(complete(transcript), *settings)
