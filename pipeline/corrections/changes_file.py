"""Corrections made on a page without a program behind it, as a file that is applied later."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from pipeline.corrections.correct import Corrections
from pipeline.corrections.perform import Performed, perform
from pipeline.corrections.places import CorrectionError
from pipeline.corrections.step import Step, read_steps
from pipeline.errors import DocumentError
from pipeline.transcript.identity import identity

CHANGES = "broadcast-corrections/1"
"""The schema that such a file names."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Steps somebody made, `by` whom, in the transcript `of` a recording."""

    of: str
    steps: tuple[Step, ...]
    by: str | None = None


def read_changes(text: str, name: str) -> Changes:
    """Read such a file; `name` is what to call it. Raises DocumentError for anything else."""
    try:
        data: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DocumentError(f"{name} is not valid JSON: {error}.", hint="Is it the right file?") from None
    if not isinstance(data, dict) or data.get("schema") != CHANGES:
        raise DocumentError(
            f"{name} holds no corrections: its `schema` is not {CHANGES!r}.",
            hint="Give the file that the review page downloads, or an article (.txt, .md, .docx).",
        )
    of, by = data.get("of"), data.get("by")
    if not isinstance(of, str):
        raise DocumentError(f"{name} is damaged: it does not say what it is of.")
    return Changes(of, read_steps(data.get("steps"), name), by if isinstance(by, str) else None)


def apply_changes(state: Corrections, changes: Changes) -> Performed:
    """Raises CorrectionError where they are of another recording."""
    if changes.of != identity(state.transcript):
        raise CorrectionError("the corrections are of another recording")
    if changes.by is None or state.by is not None:
        return perform(state, changes.steps)
    begun = Corrections(state.transcript, changes.by, state.clock)
    return perform(begun, changes.steps)
