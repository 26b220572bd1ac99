"""How recordings are worked on: the options that transcribe, batch and watch share."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import click

from pipeline.cli.knowledge import Knowledge
from pipeline.cli.option_groups import grouped, option
from pipeline.cli.parameters import Header
from pipeline.cli.suggestions import nearest
from pipeline.cli.value_types import Count, Language, Length
from pipeline.limits import ENGINE_STALLED, LONGEST, STALLED

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
    trust_model: tuple[str, ...]
    tracks: str | None
    stalled_after: float
    engine_stalled_after: float
    longest: float
    expect_duration: float | None
    begin: str | None
    end: str | None

    def __post_init__(self) -> None:
        _check_names(self.asr, self.diarizer)

    def options(self, knowledge: Knowledge, header: Header | None = None) -> Options:
        """All that decides what comes out, the engines aside. Raises DocumentError or a usage error."""
        from pipeline.options import Options

        settings = asdict(self)
        del settings["asr"], settings["diarizer"], settings["trust_model"]
        try:
            return Options(**settings, house=knowledge.read(), **asdict(header or Header()))
        except ValueError as error:
            raise click.UsageError(f"{error}.") from None


def _check_names(asr: str, diarizer: str) -> None:
    from pipeline.engines.spec import diarizer_name, recognizer_name

    for hint, value, parse in (("--asr", asr, recognizer_name), ("--diarizer", diarizer, diarizer_name)):
        try:
            parse(value)
        except ValueError as error:
            question = f" {meant}" if (meant := probably_meant(value)) else ""
            raise click.BadParameter(f"{error}.{question}", param_hint=hint) from None


def probably_meant(name: str) -> str:
    """The question whether an engine was meant that there is, or nothing."""
    from pipeline.engines.auto import BY_ACCURACY

    sizes = {size: f"whisper:{size}" for size, _ in BY_ACCURACY}
    spelled = {form: name for size, name in sizes.items() for form in (size, f"whisper-{size}", name)}
    others = {"whisper": sizes["base"], "large": sizes["large-v3"], "turbo": sizes["large-v3-turbo"]}
    known = spelled | others | {name: name for name in ("auto", "starter", "none")}
    meant = nearest(name, known)
    return f"Did you mean `{known[meant]}`?" if meant and known[meant] != name else ""


work_options = grouped(
    "work", Work, "Listening",
    option("--asr", default="auto", show_default=True, metavar="NAME",
           help="Recognizer: auto, starter, whisper:NAME, whisper:FILE.pt, faster-whisper:NAME or :FOLDER."),
    option("--diarizer", default="auto", show_default=True, metavar="NAME",
           help="What tells voices apart: auto, starter, pyannote:OWNER/NAME, pyannote:FOLDER, or none."),
    option("--language", metavar="CODE", type=Language(),
           help="Language spoken, as in en.  [default: found out]"),
    option("--beam", type=Count(), default=1, show_default=True,
           help="Wordings that Whisper weighs at a time. 5 is slower, and not always more accurate."),
    option("--speakers", type=Count(), help="Number of voices, if you know it."),
    option("--min-speakers", type=Count(), help="At least so many voices."),
    option("--max-speakers", type=Count(), help="At most so many voices."),
    option("--tracks", metavar="NUMBERS",
           help="Tracks to listen to: 1, 1+2 or 1,3.  [default: those with speech on them]"),
    option("--stalled-after", type=click.FloatRange(min=0.0, min_open=True), default=STALLED,
           show_default=True, metavar="SECONDS", help="Give a file up whose decoder is silent for so long."),
    option("--engine-stalled-after", type=click.FloatRange(min=0.0, min_open=True), default=ENGINE_STALLED,
           show_default=True, metavar="SECONDS",
           help="Give a file up whose engine makes no progress for so long."),
    option("--longest", type=click.FloatRange(min=0.0, min_open=True), default=LONGEST, show_default=True,
           metavar="HOURS", help="Refuse what gives more sound than that."),
    option("--trust-model", multiple=True, metavar="SHA256",
           help="A checkpoint of this digest may run code when it is read; may be given several times."),
    option("--expect-duration", type=Length(), metavar="TIME",
           help="Tell it like damage where a recording does not last so long: 1740, 29:00."),
    option("--in", "begin", metavar="TIME",
           help="Listen from there on: seconds, 00:12:31, the recording's timecode, 10:12:31:05, or auto: "
                "behind tone, slate and silence."),
    option("--out", "end", metavar="TIME", help="Listen up to there."),
    option("--partial", is_flag=True, help="Take what there is of a file that was cut off."),
)  # fmt: skip
