"""The archive's side of a batch: what is known of each recording, and where its results go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from pipeline.archive.bases import Bases, folded
from pipeline.archive.journal import JournalEntry, State
from pipeline.archive.moving import Mover
from pipeline.archive.report import Outcome, Status
from pipeline.archive.stage_cache import StageCache, text_key, turns_key
from pipeline.batch.deposit import Deposit, now
from pipeline.batch.messages import Failed, Finished, Task
from pipeline.batch.queue import HashedFile
from pipeline.batch.spec import JobSpec
from pipeline.engines.diarization import Diarization
from pipeline.errors import DiskError, EngineError, OutputError, PipelineError
from pipeline.recognition.transcribe import RecordingWords
from pipeline.transcript.holes import holes_of, in_one_line
from pipeline.transcript.provenance import Engine


class ArchiveWriter:
    """The only one that writes into the archive. Raises DiskError when that is no longer possible."""

    def __init__(
        self, asked: JobSpec, items: Mapping[str, JournalEntry], kept: StageCache, deposit: Deposit,
        mover: Mover | None = None,
    ) -> None:  # fmt: skip
        self.engines: tuple[Engine, Engine] | None = None
        """Recognizer and diarizer, once a worker has told."""
        self._asked = asked
        self._kept = kept
        self._deposit = deposit
        self._journal = deposit.journal
        self._results = deposit.results
        self._mover = mover
        self._bases = Bases(items.values())
        self._by_digest: dict[str, dict[str, JournalEntry]] = defaultdict(dict)
        for item in items.values():
            if item.digest:
                self._by_digest[item.digest][item.name] = item

    def taken_along(self, arrival: HashedFile) -> HashedFile:
        """A recording that is new here, with the results that it had under the name that it no longer has."""
        item = arrival.item
        fresh = item.base is None or item.state is State.WAITING
        if self._mover is None or arrival.digest is None or arrival.growing or not fresh:
            return arrival
        same = self._by_digest[arrival.digest]
        known = [same[name] for name in sorted(same) if name != item.name]
        old = next((one for one in known if self._mover.has_left(one, item, arrival.file.path)), None)
        if old is None or old.base is None:
            return arrival
        self._bases.give_up(old.base)
        base = self._bases.of(item)
        base = old.base if folded(base) == folded(old.base) else base
        try:
            moved = self._mover.take_along(old, replace(arrival.seen, base=base), arrival.file.path)
        except DiskError:
            raise
        except OutputError as error:
            return replace(arrival, error=error)
        del same[old.name]
        return replace(arrival, item=moved, moved_from=old.name)

    def without_work(self, arrival: HashedFile) -> Outcome | None:
        """What can be said of a recording without any worker; None where there is work to do."""
        file, item = arrival.file, arrival.item
        if arrival.growing:
            return Outcome(file.name, Status.WRITING, message="It changed while it was read.")
        if arrival.error is not None:
            return self.failed(arrival, arrival.error)
        condition = self._deposit.condition(item)
        damages = condition.damages
        if self._is_done(arrival) and not damages:
            self._journal.put(replace(arrival.seen, asked=self._asked.fingerprint_of(file.name)))
            ending = Status.MOVED if arrival.moved_from else Status.UNCHANGED
            return Outcome(
                file.name, ending, item.duration, transcript=_transcript(item), message=_moved(arrival),
                edits=condition.edits,
            )  # fmt: skip
        base = self._bases.of(item)
        try:
            self._results.refuse_impossible(base)
            obstacle = self._results.in_the_way(base, item.written, damages)
        except DiskError:
            raise
        except OutputError as unwritable:  # of this name alone: the others go on
            return self.failed(arrival, unwritable)
        if obstacle is None:
            return None
        if obstacle not in item.written:
            error = OutputError(
                f"{obstacle!r} lies in the way and is not from this batch.",
                hint="Move it elsewhere, or use --force to replace it.",
            )
            return self.failed(arrival, error)
        message = f"{obstacle!r} was edited after it was written; --force replaces it."
        message = "; ".join((*(f"{damage}" for damage in damages), message))
        asked = self._asked.fingerprint_of(file.name)
        self._journal.put(replace(arrival.seen, state=State.DONE, asked=asked))
        return Outcome(
            file.name, Status.EDITED, item.duration, transcript=_transcript(item), message=message,
            edits=condition.edits,
        )  # fmt: skip

    def task(self, number: int, arrival: HashedFile) -> Task:
        """The work to be done, with what is kept of it. A worker must have told of its engines."""
        turns, text = self._keys(arrival)
        kept = self._kept.turns(turns)
        return Task(
            number, arrival.file.path, arrival.digest or "", self._asked.options_of(arrival.file.name), kept,
            self._kept.text(text) if kept else None,
        )  # fmt: skip

    def keep(self, arrival: HashedFile, result: Diarization | RecordingWords) -> None:
        """Keep what a stage made."""
        turns, text = self._keys(arrival)
        self._kept.put(turns if isinstance(result, Diarization) else text, result)

    def settle(self, task: Task, arrival: HashedFile, event: Finished | Failed) -> Outcome:
        """Write a transcript into the archive, or down why there is none."""
        if isinstance(event, Failed):
            return self.failed(arrival, event.error, event.duration)
        damaged = bool(self._deposit.condition(arrival.item).damages)
        try:
            item, remarks = self._deposit.write(
                self._bases.of(arrival.item), arrival, event, heard=task.needs_sound
            )
        except DiskError:
            raise
        except OutputError as error:
            return self.failed(arrival, error)
        code = EngineError.exit_code if event.trouble else None
        ending = Status.FAILED if event.trouble else self._ending(task, arrival, damaged=damaged)
        holes = holes_of(event.transcript.excluded)
        said = (event.trouble, _moved(arrival), in_one_line(holes), *remarks)
        message = "; ".join(one for one in said if one) or None
        return Outcome(
            item.name, ending, item.duration, event.seconds, _transcript(item), code, message, item.edits,
            len(holes),
        )  # fmt: skip

    def blame(self, arrival: HashedFile) -> HashedFile:
        """Note that a worker died over a recording."""
        item = replace(arrival.seen, deaths=arrival.item.deaths + 1)
        self._journal.put(item)
        return replace(arrival, item=item)

    def give_up(self, arrival: HashedFile) -> Outcome:
        """Set a recording aside over which too many workers died."""
        died = f"The worker died {arrival.item.deaths} times over it: killed, or out of memory."
        return self.failed(arrival, EngineError(died))

    def _is_done(self, arrival: HashedFile) -> bool:
        """A file that was only touched or copied anew, or one that a rebuilt journal knows by its digest."""
        item = arrival.item
        return (
            item.state is State.DONE
            and item.digest == arrival.digest
            and item.asked in (self._asked.fingerprint_of(arrival.file.name), None)
            and not self._results.force
        )

    def _keys(self, arrival: HashedFile) -> tuple[str, str]:
        assert self.engines is not None
        recognizer, diarizer = self.engines
        options = self._asked.options
        turns = turns_key(arrival.digest or "", diarizer, options)
        return turns, text_key(turns, recognizer, options)

    def _ending(self, task: Task, arrival: HashedFile, *, damaged: bool) -> Status:
        if damaged and arrival.item.digest == task.digest:
            return Status.REMADE
        if task.needs_sound:
            return Status.DONE
        return Status.KEPT if arrival.item.digest == task.digest else Status.COPY

    def failed(self, arrival: HashedFile, error: PipelineError, duration: float | None = None) -> Outcome:
        """Note why there is no transcript of a recording."""
        code, message = error.exit_code, str(error)
        item = replace(
            arrival.seen, state=State.FAILED, asked=self._asked.fingerprint_of(arrival.file.name), code=code,
            message=message, duration=duration or arrival.item.duration, finished=now(),
        )  # fmt: skip
        self._journal.put(item)
        return Outcome(item.name, Status.FAILED, item.duration, code=code, message=message)


def _moved(arrival: HashedFile) -> str | None:
    return f"moved from {arrival.moved_from}" if arrival.moved_from else None


def _transcript(item: JournalEntry) -> str | None:
    return f"{item.base}.json" if item.base else None
