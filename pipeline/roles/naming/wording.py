"""How people are named in a language: the lists of `en.toml`, compiled."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from pipeline.roles.phrases import CAPITAL, PARTICLES
from pipeline.text.language import base_language
from pipeline.text.orthography import orthography

_WORD = rf"(?:{CAPITAL}[\w'’-]+|{CAPITAL}\.)"
_LISTS = ("articles", "before", "seldom", "never")


def _in_a_row(titles: Collection[str]) -> str:
    """One to six capitalised words; a full stop stands only behind initials and `titles` among them."""
    dotted = "".join(rf"(?<={title})\. |" for title in sorted(titles))
    return rf"{_WORD}(?:(?:{dotted} )(?:(?:{'|'.join(PARTICLES)}) )?{_WORD}){{0,5}}"


@dataclass(frozen=True, slots=True)
class Wording:
    """Words that stand `before` names, that are `seldom` or `never` in one, and phrases by kind.

    Whatever has one of `articles` before it is no person. Words are in small letters; all is empty for a
    language of which nobody has written them.
    """

    articles: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()
    seldom: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    phrases: Mapping[str, tuple[re.Pattern[str], ...]] = field(default_factory=dict)
    in_a_row: re.Pattern[str] = re.compile(_in_a_row(()))

    def find(self, kind: str, sentence: str) -> Iterator[re.Match[str]]:
        """Every place where a phrase of the kind stands."""
        for pattern in self.phrases.get(kind, ()):
            yield from pattern.finditer(sentence)

    def capitalised(self, text: str) -> Iterator[str]:
        """Capitalised words in a row."""
        return (match.group() for match in self.in_a_row.finditer(text))


@cache
def load_wording(language: str) -> Wording:
    """The lists for a language code such as `en` or `en-GB`."""
    code = base_language(language)
    file = files("pipeline.roles.naming") / f"{code}.toml"
    if not re.fullmatch("[a-z]{2,3}", code) or not file.is_file():
        return Wording()
    data = tomllib.loads(file.read_text("utf-8"))
    words = {name: frozenset(data.pop(name).split()) for name in _LISTS}
    row = _in_a_row([title for title in orthography(code).titles if title[0].isupper()])
    not_behind = "".join(rf"(?<!\b{article} )" for article in sorted(words["articles"]))
    parts = {"person": rf"{not_behind}(?P<name>(?-i:{row}))", **data.pop("parts")}
    phrases = {kind: tuple(_compiled(one, parts) for one in found) for kind, found in data.items()}
    return Wording(**words, phrases=phrases, in_a_row=re.compile(row))


def _compiled(phrase: str, parts: Mapping[str, str]) -> re.Pattern[str]:
    """A phrase with what stands in it in braces put in."""
    for name, part in parts.items():
        phrase = phrase.replace(f"{{{name}}}", part)
    return re.compile(phrase, re.IGNORECASE)
