"""Who is spoken of in a programme: which capitalised words are the name of a person."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from pipeline.roles.naming.wording import Wording
from pipeline.roles.phrases import PARTICLES
from pipeline.transcript.model import Utterance

_LONGEST = 3
"""Words of a name, initials and particles aside: more are two names, or none."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name as it was said: with a title or office or without, and whether it may be no person's."""

    name: str
    titled: bool
    doubtful: bool

    @property
    def is_full(self) -> bool:
        """Whether it has a given name and a surname."""
        return " " in self.name


@dataclass(frozen=True, slots=True)
class People:
    """The words of a programme as far as they tell names from others.

    `small` are those that stand in small letters, too; `wholes` the full names by each of their words;
    `known` names are somebody's whatever they look like.
    """

    wording: Wording
    small: frozenset[str]
    wholes: Mapping[str, AbstractSet[str]]
    known: frozenset[str]

    @classmethod
    def of(cls, turns: Sequence[Utterance], wording: Wording, known: Collection[str] = ()) -> People:
        """Of everything that is said in it, and of people who are known before."""
        texts = [turn.text.replace("’", "'") for turn in turns]
        words = (word for text in texts for word in re.findall(r"[^\W\d_][\w'-]*", text))
        some = cls(wording, frozenset(word for word in words if word[0].islower()), {}, frozenset(known))
        written = (some.named(found) for text in texts for found in wording.capitalised(text))
        full = {*known, *(one.name for one in written if one and one.is_full)}
        wholes: defaultdict[str, set[str]] = defaultdict(set)
        for name in full:
            for part in name.split():
                wholes[part].add(name)
        return cls(wording, some.small, dict(wholes), some.known)

    def named(self, written: str) -> Named | None:
        """The name in capitalised words, without titles and whose colleague it is; None if it is none."""
        if written in self.known:
            return Named(written, titled=False, doubtful=False)
        words = _without_owner(written.replace("’", "'").split())
        first = ""
        while words and self._stands_before(words[0]):
            first, words = words[0].strip(".").casefold(), words[1:]
        parts = [word.casefold() for word in words if not _is_small(word)]
        if (
            first in self.wording.articles
            or not parts
            or len(parts) > _LONGEST
            or any(map(_is_acronym, words))
        ):
            return None
        if not self.wording.never.isdisjoint(parts):
            return None
        ordinary = all(part in self.small for part in parts)
        if ordinary and len(parts) == 1 and words[0] not in self.wholes:
            return None
        titled = first in self.wording.before
        return Named(" ".join(words), titled, ordinary or not self.wording.seldom.isdisjoint(parts))

    def _stands_before(self, word: str) -> bool:
        """Whether it may stand before a name and is none."""
        known = self.wording.before | self.wording.never
        return word.strip(".").casefold() in known or _is_acronym(word)

    def knows(self, named: Named) -> bool:
        """Whether it is a part of one full name that is said."""
        return self.completed(named.name) != named.name

    def completed(self, name: str) -> str:
        """`Clara` becomes `Clara Hughes` where exactly one full name has that word."""
        wholes = self.wholes.get(name, ())
        return next(iter(wholes)) if len(wholes) == 1 else name


def _without_owner(words: Sequence[str]) -> Sequence[str]:
    """Without whose it is, as in "CNN's Lena Ford", and what is its, as in "Lena Ford's"."""
    owners = [number for number, word in enumerate(words[:-1]) if word.endswith("'s")]
    words = words[owners[-1] + 1 :] if owners else words
    return [word.removesuffix("'s") for word in words]


def _is_small(word: str) -> bool:
    """A particle or an initial."""
    return word.casefold() in PARTICLES or len(word.strip(".")) == 1


def _is_acronym(word: str) -> bool:
    return len(word.strip(".")) > 1 and word.isupper()
