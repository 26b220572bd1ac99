"""`pipeline clip`: the sound of statements, with a sheet by which anybody can check them."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.command import Command
from pipeline.cli.escape import shown
from pipeline.cli.given_path import Wanted as Kind
from pipeline.cli.given_path import given
from pipeline.cli.plural import counted


@click.command(
    cls=Command,
    examples=(
        "pipeline clip news.json --quotes",
        "pipeline clip news.json --at 0:50 --at 1:36 -o clips",
        "pipeline clip news.json --speaker S3 --handles 2 --pictures",
    ),
)
@click.argument("transcript", type=click.Path(path_type=Path))
@click.option("--quotes", is_flag=True, help="Every statement in quotation marks.")
@click.option(
    "--at", "times", multiple=True, metavar="TIME", help="The paragraph with this time; again for more."
)
@click.option(
    "--speaker",
    "speakers",
    multiple=True,
    metavar="LABEL",
    help="All that a voice says, by label or name; again for more.",
)
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Write into DIR.  [default: NAME-clips beside the transcript]",
)
@click.option(
    "--handles",
    type=click.FloatRange(0.0, 60.0),
    default=1.0,
    show_default=True,
    metavar="SECONDS",
    help="Sound before and after each.",
)
@click.option("--pictures", is_flag=True, help="With the pictures, where there are any.")
@click.option("--media", type=click.Path(path_type=Path), help="Where the recording lies now.")
@click.option("--force", is_flag=True, help="Replace files that exist already.")
def clip(
    transcript: Path,
    quotes: bool,
    times: tuple[str, ...],
    speakers: tuple[str, ...],
    folder: Path | None,
    handles: float,
    pictures: bool,
    media: Path | None,
    force: bool,
) -> None:
    """Cut statements out of the recording of a TRANSCRIPT (.json), one file each.

    Beside them clips.csv says of each what is said, by whom, when, in which file, and the SHA-256 of clip and
    recording, so that anybody can check a quote. The recording must be the one that was transcribed.
    """
    from pipeline.clips.cutting import Cut, recording_of, write_clips
    from pipeline.clips.sheet import SHEET, sheet_in
    from pipeline.clips.statements import Wanted, wanted_paragraphs
    from pipeline.corrections.places import CorrectionError
    from pipeline.corrections.relabel import complete
    from pipeline.transcript.file import read_transcript

    wanted = Wanted(quotes, times, speakers)
    if wanted == Wanted():
        raise click.UsageError("Say what is to be cut: --quotes, --at TIME or --speaker LABEL.")
    with given(transcript, Kind.TRANSCRIPT):
        document = complete(read_transcript(transcript))
    try:
        parts = wanted_paragraphs(document, wanted)
    except CorrectionError as error:
        raise click.UsageError(f"{error}.") from None
    found = recording_of(document, media)
    place = folder or transcript.with_name(f"{transcript.stem}-clips")
    with sheet_in(place, force=force) as clips:
        clips.extend(write_clips(document, found, parts, place, Cut(handles, pictures), force=force))
    click.echo(f"{counted(len(clips), 'clip')} in {shown(str(place))}, told of in {SHEET}.", err=True)
    if pictures and not found.video:
        click.echo("The recording has no pictures: these are clips of its sound.", err=True)
