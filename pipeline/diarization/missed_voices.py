"""Voices that were heard and not written down: a recognizer follows one of two who speak at the same time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.engines.diarization import UNATTRIBUTED, Diarization, Turn
from pipeline.transcript.model import Utterance
from pipeline.transcript.provenance import Skipped
from pipeline.transcript.span import Span, union, without

_SHORTEST = 1.0
"""Seconds of a second voice that are told. Less is a listener's "right", or the edge of an interruption."""
_BREATH = 0.5
"""Seconds between one voice's words, or between stretches of it, that are a breath and no end."""


def missed_voices(utterances: Sequence[Utterance], diarization: Diarization) -> tuple[Skipped, ...]:
    """Where a second voice speaks at the same time as another and none of its words were written.

    The labels on both sides are the diarizer's, so this comes before voices are taken apart by their words.
    """
    found: list[Skipped] = []
    written = {utterance.speaker for utterance in utterances}
    for label in dict.fromkeys(turn.label for turn in diarization.turns if turn.label != UNATTRIBUTED):
        own = union(_words(utterance for utterance in utterances if utterance.speaker == label))
        others = union(_words(utterance for utterance in utterances if utterance.speaker != label))
        spoken_over = union(_overlaps(label, diarization.turns))
        missing = union(
            (part for span in spoken_over for part in _missing(span, own, others)), bridge=_BREATH
        )
        # A voice that has no words anywhere is no speaker of the transcript: its label would say nothing.
        name = f"another voice ({label})" if label in written else "another voice"
        reason = f"{name} speaks at the same time; its words are missing"
        found += [
            Skipped(round(span.start, 3), round(span.end, 3), reason)
            for span in missing
            if span.duration >= _SHORTEST
        ]
    return tuple(sorted(found, key=lambda place: (place.start, place.end)))


def marked(utterances: Sequence[Utterance], missed: Sequence[Skipped]) -> tuple[Utterance, ...]:
    """The utterances, `overlapped` wherever a voice is missing in the middle of them."""
    return tuple(
        replace(utterance, overlapped=True)
        if any(place.start < utterance.end and utterance.start < place.end for place in missed)
        else utterance
        for utterance in utterances
    )


def _overlaps(label: str, turns: Sequence[Turn]) -> Iterable[Span]:
    """Where the voice and somebody else speak at once."""
    for own in (turn for turn in turns if turn.label == label):
        for other in (turn for turn in turns if turn.label != label):
            start, end = max(own.start, other.start), min(own.end, other.end)
            if start < end:
                yield Span(start, end)


def _missing(span: Span, own: Sequence[Span], others: Sequence[Span]) -> Iterable[Span]:
    """The parts of `span` in which somebody else's words were written instead of the voice's own.

    Where neither has words, a voice that has some nearby may just take breath; one that has none does not.
    """
    if not any(span.overlap(word) for word in own):
        return (span,)
    between = without(span, [Span(word.start - _BREATH / 2, word.end + _BREATH / 2) for word in own])
    return (
        Span(max(part.start, word.start), min(part.end, word.end))
        for part in between
        for word in others
        if part.overlap(word)
    )


def _words(utterances: Iterable[Utterance]) -> Iterable[Span]:
    """When words are said; the whole utterance where its words have no times."""
    for utterance in utterances:
        yield from (Span(word.start, word.end) for word in utterance.words)
        if not utterance.words:
            yield utterance
