"""`pipeline verify`: does an archive still match what was written and what it was made from?"""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from pathlib import Path

import click

from pipeline.cli.command import Command
from pipeline.cli.escape import shown
from pipeline.cli.given_path import Wanted, given
from pipeline.cli.plural import counted
from pipeline.formats.plain_json import plain_json


@click.command(
    cls=Command,
    examples=(
        "pipeline verify archive",
        "pipeline verify archive --quick --json",
        "pipeline verify archive --quick --accept",
    ),
)
@click.argument("folder", metavar="DST", type=click.Path(path_type=Path))
@click.option("--quick", is_flag=True, help="Do not read the recordings again; they must only be there.")
@click.option("--accept", is_flag=True, help="Take what was changed in transcripts by hand for corrections.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def verify(folder: Path, quick: bool, accept: bool, as_json: bool) -> None:
    """Check the archive DST: results as they were written, recordings as they were transcribed.

    What does not match is told, nothing is changed; the exit code is then 9. With --accept, changes made by
    hand in the words, voices and paragraphs of a transcript become corrections, and what was made from it is
    written anew; what else was changed is told as ever.
    """
    from pipeline.archive.session import known_items
    from pipeline.archive.verify import verify as check
    from pipeline.errors import InputError, PartlyFailed

    with given(folder, Wanted.ARCHIVE):
        if not folder.is_dir():
            raise InputError(f"There is no folder {str(folder)!r}.", hint="Check the name.")
    if accept:
        _accept(folder)
    items, checked = known_items(folder), [0]
    mismatches = list(check(folder, items, media=not quick, progress=checked.append))
    if not items and not checked[-1]:
        raise InputError(
            f"There are no transcripts in {str(folder)!r}.",
            hint="Name the folder that `pipeline batch` wrote.",
        )
    if as_json:
        counts = Counter(mismatch.finding.value for mismatch in mismatches)
        found = {
            "transcripts": checked[-1],
            "counts": dict(counts),
            "mismatches": [asdict(mismatch) for mismatch in mismatches],
        }
        click.echo(plain_json(found, indent=2))
    else:
        for mismatch in mismatches:
            detail = f" ({shown(mismatch.detail)})" if mismatch.detail else ""
            click.echo(f"{shown(mismatch.path)}: {mismatch.finding.words}{detail}")
    click.echo(
        f"{counted(checked[-1], 'transcript')} checked, {counted(len(mismatches), 'finding')}.", err=True
    )
    if mismatches:
        raise click.exceptions.Exit(PartlyFailed.exit_code)


def _accept(folder: Path) -> None:
    """Take changes for corrections, and say each on stderr."""
    from pipeline.archive.accept import accept
    from pipeline.archive.session import reopened
    from pipeline.corrections.telling import told

    count = 0
    with reopened(folder) as archive:
        for accepted in accept(folder, archive.items, archive.journal, archive.index):
            for edit in accepted.edits:
                click.echo(f"accepted: {shown(accepted.path)}: {shown(told(edit))}", err=True)
                count += 1
    click.echo(f"{counted(count, 'correction')} accepted.", err=True)
