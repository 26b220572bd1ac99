"""Whether a stretch of words is a known name misheard: surely, perhaps, or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.names.known import KnownName
from pipeline.names.likeness import parts_likeness, sounds_the_same, word_likeness
from pipeline.names.stretches import Company, Stretch
from pipeline.roles.name_similarity import near_letters, sounds_alike

_SURE_WHOLE, _SURE_SURNAME, _SURE_GIVEN = 0.85, 0.82, 0.88
"""Likeness of a full name, of its last part and of those before from which it is that name. Given names
that are alike are rather another person's than misheard."""
_SURE_SOUNDING, _SURE_SOUND = 0.72, 0.80
"""The same of a surname, and of its sound, where that is nearly the same: Blake is not Baker misspelt."""
_NEAR_WORD, _NEAR = 0.55, 0.70
"""Likeness of letters below which nothing else is compared, of a word and of several."""
_SURE_WORD = 0.90
"""The same of one word, by itself or after a title; of letters in a row where the words are cut otherwise."""
_LONG = 6
"""Letters from which one word alone is told by its likeness."""
_PERHAPS = 0.76
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


class Names:
    """Known names, found by their letters: comparing every word with every name would take minutes."""

    def __init__(self, names: Sequence[KnownName]) -> None:
        self._names = tuple(names)
        self._letters = ["".join(name.parts) for name in names]

    def near(self, stretch: Stretch) -> list[KnownName]:
        """Those that the stretch can be at all."""
        least = _NEAR_WORD if stretch.is_word else _NEAR
        return [self._names[at] for at in near_letters("".join(stretch.folds), self._letters, least)]


def best_match(stretch: Stretch, names: Names, evidence: Evidence) -> Match | None:
    """The known name most like the stretch, if any is like enough; sure only where no other is nearly so."""
    found = [match for name in names.near(stretch) if (match := _match(stretch, name, evidence))]
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
    if abs(len(heard) - len(known)) > 1 or (heard[0][0] != known[0][0] and len(known) == 1):
        return None
    if stretch.is_word and len(known) > 1:
        return None
    score = round(parts_likeness(heard, known), 3)
    if stretch.is_word:
        sure = _is_sure_word(stretch, name, score, evidence)
    elif len(heard) == len(known):
        sure = score >= _SURE_WHOLE and _is_sure_name(heard, known)
        sure = sure and (evidence.capitals or score >= _SURE_WORD)
    else:
        sure = score >= _SURE_WORD and not name.is_surname and evidence.capitals
    if not sure and (score < _PERHAPS or not _is_worth_saying(stretch, name, evidence)):
        return None
    return Match(name, score, sure)


def _is_sure_name(heard: Sequence[str], known: Sequence[str]) -> bool:
    *given, surname = (word_likeness(one, other) for one, other in zip(heard, known, strict=True))
    alike = surname >= _SURE_SURNAME or (
        surname >= _SURE_SOUNDING and sounds_alike(heard[-1], known[-1]) >= _SURE_SOUND
    )
    return alike and min(given) >= _SURE_GIVEN


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
