"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from pipeline.cli.after_errors import note_log_format
from pipeline.formats.article import ArticleStyle, Timestamps
from pipeline.transcript.dates import normal_published

_Command = TypeVar("_Command", bound=Callable[..., Any])

FORMAT_NAMES = ("article", "json", "text")
"""The names in `formats.FORMATS`, which is not imported before a command runs; a test holds them together."""


class Published(click.ParamType[str]):
    """A date of publication, as people write it."""

    name = "date"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The normal form, or a usage error."""
        normal = normal_published(value)
        if normal is None:
            self.fail(f"{value!r} is not a date like 2025-02-04 or '2025-02-04 20:00'.", param, ctx)
        return normal


def header_options(command: _Command) -> _Command:
    """--title, --published, --source, --url."""
    for option in (
        click.option("--url", help="Address at the foot of the article."),
        click.option("--source", help="Station named at the foot, as in 'Example News'."),
        click.option("--published", type=Published(), help="Date of publication: '2025-02-04 20:00'."),
        click.option("--title", help="Headline."),
    ):
        command = option(command)
    return command


def style_options(command: _Command) -> _Command:
    """--timestamps and --speakers-in-text."""
    for option in (
        click.option("--speakers-in-text", is_flag=True, help="Name the speaker where the voice changes."),
        click.option(
            "--timestamps",
            type=click.Choice([choice.value for choice in Timestamps]),
            default=ArticleStyle().timestamps.value,
            show_default=True,
            help="Which paragraphs show their time.",
        ),
    ):
        command = option(command)
    return command


def form_options(command: _Command) -> _Command:
    """-f."""
    return click.option(
        "-f", "--format", "formats", multiple=True, type=click.Choice(FORMAT_NAMES),
        help="Forms written beside the transcript; may be given several times.",
    )(command)  # fmt: skip


def output_options(command: _Command) -> _Command:
    """-f, -o and --force."""
    for option in (
        click.option("--force", is_flag=True, help="Replace files that exist already."),
        click.option(
            "-o", "--output", "folder", type=click.Path(path_type=Path), metavar="DIR",
            help="Write files into DIR instead of to the screen.",
        ),
        click.option(
            "-f", "--format", "formats", multiple=True, type=click.Choice(FORMAT_NAMES),
            help="Form of the result; may be given several times with -o.  [default: article]",
        ),
    ):  # fmt: skip
        command = option(command)
    return command


def log_options(command: _Command) -> _Command:
    """-q and --log-format."""
    for option in (
        click.option(
            "--log-format", type=click.Choice(["text", "jsonl"]), default="text", show_default=True,
            is_eager=True, callback=note_log_format,
            help="Progress on stderr for people, or as JSON lines for programs.",
        ),
        click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors."),
    ):  # fmt: skip
        command = option(command)
    return command


def style(timestamps: str, speakers_in_text: bool) -> ArticleStyle:
    """The style that the options above ask for."""
    return ArticleStyle(Timestamps(timestamps), speakers_in_text)
