"""Which language a recording is in, and which passages of it are in another, as far as its sound tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from whisper.tokenizer import LANGUAGES

from pipeline.engines.recognition import Window

_SURE = 0.6
_PLAIN = 0.5
"""A window of several turns whose chance of the programme's language is lower is listened to turn by turn."""
_ANOTHER = 0.8
_HARDLY = 0.1
"""A passage is foreign from this chance of another language on, up to that of the programme's own."""
_SHORTEST = 2.5
"""Seconds of speech from which a language can be told: of a few words Whisper guesses."""
_SAMPLES = 8
"""Stretches of a recording that are listened to before its language is decided."""

Chances = Mapping[str, float]
"""The probability of each language."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language code and how probable it is, 0 to 1."""

    code: str
    probability: float = 1.0

    @property
    def is_certain(self) -> bool:
        """Whether it need not be doubted."""
        return self.probability >= _SURE

    @property
    def notes(self) -> tuple[str, ...]:
        """What the user should know when it is not certain."""
        if self.is_certain:
            return ()
        return (
            f"The language was taken to be {language_name(self.code)} "
            f"({round(100 * self.probability)} % sure). If it is another, name it with --language.",
        )


def language_name(code: str) -> str:
    """`French` for `fr`; the code itself where Whisper knows no name."""
    return str(LANGUAGES.get(code, code)).title()


def likeliest(found: Sequence[Chances], seconds: Sequence[float]) -> Language:
    """The language that all windows together are most probably in, long ones counting for more."""
    total = sum(seconds)
    shares = {
        code: sum(row[code] * weight for row, weight in zip(found, seconds, strict=True)) / total
        for code in found[0]
    }
    code = max(shares, key=lambda code: shares[code])
    return Language(code, shares[code])


def spread(windows: Sequence[Window]) -> list[Window]:
    """A few windows from all over the recording: the longest of each of as many equal parts."""
    ordered = sorted(windows, key=lambda window: window.start)
    count = min(_SAMPLES, len(ordered))
    edges = [round(index * len(ordered) / count) for index in range(count + 1)]
    parts = (ordered[first:last] for first, last in pairwise(edges))
    return [max(part, key=lambda window: window.seconds) for part in parts if part]


def is_mixed(chances: Chances, window: Window, programme: str) -> bool:
    """Whether the turns of a window may be in different languages."""
    return len(window.turns) > 1 and chances.get(programme, 0.0) < _PLAIN


def foreign(chances: Chances, window: Window, programme: str) -> str | None:
    """The language of a window where it surely is another than the programme's."""
    code = max(chances, key=lambda code: chances[code])
    if code == programme or window.seconds < _SHORTEST:
        return None
    sure = chances[code] >= _ANOTHER and chances.get(programme, 0.0) <= _HARDLY
    return code if sure else None
