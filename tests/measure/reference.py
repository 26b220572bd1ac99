"""Reference recordings: a folder with, for each media file, its words, its turns, or both."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyannote.core import Annotation

_MEDIA = (".wav", ".mp3", ".flac")


@dataclass(frozen=True, slots=True)
class Reference:
    """What is known of one recording; None where it is not."""

    media: Path
    words: str | None
    turns: Annotation | None
    by_speaker: dict[str, str] | None


def references(folder: Path) -> Iterator[Reference]:
    """Every media file of the folder, in order of name."""
    for media in sorted(path for path in folder.iterdir() if path.suffix in _MEDIA):
        words, rttm, tsv = (media.with_suffix(suffix) for suffix in (".txt", ".rttm", ".turns.tsv"))
        yield Reference(
            media,
            words.read_text("utf-8") if words.exists() else None,
            read_rttm(rttm) if rttm.exists() else None,
            _by_speaker(tsv) if tsv.exists() else None,
        )


def read_rttm(path: Path) -> Annotation:
    """The SPEAKER lines of an RTTM file."""
    from pyannote.core import Annotation, Segment

    turns = Annotation()
    for line in path.read_text("utf-8").splitlines():
        fields = line.split()
        if fields and fields[0] == "SPEAKER":
            start = float(fields[3])
            time = Segment(start, start + float(fields[4]))
            turns[time, turns.new_track(time)] = fields[7]
    return turns


def _by_speaker(path: Path) -> dict[str, str]:
    texts: dict[str, list[str]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            texts.setdefault(row["speaker"], []).append(row["text"])
    return {speaker: " ".join(parts) for speaker, parts in texts.items()}
