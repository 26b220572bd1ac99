"""`pipeline transcribe`: recordings to articles."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.parameters import header_options, log_options, output_options, style, style_options
from pipeline.cli.work_options import Work, work_options

if TYPE_CHECKING:
    from pipeline.cli.progress.single import Reporter
    from pipeline.cli.results import Results
    from pipeline.engines.contract import Diarizer, Recognizer
    from pipeline.options import Options
    from pipeline.transcriber import Pipeline


@click.command()
@click.argument("media", nargs=-1, required=True, type=click.Path(path_type=Path))
@output_options
@header_options
@style_options
@work_options
@log_options
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
    quiet: bool,
    log_format: str,
    work: Work,
) -> None:
    """Turn recordings (MEDIA) into articles: who said what, when, in which role.

    The article is printed. With -o DIR, DIR/NAME.json is written, and the formats asked for with -f.
    Nothing is ever downloaded and nothing leaves this machine.
    """
    from pipeline.cli.progress.single import LogFormat, reporter
    from pipeline.cli.results import Results

    results = Results(formats, folder, force, style(timestamps, speakers_in_text))
    options = replace(work.options, title=title, published=published, source=source, url=url)
    _check_inputs(media)
    results.prepare([path.stem for path in media])
    report = reporter(LogFormat(log_format), quiet=quiet)
    newsroom = _load(work, report)
    _transcribe_all(media, newsroom, options, results, report)


def _check_inputs(media: tuple[Path, ...]) -> None:
    """With a single file, say what is wrong with it before models are loaded for nothing."""
    from pipeline.media import probe

    if len(media) == 1:
        probe(media[0])


def _load(work: Work, report: Reporter) -> Pipeline:
    from pipeline.transcriber import Pipeline

    try:
        newsroom = Pipeline.load(work.asr, diarizer=work.diarizer, language=work.options.language)
    except ValueError as error:
        raise click.BadParameter(f"{error}.", param_hint="--asr") from None
    try:
        newsroom.check_language(work.options.language)
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
    languages: list[str] = []
    for path in media:
        begun = time.monotonic()
        try:
            with report.working(path) as listener:
                transcript = newsroom.transcribe(path, options, listener=listener)
            if languages and results.folder is None:
                click.echo()  # an empty line parts what is printed of several recordings
            results.deliver(transcript, path.stem)
            languages.append(transcript.language)
            report.done(path, transcript, time.monotonic() - begun)
        except PipelineError as error:
            if len(media) == 1 and not report.for_programs:
                raise
            failures.append(error.exit_code)
            report.failed(path, str(error), error.exit_code)
    if languages:
        _advise(newsroom, languages, options, report)
    if len(media) == 1 and failures:
        raise click.exceptions.Exit(failures[0])
    if failures:
        report.say(f"{len(failures)} of {len(media)} recordings could not be done.")
        raise click.exceptions.Exit(PartlyFailed.exit_code)


def _advise(newsroom: Pipeline, languages: list[str], options: Options, report: Reporter) -> None:
    """Say once how far the words can be trusted, and what would be better here."""
    from pipeline.engines.advice import accuracy_line, better_line
    from pipeline.engines.auto import Machine
    from pipeline.models import ModelStore

    name = newsroom.recognizer.engine.name
    if line := accuracy_line(name, languages):
        report.say(line)
        better = better_line(name, ModelStore.default(), Machine.this(), options.language)
        if better:
            report.say(better)
