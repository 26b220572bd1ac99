"""What captions have to keep to, and what is published about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pipeline.captions.style import CaptionPreset
from pipeline.text.language import base_language


@dataclass(frozen=True, slots=True)
class Rules:
    """Limits of one preset. Times are seconds; a wide character of East Asia counts as two.

    Reading takes a second for `speed` characters, or `word` seconds a word where `speed` is None. `linger` is
    how long a caption may stand when its words are over; a gap below `closing` is closed down to `gap`.
    `dash` stands before each of two voices that share a caption.
    """

    characters: int
    speed: float | None
    word: float
    shortest: float
    longest: float
    gap: float
    linger: float
    closing: float
    dash: str
    lines: int = 2

    def reading(self, characters: int, words: int) -> float:
        """Seconds that it takes to read so much."""
        return characters / self.speed if self.speed else words * self.word


_FRAME = 1 / 24
_NETFLIX = Rules(
    characters=42, speed=20.0, word=0.0, shortest=5 / 6, longest=7.0,
    gap=2 * _FRAME, linger=12 * _FRAME, closing=12 * _FRAME, dash="-",
)  # fmt: skip
"""Timed Text Style Guide, general requirements, timing guidelines and English (SDH): 42 characters, two
lines, 20 characters a second, 5/6 to 7 seconds, two frames between captions, shorter gaps than half a second
closed to these, at most half a second after the sound. Frames are those of 24 a second, the longest."""
_BBC = Rules(
    characters=37, speed=None, word=1 / 3, shortest=1.0, longest=8.0,
    gap=0.0, linger=1.5, closing=1.0, dash="- ",
)  # fmt: skip
"""Subtitle Guidelines: 160 to 180 words a minute, of which the faster is the limit (a third of a second a
word); no gap or at least one second; at most 1.5 s after the words. 37 characters are those of teletext,
for which its line breaks are meant. Shortest and longest are ours: it names none."""
_TELETEXT = replace(_BBC, gap=0.0, shortest=1.0)
"""Rows of teletext (EBU Tech 3264): 40 columns, of which colour and box take three."""
_PODCAST = Rules(
    characters=60, speed=25.0, word=0.0, shortest=1.0, longest=10.0,
    gap=0.0, linger=2.0, closing=2.0, dash="- ",
)  # fmt: skip
"""Ours, to read along beside a player: long lines, no gaps."""
_PRESETS = {
    CaptionPreset.NETFLIX: _NETFLIX,
    CaptionPreset.BBC: _BBC,
    CaptionPreset.TELETEXT: _TELETEXT,
    CaptionPreset.PODCAST: _PODCAST,
}
_NETFLIX_EAST_ASIA: Mapping[str, Rules] = {
    "ja": replace(_NETFLIX, characters=32, speed=14.0),
    "zh": replace(_NETFLIX, characters=32, speed=22.0),
    "ko": replace(_NETFLIX, characters=32, speed=28.0),
}
"""The same guide by language, for captions in the language of the sound: 16 characters a line; 7, 11 and 14
a second."""


def rules_of(preset: CaptionPreset, language: str) -> Rules:
    """The rules of a preset for a language such as `en` or `zh-TW`."""
    if preset is CaptionPreset.NETFLIX:
        return _NETFLIX_EAST_ASIA.get(base_language(language), _NETFLIX)
    return _PRESETS[preset]
