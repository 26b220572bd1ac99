"""What pydantic found wrong first, said for the person who wrote the file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

_WORDS = {
    "missing": "{field} is missing",
    "extra_forbidden": "unknown key {field}",
    "unexpected_keyword_argument": "unknown key {field}",
    "string_type": "{field} must be a text in quotes",
    "string_pattern_mismatch": "{field} must be a text that is not empty",
    "int_type": "{field} must be a whole number",
    "int_parsing": "{field} must be a whole number",
    "float_type": "{field} must be a number",
    "float_parsing": "{field} must be a number",
    "bool_type": "{field} must be true or false",
    "list_type": "{field} must be a list",
    "tuple_type": "{field} must be a list",
    "dict_type": "{field} must have fields of its own",
    "mapping_type": "{field} must have fields of its own",
    "model_type": "{field} must have fields of its own",
    "dataclass_type": "{field} must have fields of its own",
    "too_short": "{field} must not be empty",
    "enum": "{field} must be one of {choices}, got {got!r}",
    "literal_error": "{field} must be {expected}, got {got!r}",
    "union_tag_not_found": "{tag} is missing",
    "union_tag_invalid": "unknown {tag} {got!r}; known are {choices}",
}
"""By pydantic's name of the mistake; others are said in pydantic's own words."""
_OWN_NAMES = ("value_error", "union_tag_not_found", "union_tag_invalid")
"""Mistakes whose words name what they are about, inside the last step of their place."""


@dataclass(frozen=True, slots=True)
class FirstError:
    """`place` leads to the mistake, as in `utterance 3, word 1`, and is empty at the top; `what` names the
    field, and is a sentence without its full stop.
    """

    place: str
    what: str

    @classmethod
    def of(cls, error: ValidationError) -> FirstError:
        """The first of its mistakes; how many more there are is said behind it."""
        first = error.errors(include_url=False)[0]
        steps = _steps(first["loc"])
        field = "it" if first["type"] in _OWN_NAMES or not steps else steps.pop()
        more = f" ({error.error_count() - 1} more)" if error.error_count() > 1 else ""
        return cls(", ".join(steps), _what(first, field) + more)

    def __str__(self) -> str:
        return f"{self.place}: {self.what}" if self.place else self.what


def _what(first: ErrorDetails, field: str) -> str:
    known = first.get("ctx", {})
    if first["type"] == "value_error":  # a check of ours
        return str(known["error"])
    expected = str(known.get("expected", known.get("expected_tags", "")))
    return _WORDS.get(first["type"], "{field}: {message}").format(
        field=field,
        expected=expected,
        choices=expected.replace("'", ""),
        tag=str(known.get("discriminator", "")).strip("'"),
        got=known.get("tag", first["input"]),
        message=first["msg"],
    )


def _steps(place: tuple[int | str, ...]) -> list[str]:
    """A step for each name on the way; an entry of a list is counted from 1 behind the list's name."""
    steps: list[str] = []
    for step in place:
        if isinstance(step, int):
            name = steps.pop() if steps else "entry"
            steps.append(f"{re.sub('(?<=s)es$|s$', '', name)} {step + 1}")
        else:
            steps.append(step)
    return steps
