"""JSON that is safe wherever it is shown: nothing in it is invisible, ends a line or turns the text round."""

from __future__ import annotations

import json


def plain_json(value: object, *, indent: int | None = None) -> str:
    """`value` as JSON, letters as they are, and what is no letter, mark or plain space by its number.

    >>> plain_json({"said": "caf\\u00e9\\u2028\\u202e"})
    '{"said": "caf\u00e9\\\\u2028\\\\u202e"}'
    """
    whole = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)
    return "".join(c if c.isprintable() or c == "\n" else _by_number(c) for c in whole)


def _by_number(character: str) -> str:
    """As JSON writes it: by two numbers where one does not reach."""
    return json.dumps(character)[1:-1]
