"""`pipeline correct`: people's corrections, kept whatever is done with the transcript later."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.command import Command
from pipeline.cli.corrections_asked import (
    Paragraphs,
    Voices,
    Words,
    corrected,
    paragraphs_options,
    run_options,
    voices_options,
    words_options,
)
from pipeline.cli.escape import shown
from pipeline.cli.given_path import Wanted, given
from pipeline.cli.parameters import Header, header_options

if TYPE_CHECKING:
    from pipeline.corrections.correct import Corrections
    from pipeline.profile.remember import Remembered
    from pipeline.transcript.model import Transcript


@click.command(
    cls=Command,
    examples=(
        "pipeline correct news.json --speaker S2='Jane Doe, correspondent'",
        "pipeline correct news.json --replace Rut=Rudd --merge S6=S2 --by 'R. Ito'",
        "pipeline correct news.json --unquote 1:14 --drop 2:13-2:41",
        "pipeline correct news.json --from edited.txt",
        "pipeline correct news.json --accept 1 --as-heard 2",
        "pipeline correct news.json --replace Rut=Rudd --remember evening.toml",
        "pipeline correct news.json --undo",
    ),
)
@click.argument("transcript", type=click.Path(path_type=Path))
@words_options
@voices_options
@paragraphs_options
@header_options
@run_options
def correct(
    transcript: Path,
    words: Words,
    voices: Voices,
    paragraphs: Paragraphs,
    header: Header,
    article: Path | None,
    remember: Path | None,
    undo: int | None,
    as_list: bool,
    dry_run: bool,
    by: str | None,
) -> None:
    """Correct a TRANSCRIPT (.json) in place, and what was made from it beside it.

    Corrections are kept in the file, apart from what was recognised: relabel, and another transcription with
    --force, keep them, and each can be taken back. Several are made at once, all or none.
    """
    from pipeline.cli.correcting import take_changes, write_corrected
    from pipeline.corrections.places import CorrectionError
    from pipeline.formats.transcript_file import TranscriptFile

    with given(transcript, Wanted.TRANSCRIPT):
        found = TranscriptFile.read(transcript)
    state = found.begun(by)
    if as_list:
        _list(state.transcript)
        return
    asked = (words, voices, paragraphs, header)
    if undo is None and article is None and asked == (Words(), Voices(), Paragraphs(), Header()):
        raise click.UsageError("There is nothing to correct: name a correction, or --list those there are.")
    before = state.transcript
    try:
        state = state.undo(undo) if undo else state
        state = take_changes(state, article) if article else state
    except CorrectionError as error:
        raise click.UsageError(f"{error}. Nothing was changed.") from None
    suggested = state.transcript
    state = corrected(state, *asked)
    learnt = _learnt(remember, words, voices, suggested, state.transcript) if remember else None
    _say_changes(before, state)
    for line in learnt.lines if learnt else ():
        click.echo(shown(line))
    if dry_run:
        click.echo("Nothing was written: this was a dry run.", err=True)
        return
    for line in write_corrected(found, state.transcript):
        click.echo(line)
    if learnt:
        _write_learnt(learnt)


def _write_learnt(learnt: Remembered) -> None:
    if learnt.lines:
        learnt.write()
        click.echo(f"written: {shown(str(learnt.path))}")


def _learnt(profile: Path, words: Words, voices: Voices, before: Transcript, after: Transcript) -> Remembered:
    """What is to be remembered, before anything is written."""
    from pipeline.cli.lessons_asked import lessons_asked
    from pipeline.corrections.names import open_suggestions
    from pipeline.profile.remember import remembered

    still = set(open_suggestions(after))
    accepted = [one for one in open_suggestions(before) if words.accepts and one not in still]
    old = {edit.id for edit in before.edits}
    new = [edit for edit in after.edits if edit.id not in old]
    learnt = remembered(profile, lessons_asked(words, voices, accepted, new, after))
    if not learnt.lines:
        click.echo("There is nothing new to remember.", err=True)
    return learnt


def _say_changes(before: Transcript, state: Corrections) -> None:
    from pipeline.corrections.conflicts import conflicts
    from pipeline.corrections.telling import contradicted, told

    old = {edit.id for edit in before.edits}
    new = {edit.id for edit in state.transcript.edits}
    for edit in before.edits:
        if edit.id not in new:
            click.echo(f"undone: {shown(told(edit))}")
    for edit in state.transcript.edits:
        if edit.id not in old:
            click.echo(shown(told(edit)))
    for one in conflicts(state.transcript.edits):
        if one.later.id not in old:
            click.echo(shown(contradicted(one.earlier, one.later)), err=True)
    waiting = {edit.id for edit in before.edits if edit.unplaced}
    for edit in state.transcript.edits:
        if edit.unplaced and edit.id in old - waiting:
            click.echo(f"no longer shown: {shown(told(edit))}: {edit.unplaced}", err=True)


def _list(transcript: Transcript) -> None:
    from pipeline.cli.names_told import listed_names
    from pipeline.corrections.conflicts import conflicts
    from pipeline.corrections.telling import contradicted, told

    for edit in transcript.edits:
        who = f" {edit.by}" if edit.by else ""
        wait = f" (unplaced: {edit.unplaced})" if edit.unplaced else ""
        click.echo(shown(f"{edit.step:>3} {edit.at}{who}  {told(edit)}{wait}"))
    if not transcript.edits:
        click.echo("There are no corrections.", err=True)
    for one in conflicts(transcript.edits):
        click.echo(shown(contradicted(one.earlier, one.later)))
    for line in listed_names(transcript):
        click.echo(shown(line))
