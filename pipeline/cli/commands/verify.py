"""`pipeline verify`: does an archive still match what was written and what it was made from?"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from pipeline.cli.escape import shown


@click.command()
@click.argument("folder", metavar="DST", type=click.Path(path_type=Path))
@click.option("--quick", is_flag=True, help="Do not read the recordings again; they must only be there.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def verify(folder: Path, quick: bool, as_json: bool) -> None:
    """Check the archive DST: results as they were written, recordings as they were transcribed.

    What does not match is told, nothing is changed; the exit code is then 9.
    """
    from pipeline.archive.session import known_items
    from pipeline.archive.verify import verify as check
    from pipeline.errors import InputError, PartlyFailed

    if not folder.is_dir():
        raise InputError(f"There is no folder {str(folder)!r}.", hint="Check the name.")
    counted = [0]
    mismatches = list(check(folder, known_items(folder), media=not quick, progress=counted.append))
    if as_json:
        found = [asdict(mismatch) for mismatch in mismatches]
        click.echo(
            json.dumps({"transcripts": counted[-1], "mismatches": found}, ensure_ascii=False, indent=2)
        )
    else:
        for mismatch in mismatches:
            detail = f" ({shown(mismatch.detail)})" if mismatch.detail else ""
            click.echo(f"{shown(mismatch.path)}: {mismatch.finding}{detail}")
    click.echo(f"{counted[-1]} transcripts checked, {len(mismatches)} findings.", err=True)
    if mismatches:
        raise click.exceptions.Exit(PartlyFailed.exit_code)
