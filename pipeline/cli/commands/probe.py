"""`pipeline probe`: what a media file says of itself."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.command import Command
from pipeline.cli.given_path import Wanted, given
from pipeline.cli.plural import counted

if TYPE_CHECKING:
    from pipeline.media import Media


@click.command(cls=Command, examples=("pipeline probe news.mp4", "pipeline probe news.mp4 --json"))
@click.argument("media", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print as JSON, for other programs.")
def probe(media: Path, as_json: bool) -> None:
    """Say what is in a MEDIA file: container, duration, sound tracks, title and date. Decodes nothing."""
    from pipeline.media import probe as look

    with given(media, Wanted.MEDIA):
        found = look(media)
    click.echo(_as_json(found) if as_json else _as_text(found))


def _as_json(media: Media) -> str:
    tracks = [
        {key: value for key, value in asdict(track).items() if key != "extra"} for track in media.tracks
    ]
    data = {
        "path": str(media.path),
        "container": media.container,
        "duration": media.duration,
        "video": media.video,
        "tracks": tracks,
        **asdict(media.tags),
    }
    return json.dumps(data, indent=2, ensure_ascii=False)


def _as_text(media: Media) -> str:
    from pipeline.cli.escape import shown
    from pipeline.transcript.timecode import clock

    length = "not stated" if media.duration is None else f"{clock(media.duration)} ({media.duration:.1f} s)"
    rows = [("File", media.path.name), ("Container", media.container), ("Duration", length)]
    rows += [("Video", "yes" if media.video else "no")]
    rows += [
        (
            f"Track {track.index}",
            f"{track.codec}, {counted(track.channels, 'channel')}, "
            f"{track.sample_rate} Hz{f', {track.language}' if track.language else ''}"
            f"{', listened to' if track.used else ''}",
        )
        for track in media.tracks
    ]
    tags = (("Title", media.tags.title), ("Published", media.tags.published))
    rows += [
        (name, value)
        for name, value in (*tags, ("Source", media.tags.source), ("Address", media.tags.url))
        if value
    ]
    return "\n".join(f"{name:<10} {shown(value)}" for name, value in rows)
