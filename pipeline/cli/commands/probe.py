"""`pipeline probe`: what a media file says of itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.command import Command
from pipeline.cli.given_path import Wanted, given
from pipeline.cli.plural import counted
from pipeline.formats.plain_json import plain_json

if TYPE_CHECKING:
    from pipeline.media import Media
    from pipeline.media.tracks.choose import Choice
    from pipeline.media.tracks.evidence import Evidence
    from pipeline.transcript.recording import Track


@click.command(cls=Command, examples=("pipeline probe news.mp4", "pipeline probe news.mp4 --json"))
@click.argument("media", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print as JSON, for other programs.")
def probe(media: Path, as_json: bool) -> None:
    """Say what is in a MEDIA file: container, duration, sound tracks, what is on them, title and date.

    Some seconds of every track are listened to; speech is told from other sound without a model.
    """
    from pipeline.media import probe as look
    from pipeline.media.tracks.choose import choose
    from pipeline.media.tracks.evidence import hear

    with given(media, Wanted.MEDIA):
        found = look(media)
    evidence = hear(found).evidence
    choice = choose(found)
    tracks = choice.marked(found.tracks)
    click.echo(
        _as_json(found, tracks, evidence, choice) if as_json else _as_text(found, tracks, evidence, choice)
    )


def _as_json(media: Media, tracks: Sequence[Track], evidence: Sequence[Evidence], choice: Choice) -> str:
    data = {
        "path": str(media.path),
        "container": media.container,
        "duration": media.duration,
        "video": media.video,
        "tracks": [
            {key: value for key, value in asdict(track).items() if key not in ("extra", "heard")}
            for track in tracks
        ],
        "channels": [
            {
                "number": one.channel.number, "track": one.channel.stream, "channel": one.channel.place + 1,
                "level": round(one.level, 1), "silent": one.silent, "speech": round(one.speech, 2),
                "coded": one.coded, "same_as": one.same, "opposite_of": one.opposite,
                "used": choice.takes(one.channel, media.tracks),
            }
            for one in evidence
        ],
        **asdict(media.tags),
    }  # fmt: skip
    return plain_json(data, indent=2)


def _as_text(media: Media, tracks: Sequence[Track], evidence: Sequence[Evidence], choice: Choice) -> str:
    from pipeline.cli.escape import shown
    from pipeline.transcript.timecode import clock

    length = "not stated" if media.duration is None else f"{clock(media.duration)} ({media.duration:.1f} s)"
    rows = [("File", media.path.name), ("Container", media.container), ("Duration", length)]
    rows += [("Video", "yes" if media.video else "no")]
    rows += [(f"Track {track.index}", _track(track)) for track in tracks]
    if len(evidence) > 1:
        rows += [(str(one.channel.number), _channel(one, choice, media.tracks)) for one in evidence]
    tags = (("Title", media.tags.title), ("Published", media.tags.published))
    rows += [
        (name, value)
        for name, value in (*tags, ("Source", media.tags.source), ("Address", media.tags.url))
        if value
    ]
    return "\n".join(f"{name:<10} {shown(value)}" for name, value in rows)


def _track(track: Track) -> str:
    language = f", {track.language}" if track.language else ""
    used = ", listened to" if track.used else ""
    return f"{track.codec}, {counted(track.channels, 'channel')}, {track.sample_rate} Hz{language}{used}"


def _channel(one: Evidence, choice: Choice, tracks: Sequence[Track]) -> str:
    """By the number that `--tracks` takes."""
    used = ", listened to" if choice.takes(one.channel, tracks) else ""
    return f"channel {one.channel.place + 1} of track {one.channel.stream}: {one.told}{used}"
