"""The archive's side of a batch: what is known of each recording, and where its results go."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from pipeline.archive.digest import digest_of
from pipeline.archive.index import Index
from pipeline.archive.journal import Journal, JournalEntry, State
from pipeline.archive.report import Outcome, Status
from pipeline.archive.results import Results, base_for, folded
from pipeline.archive.stage_cache import StageCache, text_key, turns_key
from pipeline.batch.messages import Failed, Finished, Task
from pipeline.batch.queue import HashedFile
from pipeline.batch.spec import JobSpec
from pipeline.corrections.apply import unplaced
from pipeline.corrections.carry_over import carry_over
from pipeline.corrections.telling import told
from pipeline.engines.diarization import Diarization
from pipeline.errors import DocumentError, EngineError, OutputError, PipelineError
from pipeline.recognition.transcribe import RecordingWords
from pipeline.transcript.json_file import from_json
from pipeline.transcript.model import Transcript
from pipeline.transcript.provenance import Engine


class ArchiveWriter:
    """The only one that writes into the archive. Raises DiskError when that is no longer possible."""

    def __init__(
        self, asked: JobSpec, items: dict[str, JournalEntry], journal: Journal, kept: StageCache,
        results: Results, index: Index, home: Path | None = None,
    ) -> None:  # fmt: skip
        self.engines: tuple[Engine, Engine] | None = None
        """Recognizer and diarizer, once a worker has told."""
        self._asked = asked
        self._journal = journal
        self._kept = kept
        self._results = results
        self._index = index
        self._home = home
        self._taken = {folded(item.base): item.name for item in items.values() if item.base}

    def without_work(self, arrival: HashedFile) -> Outcome | None:
        """What can be said of a recording without any worker; None where there is work to do."""
        file, item = arrival.file, arrival.item
        if arrival.growing:
            return Outcome(file.name, Status.WRITING, message="It changed while it was read.")
        if arrival.error is not None:
            return self._fail(arrival, arrival.error)
        if self._is_done(arrival):
            self._journal.put(replace(self._seen(arrival), asked=self._asked.fingerprint))
            return Outcome(file.name, Status.UNCHANGED, item.duration, transcript=_transcript(item))
        base = self._base(arrival)
        obstacle = self._results.in_the_way(base, item.written)
        if obstacle is None:
            return None
        if obstacle not in item.written:
            error = OutputError(
                f"{obstacle!r} lies in the way and is not from this batch.",
                hint="Move it elsewhere, or use --force to replace it.",
            )
            return self._fail(arrival, error)
        message = f"{obstacle!r} was edited after it was written; --force replaces it."
        self._journal.put(replace(self._seen(arrival), state=State.DONE, asked=self._asked.fingerprint))
        return Outcome(file.name, Status.EDITED, item.duration, transcript=_transcript(item), message=message)

    def task(self, number: int, arrival: HashedFile) -> Task:
        """The work to be done, with what is kept of it. A worker must have told of its engines."""
        turns, text = self._keys(arrival)
        kept = self._kept.turns(turns)
        return Task(
            number, arrival.file.path, arrival.digest or "", self._asked.options, kept,
            self._kept.text(text) if kept else None,
        )  # fmt: skip

    def keep(self, arrival: HashedFile, result: Diarization | RecordingWords) -> None:
        """Keep what a stage made."""
        turns, text = self._keys(arrival)
        self._kept.put(turns if isinstance(result, Diarization) else text, result)

    def settle(self, task: Task, arrival: HashedFile, event: Finished | Failed) -> Outcome:
        """Write a transcript into the archive, or down why there is none."""
        if isinstance(event, Failed):
            return self._fail(arrival, event.error, event.duration)
        item, waiting = self._write(task, arrival, event)
        code = EngineError.exit_code if event.trouble else None
        ending = Status.FAILED if event.trouble else self._ending(task, arrival)
        return Outcome(
            item.name, ending, item.duration, event.seconds, _transcript(item), code, event.trouble or waiting
        )

    def blame(self, arrival: HashedFile) -> HashedFile:
        """Note that a worker died over a recording."""
        item = replace(self._seen(arrival), deaths=arrival.item.deaths + 1)
        self._journal.put(item)
        return replace(arrival, item=item)

    def give_up(self, arrival: HashedFile) -> Outcome:
        """Set a recording aside over which too many workers died."""
        died = f"The worker died {arrival.item.deaths} times over it: killed, or out of memory."
        return self._fail(arrival, EngineError(died))

    def _is_done(self, arrival: HashedFile) -> bool:
        """A file that was only touched or copied anew, or one that a rebuilt journal knows by its digest."""
        item = arrival.item
        return (
            item.state is State.DONE
            and item.digest == arrival.digest
            and item.asked in (self._asked.fingerprint, None)
            and not self._results.force
        )

    def _seen(self, arrival: HashedFile) -> JournalEntry:
        """The item with the content that was just read."""
        file = arrival.file
        return replace(arrival.item, size=file.size, modified=file.modified, digest=arrival.digest)

    def _keys(self, arrival: HashedFile) -> tuple[str, str]:
        assert self.engines is not None
        recognizer, diarizer = self.engines
        options = self._asked.options
        turns = turns_key(arrival.digest or "", diarizer, options)
        return turns, text_key(turns, recognizer, options)

    def _base(self, arrival: HashedFile) -> str:
        """Where a recording's results go, taken for it from now on."""
        base = arrival.item.base or base_for(arrival.file.name, self._taken)
        self._taken[folded(base)] = arrival.file.name
        return base

    def _ending(self, task: Task, arrival: HashedFile) -> Status:
        if task.needs_sound:
            return Status.DONE
        return Status.KEPT if arrival.item.digest == task.digest else Status.COPY

    def _write(self, task: Task, arrival: HashedFile, event: Finished) -> tuple[JournalEntry, str | None]:
        """Results to the disk, and what is to be said of corrections without a place.

        What they will be is noted first: a kill in between leaves nothing unknown.
        """
        base = self._base(arrival)
        transcript = self._corrected(self._at_home(event.transcript, arrival), base)
        documents = self._results.documents(transcript, base)
        coming = {name: digest_of(data) for name, data in documents.items()}
        before = arrival.item.written
        before_seconds = arrival.item.seconds if arrival.item.digest == arrival.digest else None
        item = replace(
            self._seen(arrival), base=base,
            written={**before, **{name: (*before.get(name, ()), digest) for name, digest in coming.items()}},
        )  # fmt: skip
        self._journal.put(item)
        self._results.write(documents)
        self._index.put(f"{base}.json", transcript)
        recording = transcript.recording
        item = replace(
            item, state=State.FAILED if event.trouble else State.DONE, asked=self._asked.fingerprint,
            duration=recording.duration if recording else None,
            seconds=round(event.seconds, 3) if task.needs_sound else before_seconds,
            written={**before, **{name: (digest,) for name, digest in coming.items()}},
            code=EngineError.exit_code if event.trouble else None, message=event.trouble,
            deaths=0, finished=_now(),
        )  # fmt: skip
        self._journal.put(item)
        return item, _waiting(transcript)

    def _at_home(self, transcript: Transcript, arrival: HashedFile) -> Transcript:
        """With the path at which the recording will be found, wherever it was worked on."""
        if transcript.recording is None:
            return transcript
        path = self._home / arrival.file.name if self._home else arrival.file.path
        return replace(transcript, recording=replace(transcript.recording, path=str(path)))

    def _corrected(self, transcript: Transcript, base: str) -> Transcript:
        """With the corrections that people made in the one that it takes the place of."""
        try:
            old = from_json((self._results.folder / f"{base}.json").read_bytes(), base)
        except (DocumentError, OSError):
            return transcript
        return carry_over(transcript, old)

    def _fail(self, arrival: HashedFile, error: PipelineError, duration: float | None = None) -> Outcome:
        code, message = error.exit_code, str(error)
        item = replace(
            self._seen(arrival), state=State.FAILED, asked=self._asked.fingerprint, code=code,
            message=message, duration=duration or arrival.item.duration, finished=_now(),
        )  # fmt: skip
        self._journal.put(item)
        return Outcome(item.name, Status.FAILED, item.duration, code=code, message=message)


def _transcript(item: JournalEntry) -> str | None:
    return f"{item.base}.json" if item.base else None


def _waiting(transcript: Transcript) -> str | None:
    waiting = unplaced(transcript.edits)
    if not waiting:
        return None
    first = f"{told(waiting[0])} ({waiting[0].unplaced})"
    return f"corrections kept without a place: {len(waiting)}, as {first}"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
