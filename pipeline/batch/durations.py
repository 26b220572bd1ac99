"""How long recordings are: known, asked of the file, or reckoned from its size."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from statistics import median

from pipeline.archive.journal import JournalEntry
from pipeline.errors import PipelineError
from pipeline.media import probe
from pipeline.media.scan import MediaFile

_ASKED = 100
"""So many files are opened to learn how long they are; of more, an even choice."""


def lengths(work: Sequence[tuple[MediaFile, JournalEntry]]) -> Mapping[str, float]:
    """Seconds of each recording by name, reckoned ones too; unreadable ones have 0."""
    known = {
        file.name: item.duration for file, item in work if item.duration is not None and item.is_of(file)
    }
    unknown = [file for file, _ in work if file.name not in known]
    step = max(1, -(-len(unknown) // _ASKED))
    chosen = unknown[::step]
    asked = {file.name: _duration(file) for file in chosen}
    rates = _seconds_a_byte(chosen, asked)
    reckoned = {
        file.name: file.size * rates.get(_kind(file), rates.get("", 0.0))
        for file in unknown
        if file.name not in asked
    }
    return known | asked | reckoned


def _seconds_a_byte(files: Iterable[MediaFile], asked: Mapping[str, float]) -> Mapping[str, float]:
    """By kind of file, and of all kinds under the empty name."""
    rates: dict[str, list[float]] = defaultdict(list)
    for file in files:
        if asked[file.name]:
            for kind in (_kind(file), ""):
                rates[kind].append(asked[file.name] / file.size)
    return {kind: median(values) for kind, values in rates.items()}


def _kind(file: MediaFile) -> str:
    return PurePath(file.name).suffix.lower()


def _duration(file: MediaFile) -> float:
    try:
        return probe(file.path).duration or 0.0
    except PipelineError:
        return 0.0  # it will be told when its turn comes
