"""How far a transcript is from its reference."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import jiwer
from whisper_normalizer.english import EnglishTextNormalizer

from pipeline.diarization import Diarization
from pipeline.types import Transcript

if TYPE_CHECKING:
    from pyannote.core import Annotation

_normalize = EnglishTextNormalizer()


@dataclass(frozen=True, slots=True)
class Rate:
    """Errors out of a total; rates of several recordings add up to the overall one."""

    errors: float
    total: float

    def __add__(self, other: Rate) -> Rate:
        return Rate(self.errors + other.errors, self.total + other.total)

    def __str__(self) -> str:
        return f"{100 * self.errors / self.total:.1f} %" if self.total else "-"


def word_errors(reference: str, hypothesis: str) -> Rate:
    """Substitutions, deletions and insertions after the field's text normalization of both sides."""
    wanted, got = _normalize(reference), _normalize(hypothesis)
    if not wanted:
        return Rate(len(got.split()), 0)
    result = jiwer.process_words(wanted, got)
    errors = result.substitutions + result.deletions + result.insertions
    return Rate(errors, result.hits + result.substitutions + result.deletions)


def attributed_word_errors(reference: Mapping[str, str], hypothesis: Mapping[str, str]) -> Rate:
    """cpWER: each speaker's words in one piece, matched to the reference at the least total error."""
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    wanted, got = list(reference.values()), list(hypothesis.values())
    size = max(len(wanted), len(got))
    wanted += [""] * (size - len(wanted))
    got += [""] * (size - len(got))
    costs = np.array([[word_errors(a, b).errors for b in got] for a in wanted])
    rows, columns = linear_sum_assignment(costs)
    total = sum(word_errors(text, "").total for text in wanted)
    return Rate(float(costs[rows, columns].sum()), total)


def words_by_speaker(transcript: Transcript) -> dict[str, str]:
    """Everything each label said, in order."""
    said: dict[str, list[str]] = {}
    for utterance in transcript.utterances:
        said.setdefault(utterance.speaker or "", []).append(utterance.text)
    return {speaker: " ".join(texts) for speaker, texts in said.items()}


def diarization_errors(reference: Annotation, diarization: Diarization, collar: float = 0.25) -> Rate:
    """Seconds missed, invented or confused, from the first to the last reference turn, overlap included.

    pyannote.metrics takes the collar's whole width, so it is given twice `collar`.
    """
    from pyannote.core import Annotation, Segment, Timeline
    from pyannote.metrics.diarization import DiarizationErrorRate

    heard = Annotation()
    for turn in diarization.turns:
        time = Segment(turn.start, turn.end)
        heard[time, heard.new_track(time)] = turn.label
    extent = reference.get_timeline().extent()
    metric = DiarizationErrorRate(collar=2 * collar)
    found = metric(reference, heard, uem=Timeline([extent]), detailed=True)
    errors = found["missed detection"] + found["false alarm"] + found["confusion"]
    return Rate(errors, found["total"])


def start_errors(reference: Sequence[tuple[str, float]], transcript: Transcript) -> list[float]:
    """For each sentence of the transcript that begins with a word of the reference: seconds off, signed.

    Words are matched by aligning both word sequences; `reference` holds (word, start).
    """
    starts = {round(paragraph.start, 3) for paragraph in transcript.paragraphs}
    words = [word for utterance in transcript.utterances for word in utterance.words]
    plain = [[_normalize(text) or "-" for text in texts] for texts in (
        [word for word, _ in reference], [word.text for word in words])]  # fmt: skip
    chunks = jiwer.process_words([" ".join(t.replace(" ", "") for t in plain[0])],
                                 [" ".join(t.replace(" ", "") for t in plain[1])]).alignments[0]  # fmt: skip
    return [
        words[chunk.hyp_start_idx + i].start - reference[chunk.ref_start_idx + i][1]
        for chunk in chunks
        if chunk.type == "equal"
        for i in range(chunk.ref_end_idx - chunk.ref_start_idx)
        if round(words[chunk.hyp_start_idx + i].start, 3) in starts
    ]


def spread(errors: Sequence[float]) -> str:
    """Median and 95th percentile of the absolute errors."""
    sizes = sorted(abs(error) for error in errors)
    high = sizes[min(len(sizes) - 1, round(0.95 * len(sizes)))]
    return f"median {statistics.median(sizes):.3f} s, 95 % within {high:.3f} s, {len(sizes)} sentences"
