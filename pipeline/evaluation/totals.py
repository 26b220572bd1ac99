"""Scores of many recordings together: of known stations, of new ones, of all."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase

from pipeline.errors import InputError
from pipeline.evaluation.scores import Scores, overall

KNOWN, NEW, OVERALL = "known", "new", "overall"
"""Names of the sums."""


def totals(scores: Sequence[Scores], new: Sequence[str] = ()) -> tuple[Scores, ...]:
    """All added up, and before that, where patterns of names tell which are `new`, either kind.

    Raises InputError for a pattern that fits no name.
    """
    for pattern in new:
        if not any(fnmatchcase(one.name, pattern) for one in scores):
            raise InputError(
                f"No item is called {pattern!r}.",
                hint=f"There is {', '.join(sorted(one.name for one in scores)[:5])}.",
            )
    strange = [one for one in scores if any(fnmatchcase(one.name, pattern) for pattern in new)]
    known = [one for one in scores if one not in strange]
    parts = ((KNOWN, known), (NEW, strange)) if strange else ()
    return (*(overall(part, name) for name, part in parts if part), overall(scores, OVERALL))
