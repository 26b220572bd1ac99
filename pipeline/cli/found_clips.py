"""What a search found, as clips in a folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.escape import shown
from pipeline.cli.many import each_of
from pipeline.cli.plural import counted

if TYPE_CHECKING:
    from pipeline.archive.search import Hit


def write_found(archive: Path, hits: Sequence[Hit], folder: Path, *, force: bool) -> None:
    """Cut them out and say where they are. A recording that cannot be used is told, and others go on.

    Raises a usage error for more hits than anybody wants to hear.
    """
    from pipeline.archive.hit_clips import MOST_CLIPS, by_programme, cut_hits
    from pipeline.clips.sheet import SHEET, sheet_in

    if len(hits) > MOST_CLIPS:
        raise click.UsageError(
            f"{len(hits)} passages were found, and --clips cuts {MOST_CLIPS} at most: lower --limit."
        )
    found = {archive / path: (path, own) for path, own in by_programme(hits).items()}
    with sheet_in(folder, force=force) as clips:
        try:
            each_of(
                list(found),
                lambda path: clips.extend(cut_hits(archive, *found[path], folder, force=force)),
                "programme",
                part=False,
            )
        finally:
            if clips:
                where = f"in {shown(str(folder))}, told of in {SHEET}"
                click.echo(f"{counted(len(clips), 'clip')} {where}.", err=True)
