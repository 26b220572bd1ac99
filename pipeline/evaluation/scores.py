"""All scores of one recording, and of many together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from pipeline.evaluation.der import COLLAR, diarization_errors
from pipeline.evaluation.error_rate import ErrorRate
from pipeline.evaluation.quotes import QuoteScores, quote_scores
from pipeline.evaluation.roles import Confusion, role_confusion
from pipeline.evaluation.sample import Sample
from pipeline.evaluation.sentence_starts import start_errors
from pipeline.evaluation.wer import attributed_word_errors, word_errors

_Sum = TypeVar("_Sum", ErrorRate, Confusion, QuoteScores)


@dataclass(frozen=True, slots=True)
class Scores:
    """Word errors, those by speaker (cpWER), diarization errors, ours; None where a side knows too little."""

    name: str
    wer: ErrorRate | None
    cpwer: ErrorRate | None
    der: ErrorRate | None
    roles: Confusion | None
    quotes: QuoteScores | None
    starts: tuple[float, ...] | None


def score(reference: Sample, hypothesis: Sample, collar: float = COLLAR) -> Scores:
    """Compare all that both sides know; `collar` is for the turns, in seconds."""
    language = reference.language
    text, heard = reference.text, hypothesis.text
    speakers, labels = reference.by_speaker, hypothesis.by_speaker
    turns, voices = reference.voices, hypothesis.voices
    return Scores(
        name=reference.name,
        wer=None if text is None or heard is None else word_errors(text, heard, language),
        cpwer=None if not speakers or labels is None else attributed_word_errors(speakers, labels, language),
        der=None if not turns or voices is None else diarization_errors(turns, voices, collar),
        roles=role_confusion(reference, hypothesis),
        quotes=quote_scores(reference, hypothesis),
        starts=start_errors(reference, hypothesis),
    )


def overall(scores: Sequence[Scores]) -> Scores:
    """Errors and totals added up."""
    starts = [error for one in scores for error in one.starts or ()]
    return Scores(
        "overall",
        _sum([one.wer for one in scores]),
        _sum([one.cpwer for one in scores]),
        _sum([one.der for one in scores]),
        _sum([one.roles for one in scores]),
        _sum([one.quotes for one in scores]),
        tuple(starts) if any(one.starts is not None for one in scores) else None,
    )


def _sum(values: Sequence[_Sum | None]) -> _Sum | None:
    known = [value for value in values if value is not None]
    if not known:
        return None
    total = known[0]
    for value in known[1:]:
        total = total + value
    return total
