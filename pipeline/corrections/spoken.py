"""Words as they stand in utterances, with their times, and how one stretch of them is found again."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate, pairwise

from pipeline.text.print_style import joined
from pipeline.text.stretch import is_made_of_words
from pipeline.transcript.model import Utterance, Word

EXACT = 0.05
"""Seconds by which the same words of the same recognition may lie apart: rounding in a file."""
MOVED = 1.5
"""Seconds by which another recognition may have moved a word."""
_NEARBY = 0.6
"""Seconds within which a word that has one neighbour left is still the same."""
_ALIKE = 0.6
"""The share of words that must be the same in a stretch that is found again."""
_EDGE = 2
"""Words at the edge of a stretch that may have changed."""


@dataclass(frozen=True, slots=True)
class Place:
    """Words `first` up to, but not with, `last` of the utterance number `utterance`."""

    utterance: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Spoken:
    """A word and where it stands."""

    utterance: int
    index: int
    word: Word


def bare(text: str) -> str:
    """A word as it sounds: without marks around it, in small letters.

    >>> bare('"Rut,')
    'rut'
    """
    return stripped(text).casefold()


def stripped(text: str) -> str:
    """Without the marks around it."""
    start, end = core(text)
    return text[start:end]


def core(text: str) -> tuple[int, int]:
    """Where its letters and figures begin and end; the whole of what has none."""
    places = [place for place, character in enumerate(text) if character.isalnum()]
    return (places[0], places[-1] + 1) if places else (0, len(text))


def words_of(utterance: Utterance) -> tuple[Word, ...]:
    """Its words; where it has none that make up its text, that text's, their times spread by letters."""
    if utterance.words and is_made_of_words(utterance):
        return utterance.words
    texts = utterance.text.split()
    total = sum(map(len, texts)) or 1
    edges = [
        utterance.start + utterance.duration * letters / total
        for letters in accumulate(map(len, texts), initial=0)
    ]
    return tuple(
        Word(start, min(end, utterance.end), text)
        for (start, end), text in zip(pairwise(edges), texts, strict=True)
    )


def spoken(utterances: Sequence[Utterance]) -> list[Spoken]:
    """All words, utterance by utterance."""
    return [
        Spoken(number, index, word)
        for number, utterance in enumerate(utterances)
        for index, word in enumerate(words_of(utterance))
    ]


def text_of(words: Sequence[Word], language: str) -> str:
    """Words to text."""
    return joined((word.text for word in words), language)


def context_of(words: Sequence[Word], first: int, last: int) -> tuple[str, str]:
    """The words around a stretch of an utterance, as they sound; empty at its ends."""
    before = bare(words[first - 1].text) if first else ""
    after = bare(words[last].text) if last < len(words) else ""
    return before, after


@dataclass(frozen=True, slots=True)
class _Candidate:
    place: Place
    alike: int
    distance: float


def find_words(
    utterances: Sequence[Utterance],
    text: str,
    start: float,
    end: float,
    context: tuple[str, str] | None,
    reach: float,
) -> Place | None:
    """The one place within `reach` seconds where an utterance says exactly these words.

    Of several, the one among the same words as before, then the nearest; none if that does not tell.
    """
    wanted = [bare(word) for word in text.split()]
    found = sorted(
        _candidates(utterances, wanted, start, end, context, reach),
        key=lambda one: (-one.alike, one.distance),
    )
    if not found:
        return None
    best, others = found[0], found[1:]
    if best.distance <= EXACT and reach <= EXACT:
        return min(found, key=lambda one: one.distance).place
    if context and (best.alike == 0 or (best.alike == 1 and best.distance > _NEARBY)):
        return None  # the same word, in other company
    doubtful = any(other.alike == best.alike for other in others)
    return None if doubtful else best.place


def _candidates(
    utterances: Sequence[Utterance],
    wanted: Sequence[str],
    start: float,
    end: float,
    context: tuple[str, str] | None,
    reach: float,
) -> Iterator[_Candidate]:
    for number, utterance in enumerate(utterances):
        if not wanted or utterance.end < start - reach or utterance.start > end + reach:
            continue
        words = words_of(utterance)
        said = [bare(word.text) for word in words]
        for first in range(len(said) - len(wanted) + 1):
            last = first + len(wanted)
            distance = max(abs(words[first].start - start), abs(words[last - 1].end - end))
            if said[first:last] == list(wanted) and distance <= reach:
                alike = sum(
                    a == b for a, b in zip(context_of(words, first, last), context or (), strict=False)
                )
                yield _Candidate(Place(number, first, last), alike, distance)


def find_stretch(
    utterances: Sequence[Utterance], text: str, start: float, end: float, reach: float,
    labels: Container[str | None] | None = None,
) -> tuple[Spoken, ...]:  # fmt: skip
    """The words of a longer stretch, of which some may be others by now; nothing where most are.

    They are those from `start` to `end`, as nearly as the words that are the same tell, and of the voices
    `labels` only, if these are given.
    """
    near = [
        one
        for one in sorted(spoken(utterances), key=lambda one: (one.word.start, one.word.end))
        if start - reach <= one.word.start
        and one.word.end <= end + reach
        and (labels is None or utterances[one.utterance].speaker in labels)
    ]
    wanted = [bare(word) for word in text.split()]
    said = [bare(one.word.text) for one in near]
    if reach <= EXACT:
        runs = (n for n in range(len(said) - len(wanted) + 1) if said[n : n + len(wanted)] == wanted)
        begin = next(runs, None) if wanted else None
        return tuple(near if begin is None else near[begin : begin + len(wanted)])
    blocks = [b for b in SequenceMatcher(None, wanted, said, autojunk=False).get_matching_blocks() if b.size]
    if not blocks or sum(block.size for block in blocks) < _ALIKE * len(wanted):
        return ()
    first, last = blocks[0], blocks[-1]
    missing = len(wanted) - last.a - last.size
    begin, stop = first.b - first.a, last.b + last.size + missing
    if begin < 0 or stop > len(near) or max(first.a, missing) > _EDGE:
        return ()
    if (first.a and near[begin].index) or (missing and not _is_last(utterances, near[stop - 1])):
        return ()  # a changed word at the edge: whose it is, only the edge of an utterance would tell
    return tuple(near[begin:stop])


def _is_last(utterances: Sequence[Utterance], one: Spoken) -> bool:
    return one.index == len(words_of(utterances[one.utterance])) - 1


def places_of(words: Sequence[Spoken]) -> list[Place]:
    """The places that words stand in, utterance by utterance."""
    found: dict[int, list[int]] = {}
    for one in words:
        found.setdefault(one.utterance, []).append(one.index)
    return [Place(number, min(at), max(at) + 1) for number, at in sorted(found.items())]
