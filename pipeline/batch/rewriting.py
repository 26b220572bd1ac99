"""Which recordings of a plan need no hearing again, as their words are kept."""

from __future__ import annotations

from pathlib import Path

from pipeline.archive.journal import JournalEntry
from pipeline.archive.session import stages_of
from pipeline.archive.stage_cache import StageCache, text_key, turns_key
from pipeline.batch.plan import Plan, Verdict
from pipeline.batch.spec import JobSpec
from pipeline.errors import DocumentError
from pipeline.storage.regular_file import read_regular
from pipeline.transcript.json_file import from_json
from pipeline.transcript.provenance import Provenance

_CHOSEN = ("auto", "starter")
"""Names of engines behind which there may be any."""


def kept_words(plan: Plan, archive: Path, asked: JobSpec) -> frozenset[str]:
    """Names of the files whose words are kept, if the engines are those that wrote what is there.

    Which engines a worker will load is not known before it has: those of the last time are taken for them
    unless others are asked for.
    """
    kept = StageCache(stages_of(archive))
    moved = {file.name for file, _, verdict in plan.verdicts if verdict is Verdict.MOVED}
    last = _last(plan, archive) if plan.count(Verdict.DAMAGED) else None
    return frozenset(
        file.name
        for file, item in plan.work
        if file.name in moved
        or (item.is_of(file) and _is_kept(item, _provenance(item, archive) or last, asked, kept))
    )


def _last(plan: Plan, archive: Path) -> Provenance | None:
    """How the transcript that was made last was made, for those that can no longer tell it themselves."""
    done = sorted(
        (item for _, item, _ in plan.verdicts if item.finished), key=lambda item: item.finished or ""
    )
    return next((made for item in reversed(done) if (made := _provenance(item, archive))), None)


def _is_kept(item: JournalEntry, made: Provenance | None, asked: JobSpec, kept: StageCache) -> bool:
    if made is None or made.recognizer is None or made.diarizer is None or item.digest is None:
        return False
    if asked.asr not in (*_CHOSEN, made.recognizer.name):
        return False
    turns = turns_key(item.digest, made.diarizer.itself, asked.options)
    return kept.has(turns) and kept.has(text_key(turns, made.recognizer.itself, asked.options))


def _provenance(item: JournalEntry, archive: Path) -> Provenance | None:
    if item.base is None:
        return None
    try:
        return from_json(read_regular(archive / f"{item.base}.json"), item.base).provenance
    except (DocumentError, OSError):
        return None
