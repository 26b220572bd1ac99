"""Words that may be misheard, spoken over or missing."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.article.candidate import DOUBTFUL, Candidate
from pipeline.engines.vocabulary import whole_words
from pipeline.text.spoken import bare
from pipeline.transcript.doubt import DoubtKind
from pipeline.transcript.model import Transcript, Utterance, Word
from pipeline.transcript.provenance import Skipped

_DOUBTFUL_NUMBER = 0.75
"""`DOUBTFUL` for numbers, which are misheard with more confidence."""
_MISHEARD_WHOLE = 0.25
"""Chance that a name is misheard which the recognizer writes in one piece, for each 1 - probability. Of 29
such names with less than 0.75, in eight spoken scripts, two were."""
_MISHEARD_IN_PIECES = (1.5, 0.1)
"""The same of names that it has to spell, and what is added. Of 28 with less than 0.75 there 16 were, of 57
with more seven."""
_DOUBTFUL_NAME = 0.1
"""Chance of being misheard from which a name is told."""
NEAR = 4.0
"""Seconds within which doubtful words belong together."""
_FEWEST = 2
"""Doubtful words that make a cluster; a single one is everywhere."""
_PACE = 2.7
"""Words a second, of what is missing."""
_MOST_MISSING = 20.0
"""Words that one stretch counts for at most: a long one is rather music."""
_KEPT = 0.3
"""The share of the words of a doubtful stretch that is likely wrong, where they were kept."""
_SURE = 0.9
"""Probability from which nobody would say that the recognizer is unsure."""
_FACT = 4.0
"""How many wrong words a wrong name or number is as bad as."""
_OVERLAP = 2.0


def missing(transcript: Transcript) -> Iterator[Candidate]:
    """What was left out, and what was kept in doubt."""
    for place in transcript.provenance.skipped if transcript.provenance else ():
        words = min(_MOST_MISSING, place.duration * _PACE)
        yield Candidate(
            place.start, DoubtKind.MISSING, place.reason, words * (_KEPT if _is_kept(place) else 1.0)
        )


def _is_kept(place: Skipped) -> bool:
    return place.reason.startswith("doubtful: ")


def unsure_words(transcript: Transcript) -> Iterator[Candidate]:
    """Doubtful words close together."""
    cluster: list[Word] = []
    for word in transcript.words:
        if word.probability is None or word.probability >= DOUBTFUL:
            continue
        if cluster and word.start - cluster[0].start > NEAR:
            yield from _told(cluster)
            cluster = []
        cluster.append(word)
    yield from _told(cluster)


def _told(cluster: list[Word]) -> Iterator[Candidate]:
    if len(cluster) >= _FEWEST:
        harm = sum(1 - (word.probability or 0.0) for word in cluster)
        yield Candidate(cluster[0].start, DoubtKind.WORDS, f"{len(cluster)} words it is unsure of", harm)


def facts(transcript: Transcript) -> Iterator[Candidate]:
    """Names and numbers that may be misheard."""
    for utterance in transcript.utterances:
        for kind, word in _named(utterance):
            if word.probability is None:
                continue
            if kind is DoubtKind.NAME:
                yield from _name(word, word.probability)
            elif word.probability < _DOUBTFUL_NUMBER:
                harm = _FACT * (1 - word.probability)
                yield Candidate(word.start, kind, "a number it is unsure of", harm)


def _name(word: Word, probability: float) -> Iterator[Candidate]:
    """A name that it has never read is spelt as it sounds, however sure the recognizer is of that."""
    letters = "".join(filter(str.isalpha, word.text.removesuffix("'s").removesuffix("’s")))
    known = whole_words()
    if known and letters not in known:
        each, more = _MISHEARD_IN_PIECES
        chance = min(1.0, each * (1 - probability) + more)
    else:
        chance = _MISHEARD_WHOLE * (1 - probability)
    if chance >= _DOUBTFUL_NAME:
        reason = "a name it is unsure of" if probability < _SURE else "a rare name, spelt as it sounds"
        yield Candidate(word.start, DoubtKind.NAME, reason, _FACT * chance, bare(word.text))


def suggested(transcript: Transcript) -> Iterator[Candidate]:
    """Words that may be a known name misheard, where they still stand."""
    words = {word.start: bare(word.text) for word in transcript.words} if transcript.name_suggestions else {}
    for one in transcript.name_suggestions:
        first = bare(one.heard.split()[0]) if one.heard.split() else ""
        for time in one.times:
            if words.get(time) == first:
                text = "close to a name that is known"
                yield Candidate(time, DoubtKind.NAME, text, _FACT * one.score, first)


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


def overlapped(transcript: Transcript) -> Iterator[Candidate]:
    """Two voices at once."""
    for utterance in transcript.utterances:
        if utterance.overlapped:
            yield Candidate(utterance.start, DoubtKind.OVERLAP, "two voices at once", _OVERLAP)
