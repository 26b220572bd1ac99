"""`pipeline transcribe`: recordings to articles."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.knowledge import house_options
from pipeline.cli.parameters import header_options, output_options, style, style_options

if TYPE_CHECKING:
    from pipeline.cli.reporter import Reporter
    from pipeline.cli.results import Results
    from pipeline.engines.base import Diarizer, Recognizer
    from pipeline.newsroom import Pipeline
    from pipeline.options import Options


@click.command()
@click.argument("media", nargs=-1, required=True, type=click.Path(path_type=Path))
@output_options
@header_options
@style_options
@click.option(
    "--asr",
    default="auto",
    show_default=True,
    metavar="NAME",
    help="Recognizer: auto, starter, whisper:NAME, whisper:FILE.pt, faster-whisper:NAME or :FOLDER.",
)
@click.option(
    "--diarizer",
    default="auto",
    show_default=True,
    metavar="NAME",
    help="What tells voices apart: auto, starter, pyannote:OWNER/NAME, pyannote:FOLDER, or none.",
)
@click.option("--language", metavar="CODE", help="Language spoken, as in en.  [default: found out]")
@house_options
@click.option(
    "--beam",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Wordings that Whisper weighs at a time. 5 is slower and a little more accurate.",
)
@click.option("--speakers", type=click.IntRange(min=1), help="Number of voices, if you know it.")
@click.option("--min-speakers", type=click.IntRange(min=1), help="At least so many voices.")
@click.option("--max-speakers", type=click.IntRange(min=1), help="At most so many voices.")
@click.option("--partial", is_flag=True, help="Take what there is of a file that was cut off.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
@click.option("-v", "--verbose", is_flag=True, help="Show where in the program an error arose.")
@click.option(
    "--log-format", type=click.Choice(["text", "jsonl"]), default="text", show_default=True,
    help="Progress on stderr for people, or as JSON lines for programs.",
)  # fmt: skip
def transcribe(
    media: tuple[Path, ...],
    formats: tuple[str, ...],
    folder: Path | None,
    force: bool,
    title: str | None,
    published: str | None,
    source: str | None,
    url: str | None,
    timestamps: str,
    speakers_in_text: bool,
    asr: str,
    diarizer: str,
    language: str | None,
    cast: Path | None,
    profile: Path | None,
    glossary: Path | None,
    beam: int,
    speakers: int | None,
    min_speakers: int | None,
    max_speakers: int | None,
    partial: bool,
    quiet: bool,
    verbose: bool,
    log_format: str,
) -> None:
    """Turn recordings (MEDIA) into articles: who said what, when, in which role.

    The article is printed. With -o DIR, DIR/<name>.json is written, and the formats asked for with -f.
    Nothing is ever downloaded and nothing leaves this machine.
    """
    from pipeline.cli.knowledge import read_house
    from pipeline.cli.reporter import LogFormat, reporter
    from pipeline.cli.results import Results
    from pipeline.options import Options

    _check_names(asr, diarizer)
    results = Results(formats, folder, force, style(timestamps, speakers_in_text))
    try:
        options = Options(
            speakers=speakers, min_speakers=min_speakers, max_speakers=max_speakers, partial=partial,
            title=title, published=published, source=source, url=url,
            language=_code(language), beam=beam,
            house=read_house(cast, profile, glossary),
        )  # fmt: skip
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    _check_inputs(media)
    results.prepare([path.stem for path in media])
    report = reporter(LogFormat(log_format), quiet=quiet)
    newsroom = _load(asr, diarizer, options, report)
    _transcribe_all(media, newsroom, options, results, report)


def _check_inputs(media: tuple[Path, ...]) -> None:
    """With a single file, say what is wrong with it before models are loaded for nothing."""
    from pipeline.media import probe

    if len(media) == 1:
        probe(media[0])


def _check_names(asr: str, diarizer: str) -> None:
    from pipeline.engines.names import diarizer_name, recognizer_name

    for option, value, parse in (("--asr", asr, recognizer_name), ("--diarizer", diarizer, diarizer_name)):
        try:
            parse(value)
        except ValueError as error:
            raise click.BadParameter(f"{error}.", param_hint=option) from None


def _code(language: str | None) -> str | None:
    """`en-GB` is `en` to every recognizer."""
    return language.replace("_", "-").split("-")[0].lower() if language else None


def _load(asr: str, diarizer: str, options: Options, report: Reporter) -> Pipeline:
    from pipeline.newsroom import Pipeline

    try:
        newsroom = Pipeline.load(asr, diarizer, language=options.language)
    except ValueError as error:
        raise click.BadParameter(f"{error}.", param_hint="--asr") from None
    try:
        newsroom.check_language(options.language)
    except ValueError as error:
        raise click.BadParameter(f"{error}.", param_hint="--language") from None
    report.say(f"Recognizer: {_told(newsroom.recognizer)}. Diarizer: {_told(newsroom.diarizer)}.")
    return newsroom


def _told(engine: Recognizer | Diarizer) -> str:
    """The engine's name, and why it was chosen if it was."""
    reason = engine.engine.extra.get("chosen")
    return f"{engine.engine.name} ({reason})" if reason else engine.engine.name


def _transcribe_all(
    media: tuple[Path, ...], newsroom: Pipeline, options: Options, results: Results, report: Reporter
) -> None:
    """One bad file does not stop the others; alone it gives the command its own exit code."""
    from pipeline.errors import PartlyFailed, PipelineError

    failures: list[int] = []
    printed = False
    for path in media:
        begun = time.monotonic()
        try:
            with report.working(path) as listener:
                transcript = newsroom.transcribe(path, options, listener)
            if printed and results.folder is None:
                click.echo()  # an empty line parts what is printed of several recordings
            results.deliver(transcript, path.stem)
            printed = True
            report.done(path, transcript, time.monotonic() - begun)
        except PipelineError as error:
            if len(media) == 1 and not report.for_programs:
                raise
            failures.append(error.exit_code)
            report.failed(path, str(error), error.exit_code)
    if len(media) == 1 and failures:
        raise click.exceptions.Exit(failures[0])
    if failures:
        report.say(f"{len(failures)} of {len(media)} recordings could not be done.")
        raise click.exceptions.Exit(PartlyFailed.exit_code)
