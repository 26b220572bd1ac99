"""How a language is written: spaces, marks, capitals, abbreviations. One table a language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from importlib.resources import files
from typing import Any

from pipeline.text.language import base_language

_MARKS = ".?!。？！؟।॥۔။፧።։។"
"""Marks that end a sentence in any language that has them."""
_EVERY_QUOTE = "“” „“ „” «» »«"


@dataclass(frozen=True, slots=True)
class Sums:
    """How sums of money and percentages are written out; `units` by sign, one and many."""

    percent: str
    range: str
    between: str
    singular_after: frozenset[str]
    plural_before: frozenset[str]
    units: Mapping[str, tuple[str, str]]
    scales: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Orthography:
    """The table of one language; the data file says what each field means.

    `full_stop` is None where a dot is right behind letters that have capitals, and behind them only.
    """

    spaced: bool = True
    between: str = " "
    full_stop: str | None = None
    dot_ends: bool = True
    ends: str = ""
    casing: str = ""
    nouns: bool = False
    quotes: tuple[str, ...] = tuple(_EVERY_QUOTE.split())
    goes_on: tuple[str, ...] = ()
    titles: frozenset[str] = frozenset()
    numbered: frozenset[str] = frozenset()
    abbreviations: frozenset[str] = frozenset()
    ordinals: str = ""
    openers: frozenset[str] = frozenset()
    either: frozenset[str] = frozenset()
    capital: frozenset[str] = frozenset()
    sums: Sums | None = field(default=None)

    @property
    def end_marks(self) -> str:
        """All marks that end a sentence."""
        return _MARKS + self.ends


def orthography(language: str) -> Orthography:
    """The table of a language such as `en` or `pt-BR`; the defaults for one that has none."""
    return _tables().get(base_language(language), _UNKNOWN)


_UNKNOWN = Orthography()


@cache
def _tables() -> dict[str, Orthography]:
    text = (files("pipeline.text") / "orthography.toml").read_text(encoding="utf-8")
    return {
        language: Orthography(**_read(Orthography, table)) for language, table in tomllib.loads(text).items()
    }


def _read(kind: type, table: Mapping[str, Any]) -> dict[str, Any]:
    """The data of a table as the fields of `kind` hold them."""
    types = {field.name: str(field.type) for field in fields(kind)}
    return {name: _value(types[name], value) for name, value in table.items()}


def _value(kind: str, value: Any) -> Any:
    if kind.startswith("Sums"):
        return Sums(**_read(Sums, value))
    if kind.startswith("frozenset"):
        return frozenset(value.split())
    if kind.startswith("tuple"):
        return tuple(value.split())
    if kind.startswith("Mapping[str, tuple"):
        return {sign: (one, many) for sign, (one, many) in value.items()}
    return value
