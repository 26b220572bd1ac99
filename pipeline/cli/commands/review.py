"""`pipeline review`: the page on which a transcript is heard, mended and signed off."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.command import Command
from pipeline.cli.given_path import Wanted, given

if TYPE_CHECKING:
    from pipeline.errors import PipelineError
    from pipeline.review.programme import Programme
    from pipeline.review.programmes import Programmes


@click.command(
    cls=Command,
    examples=(
        "pipeline review news.json",
        "pipeline review archive --by 'R. Ito'",
        "pipeline review news.json --media recordings/news.mxf",
        "pipeline review news.json --export news.review.html",
    ),
)
@click.argument("transcript", metavar="TRANSCRIPT|DST", type=click.Path(path_type=Path))
@click.option("--media", type=click.Path(path_type=Path), metavar="PATH",
              help="The recording, or the folder of an archive's, where they have moved.")  # fmt: skip
@click.option("--by", metavar="NAME", help="Who corrects; the page asks for it at the sign-off otherwise.")
@click.option("--port", type=click.IntRange(0, 65535), metavar="N",
              help="The port on this machine; 0 is any free one.  [default: 47628, if free]")  # fmt: skip
@click.option("--no-browser", is_flag=True, help="Print the address, and open nothing.")
@click.option("--export", type=click.Path(path_type=Path), metavar="FILE",
              help="Write the page as one file (.html) that needs no server, and end.")  # fmt: skip
@click.option("--embed-audio", is_flag=True, help="With --export: carry the sound in the page.")
@click.option("--force", is_flag=True, help="With --export: replace the file.")
def review(
    transcript: Path,
    media: Path | None,
    by: str | None,
    port: int | None,
    no_browser: bool,
    export: Path | None,
    embed_audio: bool,
    force: bool,
) -> None:
    """Open the page on which a TRANSCRIPT (.json), or those of an archive DST, are checked.

    Every correction is in the file at once, and what was made from it is written again beside it. Only this
    machine can open the page. Ctrl C ends it.
    """
    if export is None and (embed_audio or force):
        raise click.UsageError("--embed-audio and --force go with --export.")
    if media is not None and not media.exists():
        raise click.UsageError(f"--media: there is no {str(media)!r}.")
    if export is not None:
        if transcript.is_dir():
            raise click.UsageError("--export writes the page of one transcript: name its .json file.")
        _export(transcript, media, export, embed_audio=embed_audio, force=force)
        return
    _serve(transcript, media, by, port, no_browser=no_browser)


def _serve(path: Path, media: Path | None, by: str | None, port: int | None, *, no_browser: bool) -> None:
    from pipeline.review.app import app_of, archive_app
    from pipeline.review.programme import Programme
    from pipeline.review.programmes import Programmes
    from pipeline.review.serve import Serving

    opened: Programmes | Programme
    if path.is_dir():
        opened = Programmes(path, _say, media, by)
        app = archive_app(opened)
    else:
        with given(path, Wanted.TRANSCRIPT):
            opened = Programme.opened(path, _say, media, by)
        app = app_of(opened)
    serving = Serving(app, port)
    click.echo(f"The page: {serving.address}")
    click.echo("Only this machine can open it. Ctrl C ends it.", err=True)
    if not no_browser:
        click.launch(str(serving.address))
    try:
        serving.run()
    except KeyboardInterrupt:
        pass  # how it is meant to end
    finally:
        opened.close()


def _export(path: Path, media: Path | None, target: Path, *, embed_audio: bool, force: bool) -> None:
    from pipeline.cli.escape import shown
    from pipeline.cli.recorded_sound import recorded_sound
    from pipeline.formats.transcript_file import TranscriptFile
    from pipeline.review.document import self_contained
    from pipeline.storage.atomic import prepare_folder, refuse_existing, write_whole

    with given(path, Wanted.TRANSCRIPT):
        transcript = TranscriptFile.read(path).begun(None).transcript
    if not force:
        refuse_existing(target)
    prepare_folder(target.parent)
    sound = recorded_sound(transcript, media) if embed_audio else None
    write_whole(target, self_contained(transcript, sound), force=force)
    click.echo(f"written: {shown(str(target))}", err=True)


def _say(error: PipelineError) -> None:
    from pipeline.cli.escape import shown

    click.echo(shown(str(error)), err=True)
