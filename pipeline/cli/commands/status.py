"""`pipeline status`: what is done, edited, failed and waiting in an archive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.command import Command
from pipeline.cli.escape import shown
from pipeline.cli.given_path import Wanted, given
from pipeline.cli.plural import counted
from pipeline.formats.plain_json import plain_json

if TYPE_CHECKING:
    from pipeline.archive.status import Standing


@click.command(
    cls=Command, examples=("pipeline status archive", "pipeline status archive --source recordings --json")
)
@click.argument("folder", metavar="DST", type=click.Path(path_type=Path))
@click.option("--source", metavar="SRC", type=click.Path(path_type=Path),
              help="Count recordings below SRC that are not in the archive as waiting.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def status(folder: Path, source: Path | None, as_json: bool) -> None:
    """Say how far the archive DST is: done, edited by people, failed, waiting.

    It only reads, and may be asked while a batch is running. Recordings are not opened.
    """
    from pipeline.archive.status import standings
    from pipeline.errors import InputError

    with given(folder, Wanted.ARCHIVE):
        if not folder.is_dir():
            raise InputError(f"There is no folder {str(folder)!r}.", hint="Check the name.")
        if source is None:
            found = standings(folder)
    if source is not None:
        with given(source, Wanted.TREE):
            found = standings(folder, source.absolute())
    click.echo(_json(found) if as_json else "\n".join(_lines(found)))


def _counts(found: Sequence[Standing]) -> dict[str, int]:
    from pipeline.archive.journal import State

    states = [one.state for one in found]
    edited = sum(bool(one.edits) for one in found)
    return {
        "done": states.count(State.DONE), "edited": edited, "failed": states.count(State.FAILED),
        "waiting": states.count(State.WAITING),
    }  # fmt: skip


def _lines(found: Sequence[Standing]) -> list[str]:
    """The counts, then a line for everything that is not simply done."""
    from pipeline.archive.journal import State

    lines = [", ".join(f"{count} {name}" for name, count in _counts(found).items()) + "."]
    for state in (State.FAILED, State.WAITING):
        for one in found:
            if one.state is state:
                why = f": {shown(' '.join(one.reason.split()))}" if one.reason else ""
                lines.append(f"{state.value}: {shown(one.name)}{why}")
    edited = (one for one in found if one.edits)
    lines += [f"edited: {shown(one.transcript or one.name)}: {_corrections(one)}" for one in edited]
    return lines


def _corrections(one: Standing) -> str:
    return counted(one.edits, "correction")


def _json(found: Sequence[Standing]) -> str:
    told = {"counts": _counts(found), "recordings": [asdict(one) for one in found]}
    return plain_json(told, indent=2)
