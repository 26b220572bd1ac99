"""The results of a recording that has another name by now, taken along with people's corrections."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.archive.corrected import is_corrected, uncorrected
from pipeline.archive.digest import digest_of
from pipeline.archive.index import Index
from pipeline.archive.journal import Journal, JournalEntry, State
from pipeline.archive.results import Results
from pipeline.errors import DiskError, DocumentError, OutputError
from pipeline.storage.atomic import as_bytes
from pipeline.storage.regular_file import read_regular
from pipeline.transcript.json_file import from_json, to_json
from pipeline.transcript.model import Transcript


@dataclass(frozen=True, slots=True)
class Mover:
    """Takes results along within one archive of recordings in `source`."""

    source: Path
    results: Results
    journal: Journal
    index: Index

    def has_left(self, item: JournalEntry, new: JournalEntry, place: Path) -> bool:
        """Whether an item's recording is certainly no longer where it was transcribed, below the source.

        `new` is what it may be by now, at `place`: a move that was interrupted left its traces there.
        """
        if item.state is not State.DONE or item.base is None or not _is_gone(self.source / item.name):
            return False
        try:
            recording = self._transcript(item).recording
        except FileNotFoundError:
            return f"{new.base}.json" in new.written  # the move of it was interrupted at its last step
        except (DocumentError, OSError):
            return False
        if recording is None:
            return False
        there = Path(recording.path).absolute()
        return there == place.absolute() or (there.is_relative_to(self.source.absolute()) and _is_gone(there))

    def take_along(self, old: JournalEntry, new: JournalEntry, recording: Path) -> JournalEntry:
        """Move the results of `old` to the base of `new`, of which `recording` is the path by now; its item.

        What will be is noted first, the old files go last: after a kill at any point it can be done once
        more. Raises OutputError where a file lies in the way that is not ours, DiskError.
        """
        assert old.base is not None
        assert new.base is not None
        moving = {name: new.base + name.removeprefix(old.base) for name in old.written}
        found = {name: data for name in moving if (data := self._read(name)) is not None}
        transcript, documents = self._documents(old, new, found, moving, recording)
        self._refuse_foreign({name: documents[name] for name in {*documents} - {*found}}, new.written)
        coming = {name: (digest_of(data),) for name, data in documents.items()}
        self.journal.put(replace(new, state=State.WAITING, written={**new.written, **coming}))
        self.results.write(documents)
        if transcript is not None:
            self.index.put(f"{new.base}.json", transcript)
        item = self._item(old, new, documents, moving, transcript)
        if old.base != new.base:
            self._remove(old, found)
        self.journal.rename(old.name, item)
        return item

    def _documents(
        self, old: JournalEntry, new: JournalEntry, found: Mapping[str, bytes], moving: Mapping[str, str],
        recording: Path,
    ) -> tuple[Transcript | None, dict[str, bytes]]:  # fmt: skip
        """The transcript with the new path, and all contents; it comes last."""
        own = f"{old.base}.json"
        documents = {moving[name]: data for name, data in found.items() if name != own}
        if own not in found:
            return None, documents
        transcript = from_json(found[own], own)
        if transcript.recording is not None:
            told = replace(transcript.recording, path=str(recording))
            transcript = replace(transcript, recording=told)
        return transcript, {**documents, f"{new.base}.json": as_bytes(to_json(transcript))}

    def _item(
        self, old: JournalEntry, new: JournalEntry, documents: Mapping[str, bytes], moving: Mapping[str, str],
        transcript: Transcript | None,
    ) -> JournalEntry:  # fmt: skip
        if transcript is None:  # everything had been moved before
            return replace(new, state=State.DONE, asked=old.asked, duration=old.duration, edits=old.edits)
        written = {moving[name]: digests for name, digests in old.written.items()}
        sizes = {moving[name]: size for name, size in old.sizes.items()}
        own, now = f"{old.base}.json", f"{new.base}.json"
        written[now] = self._known(old, own, documents[now], transcript)
        sizes[now] = len(documents[now])
        return replace(
            old, name=new.name, size=new.size, modified=new.modified, base=new.base, written=written,
            sizes=sizes, edits=len(transcript.edits),
        )  # fmt: skip

    def _known(self, old: JournalEntry, own: str, data: bytes, transcript: Transcript) -> tuple[str, ...]:
        """The digests by which the moved transcript is as much our own as it was."""
        ours = old.written.get(own, ())
        digests = []
        if digest_of(self._read(own) or data) in ours or (own == f"{old.base}.json" and not ours):
            digests.append(digest_of(data))
        if is_corrected(self.results.folder, own, own, old.written):
            digests.append(digest_of(uncorrected(transcript)))
        return tuple(digests) or ours

    def _transcript(self, item: JournalEntry) -> Transcript:
        path = self.results.folder / f"{item.base}.json"
        return from_json(read_regular(path), str(path))

    def _read(self, name: str) -> bytes | None:
        try:
            return read_regular(self.results.folder / name)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise DiskError(f"Cannot read {name!r}: {error.strerror}.") from None

    def _refuse_foreign(self, documents: Mapping[str, bytes], ours: Mapping[str, tuple[str, ...]]) -> None:
        for name, data in documents.items():
            there = self._read(name)
            if there is not None and there != data and digest_of(there) not in ours.get(name, ()):
                raise OutputError(
                    f"{name!r} lies in the way and is not from this batch.", hint="Move it elsewhere."
                )

    def _remove(self, old: JournalEntry, found: Mapping[str, bytes]) -> None:
        """Take away what is at its new place, the transcript last; nothing that was changed meanwhile."""
        own = f"{old.base}.json"
        self.index.forget(own)
        for name in sorted(found, key=lambda name: name == own):
            if self._read(name) == found[name]:
                with suppress(OSError):
                    (self.results.folder / name).unlink()
        for folder in _parents(old.base or ""):
            with suppress(OSError):  # others lie in it
                (self.results.folder / folder).rmdir()


def _parents(base: str) -> Iterator[str]:
    """The folders above a result, the innermost first, without the archive itself."""
    while "/" in base:
        base = base.rpartition("/")[0]
        yield base


def _is_gone(path: Path) -> bool:
    """False as well where that cannot be seen."""
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):
        return False
    return False
