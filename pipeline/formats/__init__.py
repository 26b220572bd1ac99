"""Transcript to the formats people use, without models. One file a format, one literal table of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.article.relabel import complete
from pipeline.formats.article import ArticleStyle, write_article
from pipeline.formats.text import write_text
from pipeline.transcript.json_file import to_json
from pipeline.transcript.model import Transcript

__all__ = ["FORMATS", "Format", "render"]


@dataclass(frozen=True, slots=True)
class Format:
    """A named format: how it is written and the ending of its file."""

    write: Callable[[Transcript, ArticleStyle], str]
    suffix: str


FORMATS: dict[str, Format] = {
    "article": Format(write_article, ".txt"),
    "json": Format(lambda transcript, _: to_json(transcript), ".json"),
    "text": Format(write_text, ".text.txt"),
}


def render(transcript: Transcript, name: str, style: ArticleStyle | None = None) -> str:
    """`transcript` in the format `name`. Raises ValueError for a name that is not in FORMATS."""
    if name not in FORMATS:
        raise ValueError(f"no format {name!r}; there are {', '.join(FORMATS)}")
    return FORMATS[name].write(complete(transcript), style or ArticleStyle())
