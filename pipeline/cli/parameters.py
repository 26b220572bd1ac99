"""Options that several commands share."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from pipeline.captions.style import CaptionNames, CaptionPreset, CaptionStyle
from pipeline.cli.after_errors import note_log_format
from pipeline.cli.command import MESSAGES
from pipeline.cli.option_groups import gathered, grouped, option, section
from pipeline.cli.value_types import Form, Published
from pipeline.formats.article import ArticleStyle, Timestamps, Unsure
from pipeline.formats.markers import MarkerStyle, TimeBase
from pipeline.formats.table import TableStyle
from pipeline.transcript.rows import Rows

PAGE = "html"
"""The format that may carry the sound."""
_FILES = frozenset({".txt", ".json", ".srt", ".vtt", ".docx", ".pdf", ".md", ".html", ".xml", ".csv",
                    ".jsonl", ".rttm", ".ctm", ".edl", ".otio", ".fcpxml"})  # fmt: skip
"""Endings by which it is seen that -o was given a file."""


@dataclass(frozen=True, slots=True)
class Output:
    """Which forms of the result go where: to the screen without `folder`."""

    formats: tuple[str, ...] = ()
    folder: Path | None = None
    force: bool = False
    embed_audio: bool = False

    def __post_init__(self) -> None:
        if self.folder is None and len(self.formats) > 1:
            raise ValueError("More than one format needs a folder to write to: add -o DIR")
        if self.embed_audio and PAGE not in self.formats:
            raise ValueError(f"--embed-audio is for pages: add -f {PAGE}")
        if self.folder and self.folder.suffix.lower() in _FILES and not self.folder.is_dir():
            name = str(self.folder)
            raise ValueError(f"{name!r} is a file's name, and -o names a folder; for one file: `> {name}`")


@dataclass(frozen=True, slots=True)
class Header:
    """Head and foot of the article; None takes what the recording or the transcript says."""

    title: str | None = None
    published: str | None = None
    source: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Log:
    """How much is told while the work goes on, and to whom."""

    quiet: bool = False
    log_format: str = "text"

    @property
    def for_programs(self) -> bool:
        """Whether the log is JSON lines."""
        return self.log_format == "jsonl"


output_options = grouped(
    "output", Output, "Result",
    option("-f", "--format", "formats", multiple=True, type=Form(),
           help="Form of the result; may be given several times with -o.  [default: article]"),
    option("-o", "--output", "folder", type=click.Path(path_type=Path), metavar="DIR",
           help="Write files into DIR instead of to the screen."),
    option("--force", is_flag=True, help="Replace files that exist already."),
    option("--embed-audio", is_flag=True,
           help="Pages of -f html carry the sound, and play without the recording beside them."),
)  # fmt: skip

form_options = section(
    "Result",
    option("-f", "--format", "formats", multiple=True, type=Form(),
           help="Forms written beside the transcript; may be given several times."),
)  # fmt: skip

header_options = grouped(
    "header", Header, "Head and foot of the article",
    option("--title", help="Headline."),
    option("--published", type=Published(), help="Date of publication: '2025-02-04 20:00'."),
    option("--source", help="Station named at the foot, as in 'Example News'."),
    option("--url", help="Address at the foot of the article."),
)  # fmt: skip

_article_style = grouped(
    "article_style", ArticleStyle, "How the article is set",
    option("--timestamps", type=click.Choice([choice.value for choice in Timestamps]),
           default=ArticleStyle().timestamps.value, show_default=True,
           callback=lambda _ctx, _param, value: Timestamps(value), help="Which paragraphs show their time."),
    option("--timecode", is_flag=True,
           help="Times are the programme's own timecode, where the recording has one."),
    option("--speakers-in-text", is_flag=True, help="Name the speaker where the voice changes."),
    option("--unsure", type=click.Choice([choice.value for choice in Unsure]),
           default=ArticleStyle().unsure.value, show_default=True,
           callback=lambda _ctx, _param, value: Unsure(value),
           help="Statements that may be quotes or not: with the voice before them, as quotes, or plain."),
    option("--hide-left-out", is_flag=True,
           help="No line where an advert, music, a sound or a leader was left out."),
    option("--hide-missing", is_flag=True, help="No line where the recording has a hole or is damaged."),
)  # fmt: skip

_caption_style = grouped(
    "caption_style", CaptionStyle, "Captions (vtt, srt, ttml, stl)",
    option("--captions", type=click.Choice([choice.value for choice in CaptionPreset]),
           default=CaptionStyle().captions.value, show_default=True,
           callback=lambda _ctx, _param, value: CaptionPreset(value),
           help="Whose rules they keep to: length of lines, reading speed, times."),
    option("--caption-names", type=click.Choice([choice.value for choice in CaptionNames]),
           default=CaptionStyle().caption_names.value, show_default=True,
           callback=lambda _ctx, _param, value: CaptionNames(value),
           help="Name who speaks in no caption, where the voice changes, or in every one."),
)  # fmt: skip

_table_style = grouped(
    "table_style", TableStyle, "Tables (csv, jsonl)",
    option("--rows", type=click.Choice([choice.value for choice in Rows]),
           default=TableStyle().rows.value, show_default=True,
           callback=lambda _ctx, _param, value: Rows(value), help="What a row is."),
)  # fmt: skip

_marker_style = grouped(
    "marker_style", MarkerStyle, "Markers for the edit (avid, edl, fcpxml, otio)",
    option("--time-base", type=click.Choice([choice.value for choice in TimeBase]),
           default=MarkerStyle().time_base.value, show_default=True,
           callback=lambda _ctx, _param, value: TimeBase(value),
           help="The programme's timecode, where the recording has one, or the time from its start."),
)  # fmt: skip

style_options = gathered(
    "styles", article_style=_article_style, caption_style=_caption_style, table_style=_table_style,
    marker_style=_marker_style,
)  # fmt: skip
"""Settings of every format that has any, as the tuple that `render` takes."""

strict_option = section(
    "Listening",
    option("--strict", is_flag=True,
           help="Fail where something of a recording is missing or damaged; what there is, is written."),
)  # fmt: skip

log_options = grouped(
    "log", Log, MESSAGES,
    option("-q", "--quiet", is_flag=True, help="Say nothing but errors."),
    option("--log-format", type=click.Choice(["text", "jsonl"]), default="text", show_default=True,
           is_eager=True, callback=note_log_format,
           help="Progress on stderr for people, or as JSON lines for programs."),
)  # fmt: skip
