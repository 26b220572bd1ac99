"""A transcript put into the archive, with everything that is said of it there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from pipeline.archive.condition import Condition, Damage, Harm, condition_of
from pipeline.archive.digest import digest_of
from pipeline.archive.index import Index
from pipeline.archive.journal import Journal, JournalEntry, State
from pipeline.archive.results import Results
from pipeline.batch.messages import Finished
from pipeline.batch.queue import HashedFile
from pipeline.corrections.apply import unplaced
from pipeline.corrections.carry_over import carry_over
from pipeline.corrections.telling import told
from pipeline.errors import DocumentError, EngineError
from pipeline.storage.regular_file import read_regular
from pipeline.transcript.json_file import from_json
from pipeline.transcript.model import Transcript


@dataclass(frozen=True, slots=True)
class Deposit:
    """Where transcripts go; `home` is where their recordings will lie, if not where they are.

    `asked` is the fingerprint of what is asked of a recording, by its name.
    """

    results: Results
    journal: Journal
    index: Index
    asked: Callable[[str], str]
    home: Path | None = None

    def condition(self, item: JournalEntry) -> Condition:
        """In what condition an item's results are, of those that are asked for."""
        if item.state is not State.DONE or item.base is None:
            return Condition()
        return condition_of(self.results.folder, item, self.results.names(item.base))

    def write(
        self, base: str, arrival: HashedFile, event: Finished, *, heard: bool
    ) -> tuple[JournalEntry, tuple[str, ...]]:
        """Results to the disk; what is known then, and what is to be said of damage and of corrections.

        What the results will be is noted first: a kill in between leaves nothing unknown.
        """
        transcript = self._corrected(self._at_home(event.transcript, arrival), base)
        documents = self.results.documents(transcript, base)
        coming = {name: digest_of(data) for name, data in documents.items()}
        before = {
            name: digests
            for name, digests in arrival.item.written.items()
            if (self.results.folder / name).exists()
        }
        before_seconds = arrival.item.seconds if arrival.item.digest == arrival.digest else None
        item = replace(
            arrival.seen, base=base,
            written={**before, **{name: (*before.get(name, ()), digest) for name, digest in coming.items()}},
        )  # fmt: skip
        remarks = tuple(self._put_aside(base, arrival.item))
        self.journal.put(item)
        self.results.write(documents)
        self.index.put(f"{base}.json", transcript)
        recording = transcript.recording
        item = replace(
            item, state=State.FAILED if event.trouble else State.DONE, asked=self.asked(item.name),
            duration=recording.duration if recording else None,
            seconds=round(event.seconds, 3) if heard else before_seconds,
            written={**before, **{name: (digest,) for name, digest in coming.items()}},
            sizes={**item.sizes, **{name: len(data) for name, data in documents.items()}},
            edits=len(transcript.edits), code=EngineError.exit_code if event.trouble else None,
            message=event.trouble, deaths=0, finished=now(),
        )  # fmt: skip
        self.journal.put(item)
        return item, (*remarks, *_waiting(transcript))

    def _put_aside(self, base: str, before: JournalEntry) -> Iterator[str]:
        """Keep what is left of damaged results, and say so."""
        damages = self.condition(before).damages
        kept = dict(self.results.set_aside(base, before.written, damages))
        for damage in damages:
            where = f", what was left of it is kept as {kept[damage.path]!r}" if damage.path in kept else ""
            yield f"{damage}{where}"
        for name, aside in kept.items():
            if all(damage.path != name for damage in damages):
                yield f"{name} was not as it was written, and is kept as {aside!r}"
        if Damage(f"{base}.json", Harm.DAMAGED) in damages:
            yield "corrections that it held could not be read"

    def _at_home(self, transcript: Transcript, arrival: HashedFile) -> Transcript:
        """With the path at which the recording will be found, wherever it was worked on."""
        if transcript.recording is None:
            return transcript
        path = self.home / arrival.file.name if self.home else arrival.file.path
        return replace(transcript, recording=replace(transcript.recording, path=str(path)))

    def _corrected(self, transcript: Transcript, base: str) -> Transcript:
        """With the corrections that people made in the one that it takes the place of."""
        try:
            old = from_json(read_regular(self.results.folder / f"{base}.json"), base)
        except (DocumentError, OSError):
            return transcript
        return carry_over(transcript, old)


def _waiting(transcript: Transcript) -> Iterator[str]:
    waiting = unplaced(transcript.edits)
    if waiting:
        first = f"{told(waiting[0])} ({waiting[0].unplaced})"
        yield f"corrections kept without a place: {len(waiting)}, as {first}"


def now() -> str:
    """The present moment, as the journal keeps it."""
    return datetime.now(UTC).isoformat(timespec="seconds")
