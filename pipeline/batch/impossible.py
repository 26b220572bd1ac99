"""Which results could not be written under their names, known before anything is heard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.archive.bases import Bases
from pipeline.archive.journal import JournalEntry
from pipeline.archive.results import Results
from pipeline.batch.plan import Plan
from pipeline.errors import OutputError


def impossible_names(plan: Plan, items: Mapping[str, JournalEntry], results: Results) -> Mapping[str, str]:
    """Why, by the name of the recording."""
    return dict(_impossible(plan, Bases(items.values()), results))


def _impossible(plan: Plan, bases: Bases, results: Results) -> Iterator[tuple[str, str]]:
    for file, item in plan.work:
        try:
            results.refuse_impossible(bases.of(item))
        except OutputError as error:
            yield file.name, error.message
