"""The lists of words and turns of phrase that features count, one file a language."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from pipeline.text.language import base_language

_Patterns = Mapping[str, re.Pattern[str]]


@dataclass(frozen=True, slots=True)
class WordLists:
    """Patterns by name, for text in small letters without marks.

    `classes` are kinds of single words; the others turns of phrase: of the turn `before` a voice's, of the
    words that bring a voice in (`introduction`), of the turn `after` it, and of the voice's `own`.
    """

    classes: _Patterns = field(default_factory=dict)
    before: _Patterns = field(default_factory=dict)
    introduction: _Patterns = field(default_factory=dict)
    after: _Patterns = field(default_factory=dict)
    own: _Patterns = field(default_factory=dict)
    opening: tuple[str, ...] = ()
    """Classes that tell more at the beginning of a turn."""
    closing: tuple[str, ...] = ()
    """Classes that tell more at its end."""

    def __bool__(self) -> bool:
        return bool(self.classes)


@cache
def load_lists(language: str) -> WordLists:
    """The lists for a code such as `en` or `en-GB`; empty ones where nobody has written them yet."""
    code = base_language(language)
    file = files("pipeline.roles") / "features" / f"{code}.toml"
    if not re.fullmatch("[a-z]{2,3}", code) or not file.is_file():
        return WordLists()
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    edges = data.pop("edges")
    patterns = {part: {name: _compiled(text) for name, text in rows.items()} for part, rows in data.items()}
    return WordLists(**patterns, opening=tuple(edges["opening"]), closing=tuple(edges["closing"]))


def _compiled(alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'-])(?:{alternatives})(?![\w'-])")
