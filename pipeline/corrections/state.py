"""A transcript on its way to be corrected: who does it, when, in which step."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Self

from pipeline.corrections.apply import apply, without_edits
from pipeline.corrections.making import Maker, next_step, stem_of
from pipeline.corrections.places import CorrectionError
from pipeline.corrections.rewriting import with_edits
from pipeline.transcript.edit import Edit
from pipeline.transcript.model import Transcript


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class State:
    """A transcript with the corrections made so far.

    `step` and `stem` are the number and the name of the step that is being made, where several corrections
    are one: such a step is undone at once. Without them each correction is a step of its own.
    """

    transcript: Transcript
    by: str | None = None
    clock: Callable[[], datetime] = _now
    step: int | None = None
    stem: str = ""

    @property
    def maker(self) -> Maker:
        """Makes the next edits."""
        step = next_step(self.transcript) if self.step is None else self.step
        at = self.clock().isoformat(timespec="seconds")
        return Maker(self.transcript, at, self.by, step, self.stem)

    def in_step(self, stem: str) -> Self:
        """All corrections from now on are of one step, whose name is `stem`."""
        return replace(self, step=next_step(self.transcript), stem=stem)

    def made(self, *edits: Edit) -> Self:
        """With these edits. Raises CorrectionError where one of them has no place."""
        changed = with_edits(self.transcript, edits)
        new = {edit.id for edit in edits}
        for edit in changed.edits:
            if edit.id in new and edit.unplaced:
                raise CorrectionError(edit.unplaced)
        return replace(self, transcript=changed)

    def undo(self, steps: int = 1) -> Self:
        """Without the last corrections; each of those made at once counts as one."""
        numbers = sorted({edit.step for edit in self.transcript.edits})
        if not 0 < steps <= len(numbers):
            raise CorrectionError(f"{steps} cannot be undone; there are {len(numbers)} corrections")
        gone = set(numbers[-steps:])
        return self._with_those([edit for edit in self.transcript.edits if edit.step not in gone])

    def without(self, stems: Collection[str]) -> Self:
        """Without the corrections of the steps with these names; of one that is not there nothing is left."""
        return self._with_those([edit for edit in self.transcript.edits if stem_of(edit) not in stems])

    def _with_those(self, edits: list[Edit]) -> Self:
        return replace(self, transcript=apply(without_edits(self.transcript), edits))
