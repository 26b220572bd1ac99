"""How people are named in a language: the lists of `en.toml`, compiled."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from pipeline.roles.phrases import CAPITAL
from pipeline.text.language import base_language

_WORD = rf"(?:{CAPITAL}[\w'’-]+|{CAPITAL}\.)"
_PARTICLE = r"(?:(?:de|da|del|der|di|van|von|bin|ibn|al|el|la|le) )?"
_SHORTENED = ("Dr", "Mr", "Ms", "Mrs", "Sen", "Rep", "Gov", "Gen", "Prof", "St")
_BETWEEN = rf"(?:(?:{'|'.join(rf'(?<={word})' for word in _SHORTENED)})\. | )"
"""Between two words of a name; a full stop stands only behind an initial or one of `_SHORTENED`."""
_CAPITALISED = rf"{_WORD}(?:{_BETWEEN}{_PARTICLE}{_WORD}){{0,5}}"
_IN_A_ROW = re.compile(_CAPITALISED)
_LISTS = ("before", "seldom", "never")


@dataclass(frozen=True, slots=True)
class Wording:
    """Words that stand `before` names, that are `seldom` or `never` in one, and phrases by kind.

    Words are in small letters; all is empty for a language of which nobody has written them.
    """

    before: frozenset[str] = frozenset()
    seldom: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    phrases: Mapping[str, tuple[re.Pattern[str], ...]] = field(default_factory=dict)

    def find(self, kind: str, sentence: str) -> Iterator[re.Match[str]]:
        """Every place where a phrase of the kind stands."""
        for pattern in self.phrases.get(kind, ()):
            yield from pattern.finditer(sentence)

    def capitalised(self, text: str) -> Iterator[str]:
        """Capitalised words in a row."""
        return (match.group() for match in _IN_A_ROW.finditer(text))


@cache
def load_wording(language: str) -> Wording:
    """The lists for a language code such as `en` or `en-GB`."""
    code = base_language(language)
    file = files("pipeline.roles.naming") / f"{code}.toml"
    if not re.fullmatch("[a-z]{2,3}", code) or not file.is_file():
        return Wording()
    data = tomllib.loads(file.read_text("utf-8"))
    words = {name: frozenset(data.pop(name).split()) for name in _LISTS}
    person = rf"(?<!\bthe )(?P<name>(?-i:{_CAPITALISED}))"
    phrases = {
        kind: tuple(re.compile(one.replace("{person}", person), re.IGNORECASE) for one in found)
        for kind, found in data.items()
    }
    return Wording(**words, phrases=phrases)
