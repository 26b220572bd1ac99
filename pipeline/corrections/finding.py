"""How words, and stretches of them, are found again where they were corrected."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher

from pipeline.text.spoken import Place, Spoken, bare, context_of, in_time, words_of
from pipeline.transcript.model import Utterance, Word

EXACT = 0.05
"""Seconds by which the same words of the same recognition may lie apart: rounding in a file."""
MOVED = 1.5
"""Seconds by which another recognition may have moved a word."""
_AROUND = 3
"""Words on each side by which a word is known again."""
_COMPANY = 0.5
"""The share of these that must still be there."""
_LONG = 8
"""Words by which a stretch is known again without those around it."""
_ALIKE = 0.6
"""The share of words that must be the same in a stretch that is found again."""
_STRETCHED = 0.5
"""Seconds by which a stretch may be longer or shorter in another recognition."""
_EDGE = 2
"""Words at the edge of a stretch that may have changed."""


def is_company(context: tuple[str, str], words: Sequence[Word], first: int, last: int) -> float:
    """The share of the words around a stretch that are those of `context`, each in its place."""
    now = context_of(words, first, last)
    pairs = [
        *zip(reversed(context[0].split()), reversed(now[0].split()), strict=False),
        *zip(context[1].split(), now[1].split(), strict=False),
    ]
    whole = max(len(" ".join(one).split()) for one in (context, now))
    return sum(a == b for a, b in pairs) / whole if whole else 1.0


@dataclass(frozen=True, slots=True)
class _Candidate:
    place: Place
    alike: float
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
    if best.alike < _COMPANY:
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
                alike = is_company(context, words, first, last) if context else 1.0
                yield _Candidate(Place(number, first, last), alike, distance)


def find_stretch(
    utterances: Sequence[Utterance], text: str, start: float, end: float, reach: float,
    labels: Container[str | None] | None = None, context: tuple[str, str] | None = None,
) -> tuple[Spoken, ...]:  # fmt: skip
    """The words of a longer stretch, of which some may be others by now; nothing where most are.

    They are those from `start` to `end`, as nearly as the words that are the same tell, and of the voices
    `labels` only, if these are given.
    """
    ordered = in_time(utterances)
    near = [
        one
        for one in ordered
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
    if stop - begin != len(wanted) and not (_is_edge(first, 0) and _is_edge(last, len(wanted))):
        return ()
    found = near[begin:stop]
    if context and len(wanted) < _LONG:
        first_word, last_word = ordered.index(found[0]), ordered.index(found[-1]) + 1
        if is_company(context, [one.word for one in ordered], first_word, last_word) < _COMPANY:
            return ()
    moved = found[0].word.start - start, max(one.word.end for one in found) - end
    return tuple(found) if abs(moved[0] - moved[1]) <= _STRETCHED else ()


def _is_edge(block: Match, edge: int) -> bool:
    """Whether the words at the edge of a stretch are surely the same: more than one of them is."""
    return block.size > 1 and edge in (block.a, block.a + block.size)


def _is_last(utterances: Sequence[Utterance], one: Spoken) -> bool:
    return one.index == len(words_of(utterances[one.utterance])) - 1
