"""`pipeline learn`: roles of a show from transcripts that people corrected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.command import Command
from pipeline.cli.escape import shown
from pipeline.cli.given_path import Wanted, given
from pipeline.cli.plural import counted

if TYPE_CHECKING:
    from pipeline.article.repeated import Repeated
    from pipeline.roles.learn import Trial
    from pipeline.roles.lessons import Proposals
    from pipeline.transcript.model import Transcript


_MOST_REPEATED = 5
"""Adverts that are proposed at a time."""


@click.command(
    cls=Command,
    examples=(
        "pipeline learn evening.toml monday.json tuesday.json wednesday.json",
        "pipeline learn evening.toml archive --checked",
    ),
)
@click.argument("profile", type=click.Path(path_type=Path))
@click.argument("transcripts", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--checked", is_flag=True, help="Every role was checked, not only those that a person wrote.")
@click.option("--dry-run", is_flag=True, help="Say what would come of it, and write nothing.")
def learn(profile: Path, transcripts: tuple[Path, ...], checked: bool, dry_run: bool) -> None:
    """Learn the roles of a show from TRANSCRIPTS (.json, or folders of them) that people corrected.

    Tries it on each programme with that one left out, and keeps what was learnt, beside PROFILE, only where
    roles are right no less often and no more false quotes are printed. `--profile` uses it from then on;
    `relabel --reassign` applies it to older transcripts.
    """
    from pipeline.article.repeated import repeated_stretches
    from pipeline.profile.show import learnt_path, read_profile
    from pipeline.roles.caution import TOLD
    from pipeline.roles.decision import Knowledge
    from pipeline.roles.learn import learn as learn_from
    from pipeline.roles.learn import left_out
    from pipeline.roles.learnt_file import LearntFile, write_learnt
    from pipeline.roles.lessons import lessons, proposals
    from pipeline.storage.atomic import write_whole

    with given(profile, Wanted.LIST):
        house = read_profile(profile)
    read = dict(_read(transcripts))
    programmes = lessons(read, house, all_roles=checked)
    base = Knowledge.packaged()
    before, after = left_out(base, programmes, TOLD)
    click.echo(f"{counted(len(programmes), 'programme')}, each judged by what the others teach:")
    click.echo(f"  before: {_shares(before)}")
    click.echo(f"  after:  {_shares(after)}")
    better = after.right >= before.right and after.false <= before.false
    if not better:
        click.echo("Nothing was kept: it would be worse. More programmes help, five and more.")
    elif not dry_run:
        learnt = LearntFile(learn_from(base, programmes), programmes[0].language, len(programmes))
        write_whole(learnt_path(profile), write_learnt(learnt), force=True)
        click.echo(f"Written: {learnt_path(profile)}. `--profile {profile}` uses it.")
    _propose(proposals(list(read.values()), house), repeated_stretches(list(read.values()), house.adverts))


def _read(places: tuple[Path, ...]) -> Iterator[tuple[str, Transcript]]:
    """The transcripts by their paths; of a folder all that lie in it, its other files left alone."""
    from pipeline.errors import DocumentError
    from pipeline.transcript.file import read_transcript

    for place in places:
        if not place.is_dir():
            with given(place, Wanted.TRANSCRIPT):
                yield str(place), read_transcript(place)
            continue
        inside = (path for path in sorted(place.rglob("*.json")) if not _hidden(path.relative_to(place)))
        for path in inside:
            try:
                yield str(path), read_transcript(path)
            except DocumentError:
                continue  # reports and files of roles lie there, too


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _shares(found: Trial) -> str:
    """What counts to whoever prints it."""
    quotes = f"{found.printed_share:.0%} of the quotes printed" if found.true else "no quotes"
    right = f"{found.right_share:.0%} of the words in the right role"
    return f"{right}, {quotes}, {found.false_share:.1%} of what is quoted false"


def _propose(found: Proposals, again: Sequence[Repeated]) -> None:
    """Lines for the profile."""
    for name, role in found.people:
        click.echo(f'Not in the profile: {name}, {role} (a line `{role}s = ["{name}"]`).')
    for form in found.sign_offs:
        click.echo(f'A way of signing off that is not in it: `sign_offs = ["{form}"]`.')
    for one in again[:_MOST_REPEATED]:
        said = shown(one.text).replace('"', "'")
        click.echo(f'Runs in {one.programmes} of the programmes: `adverts = ["{said}"]` leaves it out.')
