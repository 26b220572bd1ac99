"""Values as indented JSON, as the standard library's `json.dumps(…, ensure_ascii=False, indent=2)` writes it.

Only what would command a terminal or turn a line round is written by its number. The library's writer is in
Python where there is an indentation, and takes seconds for a long programme, which is written again after
every correction. This one knows the values of a transcript, and makes no dictionaries.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields
from functools import cache
from json.encoder import encode_basestring
from math import isfinite
from typing import Any

from pipeline.transcript.open import SELDOM

_STEP = "  "
_COMMANDS = re.compile(r"[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]")
"""Controls that JSON allows, breaks of lines, marks that turn what follows, and what is no character."""
_FIRST = "id"
"""Written before all else of a value that has one."""


def json_text(value: Any, pad: str = "") -> str:
    """`value` as it stands behind `pad`. Raises ValueError for a number that JSON has not."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, float):
        if not isfinite(value):
            raise ValueError(f"{value} is no number in JSON")
        return float.__repr__(value)
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int):
        return int.__repr__(value)
    inner = pad + _STEP
    if isinstance(value, tuple | list):
        return _enclosed("[]", [json_text(item, inner) for item in value], pad)
    return _enclosed("{}", [f"{_text(k)}: {json_text(v, inner)}" for k, v in members(value)], pad)


def _text(value: str) -> str:
    whole = encode_basestring(value)
    return whole if whole.isascii() and "\x7f" not in whole else _COMMANDS.sub(_by_number, whole)


def _by_number(character: re.Match[str]) -> str:
    return f"\\u{ord(character[0]):04x}"


def members(value: Any) -> Iterable[tuple[str, Any]]:
    """Names and values in the order in which they are written; those of `extra` are fields like others."""
    if isinstance(value, Mapping):
        return value.items()
    extra: Mapping[str, Any] = getattr(value, "extra", {})
    kind: type = type(value)
    plain = [
        (name, getattr(value, name))
        for name, seldom, default in _plan(kind)
        if not (seldom and getattr(value, name) == default)
    ]
    if not extra:
        return plain
    return (dict(plain) | dict(extra)).items()


def _enclosed(signs: str, parts: list[str], pad: str) -> str:
    if not parts:
        return signs
    inner = f",\n{pad}{_STEP}".join(parts)
    return f"{signs[0]}\n{pad}{_STEP}{inner}\n{pad}{signs[1]}"


@cache
def _plan(kind: type) -> tuple[tuple[str, bool, Any], ...]:
    """Name, whether it is left out where it has its default, and that default."""
    known = [one for one in fields(kind) if one.name != "extra"]
    known.sort(key=lambda one: one.name != _FIRST)
    return tuple((one.name, SELDOM.items() <= one.metadata.items(), one.default) for one in known)
