"""Batches in this process: a worker that does its tasks at once, and a folder of short recordings."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.archive.journal import JournalEntry
from pipeline.archive.layout import HIDDEN
from pipeline.archive.report import Outcome, Report, Status
from pipeline.archive.session import known_items, opened
from pipeline.batch.messages import Event, Failed, Ready, Started, Task
from pipeline.batch.pool import Workers
from pipeline.batch.run import BatchConfig, run_batch
from pipeline.batch.spec import JobSpec
from pipeline.batch.stillness import Patience
from pipeline.batch.worker import sound_of, work
from pipeline.engines.contract import Diarizer, Progress, SpeakerCount
from pipeline.engines.diarization import Diarization, Turn
from pipeline.engines.fake import ScriptedDiarizer, ScriptedRecognizer
from pipeline.errors import EngineError, PipelineError
from pipeline.media.waveform import Waveform
from pipeline.options import Options
from pipeline.progress import Stage
from pipeline.transcriber import Pipeline
from tests.support.media import record

SAID = {
    (0.0, 1.5): "Good evening. The ferry strike enters its second week.",
    (1.5, 3.0): "We want an answer.",
}


def scripted() -> Pipeline:
    """Hears SAID in everything."""
    turns = [Turn(start, end, label) for (start, end), label in zip(SAID, "ab", strict=True)]
    return Pipeline(ScriptedRecognizer(SAID), ScriptedDiarizer(turns))


class DeafDiarizer:
    """Fails on everything."""

    engine = ScriptedDiarizer.engine

    def diarize(self, waveform: Waveform, count: SpeakerCount, progress: Progress) -> Diarization:
        raise EngineError("No voices today.")


@dataclass
class Inline:
    """One worker that does a task as soon as it has it; `tasks` are all that it was given."""

    newsroom: Pipeline = field(default_factory=scripted)
    tasks: list[Task] = field(default_factory=list)
    told: deque[Event] = field(default_factory=deque)
    count: int = 1
    stopped: bool = False

    def __post_init__(self) -> None:
        self.told.append(Ready(self.newsroom.recognizer.engine, self.newsroom.diarizer.engine))

    def hand(self, worker: int, task: Task) -> None:
        self.tasks.append(task)
        self.told.append(Started(task.number))
        try:
            sound = sound_of(task, self.newsroom)
        except PipelineError as error:
            self.told.append(Failed(task.number, error))
            return
        work(self.newsroom, task, sound, self.told.append)

    def events(self, timeout: float) -> Sequence[tuple[int, Event]]:
        told = [(0, event) for event in self.told]
        self.told.clear()
        return told

    def end(self, worker: int) -> None:
        raise AssertionError("nobody hangs")

    def replace(self, worker: int) -> None:
        raise AssertionError("nobody died")

    def stop(self) -> None:
        self.stopped = True


class Quiet:
    """A watcher that remembers what it was told."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.outcomes: list[Outcome] = []
        self.awaited: tuple[str, ...] = ()

    def began(self, name: str) -> None:
        self.begun.append(name)

    def moved(self, name: str, stage: Stage, share: float) -> None:
        pass

    def ended(self, outcome: Outcome) -> None:
        self.outcomes.append(outcome)

    def waits(self, names: Sequence[str]) -> None:
        self.awaited = tuple(names)


def sound(path: Path, seconds: int = 3, *, loud: int = 8) -> Path:
    """A short recording, an hour old; `loud` makes its content its own."""
    path.parent.mkdir(parents=True, exist_ok=True)
    record(path, ("#" * loud + "." * (10 - loud)) * seconds, 0.1)
    return aged(path)


def aged(path: Path) -> Path:
    """Let the file look as if it had been there for an hour."""
    before = path.stat().st_mtime - 3600
    os.utime(path, (before, before))
    return path


@dataclass
class Bench:
    """A source, an archive, and runs over them."""

    source: Path
    archive: Path
    workers: Inline = field(default_factory=Inline)
    watcher: Quiet = field(default_factory=Quiet)
    notes: tuple[str, ...] = ()
    asked: JobSpec = field(default_factory=lambda: JobSpec("scripted", "scripted", Options(), ("article",)))
    patience: Patience = field(default_factory=lambda: Patience(0.0))

    def run(
        self, *, retry_failed: bool = False, force: bool = False, options: Options | None = None,
        newsroom: Pipeline | None = None, start: Callable[[], Workers] | None = None,
    ) -> Report:  # fmt: skip
        """One run to its end, with a fresh worker."""
        self.workers, self.watcher = Inline(newsroom or scripted()), Quiet()
        asked = replace(self.asked, options=options) if options else self.asked
        order = BatchConfig(self.source, self.archive, asked, retry_failed, force, self.patience)
        with opened(self.archive, self.source) as archive:
            self.notes = archive.notes
            begin = start or (lambda: self.workers)
            return run_batch(order, archive, order.plan(archive.items), begin, self.watcher)

    def items(self) -> dict[str, JournalEntry]:
        """What the journal says."""
        return known_items(self.archive)

    def visible(self) -> list[str]:
        """All results, by their path below the archive."""
        files = (path for path in self.archive.rglob("*") if path.is_file())
        names = (path.relative_to(self.archive).as_posix() for path in files)
        return sorted(name for name in names if not name.startswith(HIDDEN))


def endings(report: Report) -> dict[str, Status]:
    """How every recording ended."""
    return {outcome.name: outcome.ending for outcome in report.outcomes}


def with_diarizer(diarizer: Diarizer) -> Pipeline:
    """The scripted engines with another diarizer."""
    return Pipeline(scripted().recognizer, diarizer)
