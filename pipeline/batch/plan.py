"""What a run has to do, decided from what was found and what is known: pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pipeline.archive.condition import Condition
from pipeline.archive.journal import JournalEntry, State
from pipeline.media.scan import Found, MediaFile


class Verdict(StrEnum):
    """What the plan says of a file."""

    NEW = "new"
    MOVED = "renamed or moved"
    CHANGED = "changed since it was done"
    OTHERWISE = "done with other options or rules"
    DAMAGED = "with results that are gone or damaged, to be remade"
    AGAIN = "failed before, tried again"
    DONE = "done"
    FAILED = "failed before"
    WRITING = "still being written"

    @property
    def is_work(self) -> bool:
        """Whether something is to be done for it."""
        return self not in (Verdict.DONE, Verdict.FAILED, Verdict.WRITING)


@dataclass(frozen=True, slots=True)
class Plan:
    """A verdict on every file, in order of name, and what the journal knows of it."""

    verdicts: tuple[tuple[MediaFile, JournalEntry, Verdict], ...]
    found: Found = field(default_factory=lambda: Found(()))
    """What was looked through, with what was left out of it."""
    conditions: Mapping[str, Condition] = field(default_factory=dict)
    """In what condition the results of files are that were done before, by the files' names."""
    kept: frozenset[str] = frozenset()
    """Names of files with something to do whose words are kept: they are only written anew."""
    impossible: Mapping[str, str] = field(default_factory=dict)
    """Why results cannot be written, by the name of the file; nothing is heard for these."""

    @property
    def work(self) -> tuple[tuple[MediaFile, JournalEntry], ...]:
        """The files with something to do."""
        return tuple((file, item) for file, item, verdict in self.verdicts if verdict.is_work)

    @property
    def edited(self) -> tuple[str, ...]:
        """Names of the files in whose transcripts people have changed something."""
        return tuple(name for name, condition in self.conditions.items() if condition.edits)

    @property
    def unsettled(self) -> tuple[MediaFile, ...]:
        """The files that may still be written."""
        return tuple(file for file, _, verdict in self.verdicts if verdict is Verdict.WRITING)

    @property
    def already_done(self) -> tuple[str, ...]:
        """Names of the files that need nothing any more."""
        return tuple(file.name for file, _, verdict in self.verdicts if verdict is Verdict.DONE)

    def count(self, verdict: Verdict) -> int:
        """How many files have this verdict."""
        return sum(each is verdict for _, _, each in self.verdicts)


def make_plan(
    found: Found,
    items: Mapping[str, JournalEntry],
    asked: Callable[[str], str],
    *,
    conditions: Mapping[str, Condition] | None = None,
    now: float,
    retry_failed: bool = False,
    force: bool = False,
    settling: float,
) -> Plan:
    """`asked` is the fingerprint of what is asked of a recording, by its name.

    `now` is the time in seconds since 1970; with `force` what is done is done again.
    A file that was changed within `settling` seconds may still be written.
    """
    verdicts = []
    conditions = conditions or {}
    gone = _gone(found, items)
    for file in found.files:
        item = items.get(file.name, JournalEntry(file.name))
        verdict = _verdict(file, item, asked(file.name), retry_failed)
        if verdict is Verdict.DONE and file.name in conditions and conditions[file.name].damages:
            verdict = Verdict.DAMAGED
        if verdict is Verdict.NEW and (file.size, file.modified) in gone:
            verdict = Verdict.MOVED
        # A clock ahead of ours says nothing: such a file is read, and read again if it changes meanwhile.
        if 0 <= now - file.modified / 1e9 < settling:
            verdict = Verdict.WRITING
        if verdict is Verdict.DONE and force:
            verdict = Verdict.OTHERWISE
        verdicts.append((file, item, verdict))
    return Plan(tuple(verdicts), found, conditions)


def _gone(found: Found, items: Mapping[str, JournalEntry]) -> frozenset[tuple[int, int]]:
    """Size and time of what was done under names that are no longer there: by these it is known elsewhere."""
    names = {file.name for file in found.files}
    return frozenset(
        (item.size, item.modified)
        for item in items.values()
        if item.state is State.DONE and item.size and item.name not in names
    )


def _verdict(file: MediaFile, item: JournalEntry, asked: str, retry_failed: bool) -> Verdict:
    if item.state is State.WAITING:
        return Verdict.NEW
    if not item.is_of(file):
        return Verdict.CHANGED
    if item.asked not in (asked, None):
        return Verdict.OTHERWISE
    if item.state is State.FAILED:
        return Verdict.AGAIN if retry_failed else Verdict.FAILED
    return Verdict.DONE
