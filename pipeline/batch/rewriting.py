"""Which recordings of a plan need no hearing again, as their words are kept."""

from __future__ import annotations

from pathlib import Path

from pipeline.archive.journal import JournalEntry
from pipeline.archive.session import stages_of
from pipeline.archive.stage_cache import StageCache, text_key, turns_key
from pipeline.batch.plan import Plan
from pipeline.batch.spec import JobSpec
from pipeline.errors import DocumentError
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
    return frozenset(
        file.name for file, item in plan.work if item.is_of(file) and _is_kept(item, archive, asked, kept)
    )


def _is_kept(item: JournalEntry, archive: Path, asked: JobSpec, kept: StageCache) -> bool:
    made = _provenance(item, archive)
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
        return from_json((archive / f"{item.base}.json").read_bytes(), item.base).provenance
    except (DocumentError, OSError):
        return None
