"""Whether a stretch of words is a known name misheard: surely, perhaps, or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.names.known import KnownName
from pipeline.names.likeness import least_likeness, parts_likeness, sounds_the_same
from pipeline.names.stretches import Company, Stretch

_SURE_WHOLE, _SURE_PART = 0.85, 0.70
"""Likeness of a full name, and of each of its parts, from which it is that name."""
_SURE_WORD = 0.90
"""The same of one word, by itself or after a title; of letters in a row where the words are cut otherwise."""
_LONG = 6
"""Letters from which one word alone is told by its likeness."""
_PERHAPS = 0.78
"""Likeness from which a name is suggested."""
_AHEAD = 0.06
"""How much liker than any other name it must be."""
_SHORTEST = 3
"""Letters of a word heard that may be a surname."""


@dataclass(frozen=True, slots=True)
class Match:
    """A known name that a stretch may be. `score` is their likeness."""

    known: KnownName
    score: float
    sure: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the programme itself tells: full names that occur as they are known, words in small letters."""

    present: frozenset[str]
    common: frozenset[str]
    capitals: bool


def best_match(stretch: Stretch, names: Sequence[KnownName], evidence: Evidence) -> Match | None:
    """The known name most like the stretch, if any is like enough; sure only where no other one is nearly so."""
    found = [match for name in names if (match := _match(stretch, name, evidence))]
    found.sort(key=lambda one: (-one.score, one.known.whole))
    if not found:
        return None
    best = found[0]
    rivals = [one for one in found[1:] if one.known.whole != best.known.whole]
    if rivals and best.score - rivals[0].score < _AHEAD:
        return Match(best.known, best.score, sure=False)
    return best


def _match(stretch: Stretch, name: KnownName, evidence: Evidence) -> Match | None:
    heard, known = stretch.folds, name.parts
    if abs(len(heard) - len(known)) > 1 or heard[0][0] != known[0][0] and len(known) == 1:
        return None
    if stretch.is_word and len(known) > 1:
        return None
    score = round(parts_likeness(heard, known), 3)
    if stretch.is_word:
        sure = _is_sure_word(stretch, name, score, evidence)
    elif len(heard) == len(known):
        sure = score >= _SURE_WHOLE and least_likeness(heard, known) >= _SURE_PART
        sure = sure and (evidence.capitals or score >= _SURE_WORD)
    else:
        sure = score >= _SURE_WORD and not name.is_surname and evidence.capitals
    if not sure and (score < _PERHAPS or not _is_worth_saying(stretch, name, evidence)):
        return None
    return Match(name, score, sure)


def _is_sure_word(stretch: Stretch, name: KnownName, score: float, evidence: Evidence) -> bool:
    heard, known = stretch.folds[0], name.parts[0]
    if len(heard) < _SHORTEST:
        return False
    long = len(known) >= _LONG and score >= _SURE_WORD
    if name.is_surname:
        here = name.whole in evidence.present and not _is_free(stretch, evidence)
        met = stretch.company is Company.TITLE or here
        return met and not stretch.neighbour and (long or sounds_the_same(heard, known))
    alone = not _is_free(stretch, evidence) and not stretch.neighbour
    return alone and (long or heard == known)


def _is_free(stretch: Stretch, evidence: Evidence) -> bool:
    """Whether the word may be any other: it has its capital from the sentence, or none tells."""
    return not evidence.capitals or stretch.opens or stretch.folds[0] in evidence.common


def _is_worth_saying(stretch: Stretch, name: KnownName, evidence: Evidence) -> bool:
    if not stretch.is_word:
        return evidence.capitals and not name.is_surname
    titled = stretch.company is Company.TITLE
    free = _is_free(stretch, evidence) or stretch.neighbour
    return len(stretch.folds[0]) >= _SHORTEST and (titled or (len(name.parts[0]) >= _LONG and not free))
