"""The phrase lists of a language, compiled."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Any

from pipeline.errors import ModelError
from pipeline.roles.weights import load_weights
from pipeline.text.language import base_language

CAPITAL = "[A-ZÀ-ÖØ-ÞĄĆČĎĐĘĚĞĢĪİŁŃŇŌŐŘŚŞŠŤŪŮŰŹŻŽ]"
PARTICLES = ("de", "da", "del", "der", "di", "van", "von", "bin", "ibn", "al", "el", "la", "le")
"""Words in small letters between those of a name."""
_PART = rf"{CAPITAL}[\w'’-]+"
_NAME = (
    r"(?:(?:mr|mrs|ms|dr|prof)\.? )?"
    rf"(?P<name>(?-i:{_PART}(?: (?:(?:{'|'.join(PARTICLES)}) )?{_PART}){{0,3}}))"
)


@dataclass(frozen=True, slots=True)
class Match:
    """Where a phrase was found, and the name in it."""

    start: int
    end: int
    text: str
    name: str | None


@dataclass(frozen=True, slots=True)
class Manner:
    """A kind of words; `rate` is how many of all words on the news are such words.

    `relative` manners are compared with the same recording instead.
    """

    pattern: re.Pattern[str]
    rate: float
    relative: bool


@dataclass(frozen=True, slots=True)
class Phrases:
    """Compiled phrases by cue; empty for a language without a list. `language` is what texts are read as."""

    by_cue: Mapping[str, tuple[re.Pattern[str], ...]] = field(default_factory=dict)
    manners: Mapping[str, Manner] = field(default_factory=dict)
    openers: frozenset[str] = frozenset()
    language: str = ""

    def find(self, cue: str, text: str) -> Iterator[Match]:
        """Every place in `text` where a phrase of `cue` stands, in the order of the list."""
        for pattern in self.by_cue.get(cue, ()):
            for match in pattern.finditer(text):
                name = match.groupdict().get("name")
                cleaned = self._bare(name) if name else None
                if name and not cleaned:
                    continue
                yield Match(match.start(), match.end(), match.group().strip(), cleaned)

    def ending(self, sign_offs: Sequence[str]) -> Phrases:
        """The same with a house's own sign-offs, plain text in which {name} stands for the name."""
        patterns = (r"\W+".join(map(_literal, form.split())) + r"\W*$" for form in sign_offs)
        own = tuple(_compile(pattern) for pattern in patterns)
        return replace(self, by_cue={**self.by_cue, "signs_off_as_house": own}) if own else self

    def _bare(self, name: str) -> str:
        """The name without whose it is, as in "CNN's Lena Ford", and words that only open a sentence."""
        words = name.replace("’", "'").split()
        owners = [number for number, word in enumerate(words[:-1]) if word.endswith("'s")]
        words = words[owners[-1] + 1 :] if owners else words
        while words and words[0] in self.openers:
            words.pop(0)
        while words and words[-1] in self.openers:
            words.pop()
        return re.sub(r"'s$", "", " ".join(words))


_HELPERS = frozenset(
    (
        "addresses",
        "asks_with_title",
        "calls",
        "full_names",
        "hands_over_unnamed",
        "names",
        "names_colleague",
        "names_website",
        "sells",
        "thanks",
        "titles",
    )
)
"""Phrases that are only parts of a cue, or no cue of a role at all."""


@cache
def load_phrases(language: str) -> Phrases:
    """The list for a language code such as `en` or `en-GB`; an empty one if nobody has written it yet.

    Raises ModelError when a cue of the list has no weight.
    """
    code = base_language(language)
    file = files("pipeline.roles") / "phrases" / f"{code}.toml"
    if not re.fullmatch("[a-z]{2,3}", code) or not file.is_file():
        return Phrases(language=language)
    data: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    manners = {kind: _manner(**table) for kind, table in data.pop("manner", {}).items()}
    openers = frozenset(data.pop("openers", ()))
    by_cue = {cue: tuple(map(_compile, found)) for cue, found in data.items()}
    _check_weights(code, {*by_cue, *manners} - _HELPERS)
    return Phrases(by_cue, manners, openers, language)


def _check_weights(code: str, cues: set[str]) -> None:
    if unweighed := sorted(cues - load_weights().cues.keys()):
        raise ModelError(
            f"The phrase list {code}.toml has cues without a weight: {', '.join(unweighed)}.",
            hint="Give each a row below [cues] in weights.toml.",
        )


def _manner(words: list[str], rate: float = 0.0, relative: bool = False) -> Manner:
    return Manner(re.compile(rf"\b(?:{'|'.join(words)})\b"), rate, relative)


def _literal(part: str) -> str:
    """A word of a sign-off, its punctuation left to whoever writes the transcript."""
    return "{name}" if "{name}" in part else re.escape(part.strip(".,:;!?"))


def _compile(phrase: str) -> re.Pattern[str]:
    return re.compile(phrase.replace("{name}", _NAME), re.IGNORECASE)
