"""The closing report of a run: as text, as a table, and for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from pathlib import Path

from pipeline.archive.layout import HIDDEN
from pipeline.storage.atomic import prepare_folder, write_whole
from pipeline.text.spreadsheet import sheet
from pipeline.transcript.timecode import in_words


class Status(StrEnum):
    """How the work on a recording ended, as programs are told it: in the log and in every report."""

    DONE = "done"
    COPY = "copy"
    KEPT = "kept"
    REMADE = "remade"
    MOVED = "moved"
    UNCHANGED = "unchanged"
    EDITED = "edited"
    WRITING = "writing"
    FAILED = "failed"

    @property
    def words(self) -> str:
        """The same for people."""
        return _WORDS[self]


_WORDS = {
    Status.DONE: "done",
    Status.COPY: "done from the same content",
    Status.KEPT: "done from kept words",
    Status.REMADE: "remade",
    Status.MOVED: "taken along under another name",
    Status.UNCHANGED: "nothing to do",
    Status.EDITED: "left as edited",
    Status.WRITING: "still being written",
    Status.FAILED: "failed",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """A recording's ending; `seconds` is what the work took, `duration` what there is to hear."""

    name: str
    ending: Status
    duration: float | None = None
    seconds: float | None = None
    transcript: str | None = None
    """Its path below the archive."""
    code: int | None = None
    message: str | None = None
    edits: int = 0
    """How many corrections by people its transcript has."""
    holes: int = 0
    """How many stretches of it are missing or doubtful in the media."""


_REPORTS = "reports"
_WORKED = (Status.DONE, Status.KEPT, Status.COPY, Status.REMADE)


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did: `outcomes` in order of ending, all times in seconds."""

    source: str
    archive: str
    began: str
    seconds: float
    outcomes: tuple[Outcome, ...]
    closed: tuple[str, ...] = ()
    """Folders that could not be read."""
    stopped: str | None = None
    """Why the run ended before its time."""
    left: int = 0
    """How many recordings it had not come to then."""

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """The recordings that could not be done, or not wholly."""
        return tuple(outcome for outcome in self.outcomes if outcome.ending is Status.FAILED)

    @property
    def edited(self) -> int:
        """How many transcripts of these have corrections by people, those left as they are aside."""
        return sum(bool(one.edits) and one.ending is not Status.EDITED for one in self.outcomes)

    @property
    def incomplete(self) -> int:
        """How many of these recordings have holes or are damaged."""
        return sum(bool(one.holes) for one in self.outcomes)

    @property
    def heard(self) -> float:
        """Seconds of sound in what was done."""
        return sum(outcome.duration or 0.0 for outcome in self.outcomes if outcome.ending in _WORKED)

    @property
    def all_well(self) -> bool:
        """Whether nothing failed and nothing was left for another run."""
        writing = any(one.ending is Status.WRITING for one in self.outcomes)
        return not (self.failed or self.closed or writing or self.stopped)


def as_text(report: Report) -> str:
    """For people: counts, rate, then every failure with its reason."""
    counts = {ending: sum(o.ending is ending for o in report.outcomes) for ending in Status}
    lines = [f"{count} {ending.words}" for ending, count in counts.items() if count] or ["nothing to do"]
    if report.edited:
        lines.append(f"{report.edited} edited")
    if report.incomplete:
        lines.append(f"{report.incomplete} incomplete")
    if report.left:
        lines.append(f"{report.left} not reached")
    rate = f", {report.heard / report.seconds:.1f} times as fast as it was spoken" if report.heard else ""
    work = f"{in_words(report.heard)} of sound in {in_words(report.seconds)}{rate}"
    stopped = f"stopped ({report.stopped}): " if report.stopped else ""
    text = [f"{report.began.replace('T', ' ')}: {stopped}{', '.join(lines)}; {work}."]
    text += [f"{o.name}: {o.ending.words}: {o.message}" for o in report.outcomes if o.message]
    text += [f"{folder}: this folder cannot be read" for folder in report.closed]
    return "\n".join(text) + "\n"


def as_csv(outcomes: Sequence[Outcome]) -> str:
    """A row a recording, for spreadsheets."""
    names = [column.name for column in fields(Outcome)]
    return sheet(names, ([getattr(outcome, name) for name in names] for outcome in outcomes))


def as_json(report: Report) -> str:
    """Everything, for programs."""
    return (
        json.dumps(
            asdict(report) | {"edited": report.edited, "incomplete": report.incomplete},
            ensure_ascii=False,
            indent=2,
        )
        + "\n"
    )


def write_report(report: Report, archive: Path) -> Path:
    """Write all three forms into the archive's hidden folder; the path of the text. Raises OutputError."""
    folder = archive / HIDDEN / _REPORTS
    prepare_folder(folder)
    path = folder / f"{report.began.replace(':', '')}.txt"
    forms = {".txt": as_text(report), ".csv": as_csv(report.outcomes), ".json": as_json(report)}
    for ending, text in forms.items():
        write_whole(path.with_suffix(ending), text, force=True)
    return path
