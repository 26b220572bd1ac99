"""Which language a recording is in, as far as its encoded windows tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from whisper.tokenizer import LANGUAGES

_SURE = 0.6


@dataclass(frozen=True, slots=True)
class Language:
    """A language code and how probable it is, 0 to 1."""

    code: str
    probability: float = 1.0

    @property
    def notes(self) -> tuple[str, ...]:
        """What the user should know when it is not certain."""
        if self.probability >= _SURE:
            return ()
        name = LANGUAGES.get(self.code, self.code).title()
        return (
            f"The language was taken to be {name} ({round(100 * self.probability)} % sure). "
            "If it is another, name it with --language.",
        )


def likeliest(found: Sequence[Mapping[str, float]], seconds: Sequence[float]) -> Language:
    """The language that all windows together are most probably in, long ones counting for more."""
    total = sum(seconds)
    shares = {
        code: sum(row[code] * weight for row, weight in zip(found, seconds, strict=True)) / total
        for code in found[0]
    }
    code = max(shares, key=lambda code: shares[code])
    return Language(code, shares[code])
