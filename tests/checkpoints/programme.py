"""The example programme as material to learn from: sound, words with times, sentences and turns."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.media import decode, probe
from pipeline.waveform import SAMPLE_RATE

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "harbour-bridge"

Sound = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """A written word with its punctuation, its time in seconds and the number of its sentence."""

    start: float
    end: float
    text: str
    sentence: int

    @property
    def middle(self) -> float:
        """The moment that decides in which of two windows the word lies."""
        return (self.start + self.end) / 2

    @property
    def closes(self) -> bool:
        """Whether a sentence ends with it."""
        return self.text[-1] in ".?"


@dataclass(frozen=True, slots=True)
class Programme:
    """Sound at 16 kHz; all words in order; turns as ranges of words."""

    sound: Sound
    words: tuple[SpokenWord, ...]
    turns: tuple[range, ...]

    @property
    def duration(self) -> float:
        """Seconds."""
        return len(self.sound) / SAMPLE_RATE

    @property
    def sentences(self) -> tuple[range, ...]:
        """Ranges of words, one a sentence."""
        return ranges([word.sentence for word in self.words])

    def gap_before(self, index: int) -> float:
        """Seconds of silence before a word."""
        return self.words[index].start - (self.words[index - 1].end if index else 0.0)

    def gap_after(self, index: int) -> float:
        """Seconds of silence after a word."""
        following = self.words[index + 1].start if index + 1 < len(self.words) else self.duration
        return following - self.words[index].end

    def cut(self, start: float, end: float) -> Sound:
        """The sound between two moments, in seconds."""
        return self.sound[round(start * SAMPLE_RATE) : round(end * SAMPLE_RATE)]


def ranges(keys: Sequence[object]) -> tuple[range, ...]:
    """Runs of equal keys as ranges of their positions."""
    runs = (list(run) for _, run in groupby(range(len(keys)), key=lambda index: keys[index]))
    return tuple(range(run[0], run[-1] + 1) for run in runs)


def load_programme() -> Programme:
    """Decode the example as the pipeline does and read when its words are spoken."""
    with (EXAMPLE / "words.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    words: list[SpokenWord] = []
    sentence = 0
    for row in rows:
        words.append(SpokenWord(float(row["start"]), float(row["end"]), row["word"], sentence))
        sentence += words[-1].closes
    return Programme(
        decode(probe(EXAMPLE / "segment.opus")).samples,
        tuple(words),
        ranges([row["speaker"] for row in rows]),
    )
