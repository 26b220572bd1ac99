"""Where a transcript may be wrong, ranked by the harm that would do: what to listen to first.

Each doubt is the chance of a mistake times what it would cost a newsroom, in words that would be wrong in
print. Reasons hold no words of the recording: they are for logs, which are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from pipeline.article.quotes import DOUBTFUL
from pipeline.transcript.model import Paragraph, Role, Transcript, Utterance, Word
from pipeline.transcript.provenance import Skipped


class DoubtKind(StrEnum):
    """What may be wrong."""

    MISSING = "missing"
    WORDS = "words"
    NAME = "name"
    NUMBER = "number"
    OVERLAP = "overlap"
    QUOTE = "quote"
    ROLE = "role"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A moment to listen to, in seconds, and why; `harm` is about how many words may be wrong there."""

    time: float
    kind: DoubtKind
    reason: str
    harm: float


_DOUBTFUL_FACT = 0.75
"""The same for names and numbers, which are misheard with more confidence."""
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
_FACT = 4.0
"""How many wrong words a wrong name or number is as bad as."""
_FALSE_QUOTE = 15.0
"""The same of a whole statement that is somebody else's."""
_WRONG_ROLE = 5.0
"""The same of a voice's role."""
_OVERLAP = 2.0
_STATEMENT = 1.0
_PRINTED = 2.0
"""How much more a wrong word counts where it would be printed as somebody's own."""
_APART = 20.0
"""Seconds between two places that are told: more of them is a list nobody works through."""


def doubts(transcript: Transcript, most: int = 5) -> tuple[Doubt, ...]:
    """The places where most harm may be done, the worst first, never two within 20 seconds."""
    statements = [part for part in transcript.paragraphs if part.quoted or part.unsure]
    found = [
        *_missing(transcript),
        *_unsure_words(transcript),
        *_facts(transcript),
        *_overlapped(transcript),
    ]
    weighed = [_in_statement(doubt, statements) for doubt in found]
    weighed += [*_statements(transcript), *_roles(transcript)]
    kept: list[Doubt] = []
    for doubt in sorted(weighed, key=lambda doubt: (-doubt.harm, doubt.time)):
        if len(kept) < most and all(abs(doubt.time - other.time) >= _APART for other in kept):
            kept.append(doubt)
    return tuple(kept)


def _missing(transcript: Transcript) -> Iterator[Doubt]:
    """What was left out, and what was kept in doubt."""
    for place in transcript.provenance.skipped if transcript.provenance else ():
        words = min(_MOST_MISSING, place.duration * _PACE)
        yield Doubt(place.start, DoubtKind.MISSING, place.reason, words * (_KEPT if _is_kept(place) else 1.0))


def _is_kept(place: Skipped) -> bool:
    return place.reason.startswith("doubtful: ")


def _unsure_words(transcript: Transcript) -> Iterator[Doubt]:
    """Doubtful words close together."""
    cluster: list[Word] = []
    for word in transcript.words:
        if word.probability is None or word.probability >= DOUBTFUL:
            continue
        if cluster and word.start - cluster[0].start > _CLUSTER:
            yield from _told(cluster)
            cluster = []
        cluster.append(word)
    yield from _told(cluster)


def _told(cluster: list[Word]) -> Iterator[Doubt]:
    if len(cluster) >= _FEWEST:
        harm = sum(1 - (word.probability or 0.0) for word in cluster)
        yield Doubt(cluster[0].start, DoubtKind.WORDS, f"{len(cluster)} words it is unsure of", harm)


def _facts(transcript: Transcript) -> Iterator[Doubt]:
    """Names and numbers that may be misheard."""
    for utterance in transcript.utterances:
        for kind, word in _named(utterance):
            if word.probability is not None and word.probability < _DOUBTFUL_FACT:
                yield Doubt(word.start, kind, f"a {kind} it is unsure of", _FACT * (1 - word.probability))


def _named(utterance: Utterance) -> Iterator[tuple[DoubtKind, Word]]:
    """Words with figures, and those with a capital that opens no sentence; none where all are capitals."""
    opens = True
    for word in utterance.words:
        bare = word.text.strip("\"'“”‘’([")
        if any(map(str.isdigit, bare)):
            yield DoubtKind.NUMBER, word
        elif bare[:1].isupper() and not opens and not utterance.text.isupper() and bare.lower() != "i":
            yield DoubtKind.NAME, word
        opens = word.text.rstrip("\"'”’)")[-1:] in (".", "?", "!")


def _overlapped(transcript: Transcript) -> Iterator[Doubt]:
    for utterance in transcript.utterances:
        if utterance.overlapped:
            yield Doubt(utterance.start, DoubtKind.OVERLAP, "two voices at once", _OVERLAP)


def _statements(transcript: Transcript) -> Iterator[Doubt]:
    """Quotes that may be none, and what may be a quote."""
    for part in transcript.paragraphs:
        if part.unsure:
            yield Doubt(part.start, DoubtKind.QUOTE, "it may be a quote or a report", _FALSE_QUOTE / 2)
        elif part.quoted:
            speaker = transcript.speaker(part.speaker)
            chance = 1.0 if speaker is None or speaker.confidence is None else speaker.confidence
            harm = _FALSE_QUOTE * (1 - chance) + (_STATEMENT if part.doubts else 0.0)
            if harm > 0.5:
                yield Doubt(part.start, DoubtKind.QUOTE, "a quote that is in doubt", harm)


def _roles(transcript: Transcript) -> Iterator[Doubt]:
    """Where a journalist whose role nearly went the other way is first heard."""
    for speaker in transcript.speakers:
        said = transcript.said_by(speaker.label)
        if speaker.unsure or speaker.role is Role.EXPERT or speaker.confidence is None or not said:
            continue
        harm = _WRONG_ROLE * (1 - speaker.confidence)
        if harm > 1.0:
            yield Doubt(
                said[0].start, DoubtKind.ROLE, f"it is not certain that this is the {speaker.role}", harm
            )


def _in_statement(doubt: Doubt, statements: Iterable[Paragraph]) -> Doubt:
    """Heavier, and told, where it lies in a quote."""
    inside = next((part for part in statements if part.start <= doubt.time < part.end), None)
    if inside is None:
        return doubt
    reason = f"{doubt.reason} (in a quote)" if inside.quoted else doubt.reason
    return replace(doubt, reason=reason, harm=doubt.harm * _PRINTED)
