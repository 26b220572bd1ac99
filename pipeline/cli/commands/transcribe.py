"""`pipeline transcribe`: recordings to articles."""

from __future__ import annotations

import math
import time
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.command import Command
from pipeline.cli.given_path import Wanted, given
from pipeline.cli.knowledge import Knowledge, knowledge_options
from pipeline.cli.parameters import (
    Header,
    Log,
    Output,
    header_options,
    log_options,
    output_options,
    strict_option,
    style_options,
)
from pipeline.cli.work_options import Work, probably_meant, work_options

if TYPE_CHECKING:
    from pipeline.cli.progress.single import Reporter
    from pipeline.cli.results import Results
    from pipeline.engines.contract import Diarizer, Recognizer
    from pipeline.errors import EngineError
    from pipeline.options import Options
    from pipeline.progress import ProgressCallback
    from pipeline.transcriber import Pipeline


@click.command(
    cls=Command,
    examples=(
        "pipeline transcribe news.mp4",
        "pipeline transcribe news.mp4 -o out -f article -f text",
        "pipeline transcribe news.mp4 --cast cast.txt --language en --title 'Harbour bridge reopens'",
    ),
)
@click.argument("media", nargs=-1, required=True, type=click.Path(path_type=Path))
@output_options
@header_options
@style_options
@work_options
@knowledge_options
@strict_option
@log_options
def transcribe(
    media: tuple[Path, ...],
    output: Output,
    header: Header,
    styles: tuple[object, ...],
    work: Work,
    knowledge: Knowledge,
    strict: bool,
    log: Log,
) -> None:
    """Turn recordings (MEDIA) into articles: who said what, when, in which role.

    The article is printed. With -o DIR, DIR/NAME.json is written, and the formats asked for with -f.
    Nothing is ever downloaded and nothing leaves this machine.
    """
    from pipeline.cli.progress.single import reporter
    from pipeline.cli.results import Results

    results = Results(output, styles, remarks=not (log.quiet or log.for_programs))
    options = work.options(knowledge, header)
    _check_inputs(media)
    results.prepare([path.stem for path in media])
    if len(media) == 1:
        results.refuse_others(media[0])
    report = reporter(log)
    newsroom = _load(work, report)
    _transcribe_all(media, newsroom, options, results, report, strict=strict)


def _check_inputs(media: tuple[Path, ...]) -> None:
    """With a single file, say what is wrong with it before models are loaded for nothing."""
    from pipeline.media import probe

    if len(media) == 1:
        with given(media[0], Wanted.MEDIA):
            probe(media[0])


def _load(work: Work, report: Reporter) -> Pipeline:
    from pipeline.transcriber import Pipeline

    try:
        with report.loading():
            newsroom = Pipeline.load(
                work.asr, diarizer=work.diarizer, language=work.language, trusted=work.trust_model
            )
    except ValueError as error:
        question = f" {meant}" if (meant := probably_meant(work.asr)) else ""
        raise click.BadParameter(f"{error}.{question}", param_hint="--asr") from None
    try:
        newsroom.check_language(work.language)
    except ValueError as error:
        raise click.BadParameter(f"{error}.", param_hint="--language") from None
    recognizer = _told(newsroom.recognizer, newsroom.reasons.recognizer)
    report.say(f"Recognizer: {recognizer}. Diarizer: {_told(newsroom.diarizer, newsroom.reasons.diarizer)}.")
    return newsroom


def _told(engine: Recognizer | Diarizer, reason: str | None) -> str:
    """The engine's name, and why it was chosen if it was."""
    return f"{engine.engine.name} ({reason})" if reason else engine.engine.name


def _transcribe_all(
    media: tuple[Path, ...], newsroom: Pipeline, options: Options, results: Results, report: Reporter,
    *, strict: bool,
) -> None:  # fmt: skip
    """One bad file does not stop the others; alone it gives the command its own exit code."""
    from pipeline.errors import InputError, PipelineError
    from pipeline.transcript.holes import holes_of

    failures: list[int] = []
    languages: list[str] = []
    for path in media:
        begun = time.monotonic()
        try:
            results.refuse_others(path)
            with (
                report.working(path) as shown,
                _watched(shown, path, options, report) as listener,
                given(path, Wanted.MEDIA),
            ):
                transcript = newsroom.transcribe(path, options, listener=listener)
            transcript = results.with_corrections(transcript, path.stem)
            if languages and results.to_screen:
                click.echo()  # an empty line parts what is printed of several recordings
            results.deliver(transcript, path.stem)
            languages.append(transcript.language)
            report.done(path, transcript, time.monotonic() - begun)
            if strict and holes_of(transcript.excluded):
                failures.append(InputError.exit_code)
        except PipelineError as error:
            if len(media) == 1 and not report.for_programs:
                raise
            failures.append(error.exit_code)
            report.failed(path, str(error), error.exit_code)
    if languages:
        _advise(newsroom, languages, options, report)
    _end(failures, len(media), report, "could not be done, or not wholly" if strict else "could not be done")


def _watched(
    listener: ProgressCallback, path: Path, options: Options, report: Reporter
) -> AbstractContextManager[ProgressCallback]:
    """An engine that hangs ends the command; results written before stay."""
    from pipeline.cli.engine_watch import ended_when_stalled

    def last_words(error: EngineError) -> None:
        report.failed(path, f"{path.name}: {error}", error.exit_code)

    return ended_when_stalled(
        listener, options.engine_stalled_after, options.limits.total or math.inf, last_words
    )


def _end(failures: list[int], count: int, report: Reporter, how: str) -> None:
    """Leave with the exit code of what went wrong, if anything did."""
    from pipeline.errors import PartlyFailed

    if count == 1 and failures:
        raise click.exceptions.Exit(failures[0])
    if failures:
        report.say(f"{len(failures)} of {count} recordings {how}.")
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
