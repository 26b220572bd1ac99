"""A colour for each voice: those that teletext has and viewers tell apart on black."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import Enum

from pipeline.captions.caption import Caption


class Colour(Enum):
    """Its number as a teletext attribute, and its value in sRGB."""

    WHITE = (0x07, "#FFFFFF")
    YELLOW = (0x03, "#FFFF00")
    CYAN = (0x06, "#00FFFF")
    GREEN = (0x02, "#00FF00")

    @property
    def code(self) -> int:
        """The control code that begins it in a row."""
        return self.value[0]

    @property
    def rgb(self) -> str:
        """As styles have it."""
        return self.value[1]


def colours(captions: Iterable[Caption]) -> dict[str, Colour]:
    """Colours by label: white for the voice heard most, then in order; from the fifth on they come again.

    What nobody is known to say is white.
    """
    heard = Counter(line.speaker for one in captions for line in one.lines if line.speaker is not None)
    ordered = sorted(heard, key=lambda label: (-heard[label], label))
    palette = list(Colour)
    return {label: palette[number % len(palette)] for number, label in enumerate(ordered)}
