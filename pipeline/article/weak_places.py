"""Where a transcript is least sure of itself: what to listen to first when there is little time.

Reasons hold no words of the recording: they are for logs, which are kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.transcript.model import Paragraph, Transcript, Word
from pipeline.transcript.provenance import Skipped

_DOUBTFUL = 0.4
"""Probability below which a recognizer is rather wrong than right about a word."""
_CLUSTER = 4.0
"""Seconds within which doubtful words belong together."""
_FEWEST = 2
"""Doubtful words that make a cluster; a single one is everywhere."""
_PACE = 2.7
"""Words a second, of what is missing."""
_MOST_MISSING = 20.0
"""Words that one stretch counts for at most: a long one is rather music."""
_KEPT = 0.3
"""The share of the words of a doubtful stretch that is likely wrong, where they were kept."""
_OVERLAP = 2.0
_STATEMENT = 1.0
_PRINTED = 2.0
"""How much more a wrong word counts where it would be printed as somebody's own."""
_NEAR = 3.0
"""Seconds within which two places are one to somebody who listens."""


@dataclass(frozen=True, slots=True)
class WeakPlace:
    """A moment to listen to, and why; `weight` is about how many words may be wrong or missing there."""

    time: float
    reason: str
    weight: float


def weak_places(transcript: Transcript, most: int = 5) -> tuple[WeakPlace, ...]:
    """The places where most may be wrong, the worst first."""
    quotes = [part for part in transcript.paragraphs if part.quoted]
    found = [_weighed(place, quotes) for place in (*_missing(transcript), *_unsure(transcript))]
    found += (_weighed(place, quotes) for place in _overlapped(transcript))
    found += (
        WeakPlace(quote.start, "a quote that is in doubt", _STATEMENT) for quote in quotes if quote.doubts
    )
    kept: list[WeakPlace] = []
    for place in sorted(found, key=lambda place: (-place.weight, place.time)):
        if len(kept) < most and all(abs(place.time - other.time) > _NEAR for other in kept):
            kept.append(place)
    return tuple(kept)


def _missing(transcript: Transcript) -> Iterator[WeakPlace]:
    """What was left out, and what was kept in doubt."""
    for place in transcript.provenance.skipped if transcript.provenance else ():
        kept = _KEPT if _is_kept(place) else 1.0
        words = min(_MOST_MISSING, (place.end - place.start) * _PACE)
        yield WeakPlace(place.start, place.reason, words * kept)


def _is_kept(place: Skipped) -> bool:
    return place.reason.startswith("doubtful: ")


def _unsure(transcript: Transcript) -> Iterator[WeakPlace]:
    """Doubtful words close together."""
    cluster: list[Word] = []
    words = (word for utterance in transcript.utterances for word in utterance.words)
    for word in words:
        if word.probability is None or word.probability >= _DOUBTFUL:
            continue
        if cluster and word.start - cluster[0].start > _CLUSTER:
            yield from _told(cluster)
            cluster = []
        cluster.append(word)
    yield from _told(cluster)


def _told(cluster: list[Word]) -> Iterator[WeakPlace]:
    if len(cluster) >= _FEWEST:
        weight = sum(1 - (word.probability or 0.0) for word in cluster)
        yield WeakPlace(cluster[0].start, f"{len(cluster)} words it is unsure of", weight)


def _overlapped(transcript: Transcript) -> Iterator[WeakPlace]:
    for utterance in transcript.utterances:
        if utterance.overlapped:
            yield WeakPlace(utterance.start, "two voices at once", _OVERLAP)


def _weighed(place: WeakPlace, quotes: list[Paragraph]) -> WeakPlace:
    """Heavier, and told, where it lies in a quote."""
    if not any(quote.start <= place.time < quote.end for quote in quotes):
        return place
    return WeakPlace(place.time, f"{place.reason} (in a quote)", place.weight * _PRINTED)
