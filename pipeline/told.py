"""What is told of a recording beside its sound: by people, its name, its tags."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from pipeline.media import Media, MediaSource
from pipeline.media.sidecar import Comparison
from pipeline.options import Options
from pipeline.profile.model import zone_of
from pipeline.transcript.dates import at_station, normal_published, published_in_name
from pipeline.transcript.holes import DOUBTFUL, MISSING
from pipeline.transcript.model import Source
from pipeline.transcript.parts import Excluded

_SLACK = 1.0
"""Seconds by which a length that people or other systems tell may differ: they round, and count black."""


def told_by_name(options: Options, what: Literal["title", "published"], file: MediaSource) -> str | None:
    """What the recording's name says, where the house has a form for names."""
    names = options.house.file_names
    if names is None or file.stem is None:
        return None
    return names.title(file.stem) if what == "title" else names.published(file.stem)


def published_of(media: Media, options: Options, file: MediaSource) -> str | None:
    """What was said; else what the house's form of names, the tags, or a date in the name tell."""
    found = (
        options.published
        or told_by_name(options, "published", file)
        or normal_published(media.tags.published or "")
        or published_in_name(file.stem or "")
    )
    zone = options.house.time_zone
    return at_station(found, zone_of(zone)) if found and zone else found


def source_of(media: Media, options: Options) -> Source | None:
    """What was said; else the house's station, and what the tags tell."""
    name = options.source or options.house.station or media.tags.source
    url = options.url or media.tags.url
    return Source(name, url) if name or url else None


def contradicted(
    duration: float, expected: float | None, sidecars: Sequence[Comparison], found: Sequence[Excluded]
) -> tuple[Excluded, ...]:
    """What is `found` missing or doubtful in the media, and what its checksum and told length add to it."""
    added = [*_by_length(duration, expected, found), *_by_checksum(duration, sidecars)]
    return tuple(sorted((*found, *added), key=lambda one: (one.start, one.end)))


def _by_length(duration: float, expected: float | None, found: Sequence[Excluded]) -> Iterator[Excluded]:
    if expected is None or abs(expected - duration) <= _SLACK:
        return
    said = f"it should last {expected:g} s and lasts {duration:g} s"
    if expected < duration:
        yield Excluded(expected, duration, DOUBTFUL, evidence=said)
    elif not any(one.kind == MISSING and one.end >= expected - _SLACK for one in found):
        yield Excluded(duration, expected, MISSING, evidence=said)


def _by_checksum(duration: float, sidecars: Sequence[Comparison]) -> Iterator[Excluded]:
    yield from (Excluded(0.0, duration, DOUBTFUL, evidence=one.wrong) for one in sidecars if one.wrong)
