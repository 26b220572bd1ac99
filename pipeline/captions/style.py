"""How captions are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import product


class CaptionPreset(StrEnum):
    """Whose rules captions keep to."""

    NETFLIX = "netflix"
    BBC = "bbc"
    PODCAST = "podcast"
    TELETEXT = "teletext"


class CaptionNames(StrEnum):
    """Which captions name who speaks."""

    OFF = "off"
    CHANGES = "changes"
    ON = "on"


@dataclass(frozen=True, slots=True)
class CaptionStyle:
    """How captions are set."""

    captions: CaptionPreset = CaptionPreset.NETFLIX
    caption_names: CaptionNames = CaptionNames.CHANGES


def caption_styles() -> Iterator[CaptionStyle]:
    """Every way captions may be set."""
    for preset, names in product(CaptionPreset, CaptionNames):
        yield CaptionStyle(preset, names)
