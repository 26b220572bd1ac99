"""How recordings are worked on: the options that transcribe, batch and watch share."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import click

from pipeline.cli.knowledge import Knowledge
from pipeline.cli.option_groups import grouped, option
from pipeline.cli.parameters import Header

if TYPE_CHECKING:
    from pipeline.options import Options


@dataclass(frozen=True, slots=True)
class Work:
    """Engines by name, and how they listen. Fields behind the engines are those of `Options`."""

    asr: str
    diarizer: str
    language: str | None
    beam: int
    speakers: int | None
    min_speakers: int | None
    max_speakers: int | None
    partial: bool

    def __post_init__(self) -> None:
        _check_names(self.asr, self.diarizer)

    def options(self, knowledge: Knowledge, header: Header | None = None) -> Options:
        """All that decides what comes out, the engines aside. Raises DocumentError or a usage error."""
        from pipeline.options import Options

        settings = asdict(self)
        del settings["asr"], settings["diarizer"]
        try:
            return Options(**settings, house=knowledge.read(), **asdict(header or Header()))
        except ValueError as error:
            raise click.UsageError(f"{error}.") from None


def _code(ctx: click.Context, param: click.Parameter, language: str | None) -> str | None:
    """`en-GB` is `en` to every recognizer."""
    return language.replace("_", "-").split("-")[0].lower() if language else None


def _check_names(asr: str, diarizer: str) -> None:
    from pipeline.engines.spec import diarizer_name, recognizer_name

    for hint, value, parse in (("--asr", asr, recognizer_name), ("--diarizer", diarizer, diarizer_name)):
        try:
            parse(value)
        except ValueError as error:
            raise click.BadParameter(f"{error}.", param_hint=hint) from None


work_options = grouped(
    "work", Work, "Listening",
    option("--asr", default="auto", show_default=True, metavar="NAME",
           help="Recognizer: auto, starter, whisper:NAME, whisper:FILE.pt, faster-whisper:NAME or :FOLDER."),
    option("--diarizer", default="auto", show_default=True, metavar="NAME",
           help="What tells voices apart: auto, starter, pyannote:OWNER/NAME, pyannote:FOLDER, or none."),
    option("--language", metavar="CODE", callback=_code,
           help="Language spoken, as in en.  [default: found out]"),
    option("--beam", type=click.IntRange(min=1), default=1, show_default=True,
           help="Wordings that Whisper weighs at a time. 5 is slower and a little more accurate."),
    option("--speakers", type=click.IntRange(min=1), help="Number of voices, if you know it."),
    option("--min-speakers", type=click.IntRange(min=1), help="At least so many voices."),
    option("--max-speakers", type=click.IntRange(min=1), help="At most so many voices."),
    option("--partial", is_flag=True, help="Take what there is of a file that was cut off."),
)  # fmt: skip
