"""How recordings are worked on: the options that transcribe, batch and watch share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.knowledge import house_options, read_house

if TYPE_CHECKING:
    from pipeline.options import Options


@dataclass(frozen=True, slots=True)
class Work:
    """Engines by name, and everything else that decides what comes out."""

    asr: str
    diarizer: str
    options: Options


def work_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options; the command gets them checked, as one argument `work`."""

    @wraps(command)
    def with_work(**values: Any) -> None:
        own = {name: values.pop(name) for name in _NAMES}
        command(work=_read(**own), **values)

    decorated: Callable[..., None] = with_work
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    return decorated


_OPTIONS: tuple[Callable[[Callable[..., None]], Callable[..., None]], ...] = (
    click.option(
        "--asr", default="auto", show_default=True, metavar="NAME",
        help="Recognizer: auto, starter, whisper:NAME, whisper:FILE.pt, faster-whisper:NAME or :FOLDER.",
    ),
    click.option(
        "--diarizer", default="auto", show_default=True, metavar="NAME",
        help="What tells voices apart: auto, starter, pyannote:OWNER/NAME, pyannote:FOLDER, or none.",
    ),
    click.option("--language", metavar="CODE", help="Language spoken, as in en.  [default: found out]"),
    house_options,
    click.option(
        "--beam", type=click.IntRange(min=1), default=1, show_default=True,
        help="Wordings that Whisper weighs at a time. 5 is slower and a little more accurate.",
    ),
    click.option("--speakers", type=click.IntRange(min=1), help="Number of voices, if you know it."),
    click.option("--min-speakers", type=click.IntRange(min=1), help="At least so many voices."),
    click.option("--max-speakers", type=click.IntRange(min=1), help="At most so many voices."),
    click.option("--partial", is_flag=True, help="Take what there is of a file that was cut off."),
)  # fmt: skip
_NAMES = (
    "asr", "diarizer", "language", "cast", "profile", "glossary", "beam", "speakers", "min_speakers",
    "max_speakers", "partial",
)  # fmt: skip


def _read(
    asr: str,
    diarizer: str,
    language: str | None,
    cast: Path | None,
    profile: Path | None,
    glossary: Path | None,
    **settings: Any,
) -> Work:
    from pipeline.options import Options

    _check_names(asr, diarizer)
    house = read_house(cast, profile, glossary)
    try:
        return Work(asr, diarizer, Options(language=_code(language), house=house, **settings))
    except ValueError as error:
        raise click.UsageError(str(error)) from None


def _check_names(asr: str, diarizer: str) -> None:
    from pipeline.engines.spec import diarizer_name, recognizer_name

    for option, value, parse in (("--asr", asr, recognizer_name), ("--diarizer", diarizer, diarizer_name)):
        try:
            parse(value)
        except ValueError as error:
            raise click.BadParameter(f"{error}.", param_hint=option) from None


def _code(language: str | None) -> str | None:
    """`en-GB` is `en` to every recognizer."""
    return language.replace("_", "-").split("-")[0].lower() if language else None
