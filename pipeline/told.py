"""What is told of a recording beside its sound: by people, its name, its tags."""

from __future__ import annotations

from typing import Literal

from pipeline.media import Media, MediaSource
from pipeline.options import Options
from pipeline.profile.model import zone_of
from pipeline.transcript.dates import at_station, normal_published, published_in_name
from pipeline.transcript.model import Source


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
