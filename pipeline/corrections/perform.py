"""Steps of a page or a file, made in a transcript as it is by now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from pipeline.corrections.action import Rewrite
from pipeline.corrections.correct import Corrections
from pipeline.corrections.making import stem_of
from pipeline.corrections.performed import performed
from pipeline.corrections.places import CorrectionError
from pipeline.corrections.reword import TextConflict, reworded_paragraphs
from pipeline.corrections.step import Step


@dataclass(frozen=True, slots=True)
class Performed:
    """The transcript with the steps that could be made.

    `refused` says of each other step, by its name, why it could not; `conflicts` where two people changed
    the same words: both changes are kept, and the later is shown.
    """

    corrections: Corrections
    refused: Mapping[str, str]
    conflicts: tuple[TextConflict, ...] = ()


def perform(state: Corrections, steps: tuple[Step, ...]) -> Performed:
    """All steps one after the other, each whole or not at all; what was made before is not made again."""
    made = {stem_of(edit) for edit in state.transcript.edits}
    refused: dict[str, str] = {}
    conflicts: list[TextConflict] = []
    for step in steps:
        if step.id in made:
            continue
        try:
            state, met = _step(state, step)
            conflicts += met
        except CorrectionError as error:
            refused[step.id] = str(error)
    return Performed(state, refused, tuple(conflicts))


def _step(state: Corrections, step: Step) -> tuple[Corrections, list[TextConflict]]:
    conflicts: list[TextConflict] = []
    now = state.in_step(step.id)
    if step.at is not None:
        moment = datetime.fromisoformat(step.at)
        now = replace(now, clock=lambda: moment)
    for action in step.actions:
        if isinstance(action, Rewrite):
            now, met = reworded_paragraphs(now, action.texts)
            conflicts += met
        else:
            now = performed(now, action)
    return replace(now, clock=state.clock, step=None, stem=""), conflicts
