"""Words of an utterance as a search for names reads them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.roles.name_similarity import name_parts
from pipeline.text.spoken import core

_POSSESSIVE = ("'s", "\u2019s")
_STOPS = frozenset('.?!…;:,)]}"”»—–')
"""Marks after which another name begins."""
_ENDS = frozenset(".?!…")
_LINKS_WRITTEN = "al bin da das de del della den der di do dos du el ibn la le van von y zu"
_LINKS = frozenset(_LINKS_WRITTEN.split())
"""Small words inside names of several languages."""
_TITLES_WRITTEN = (
    "mr mrs ms miss mx dr prof sir dame lord lady madam professor doctor minister president premier "
    "senator congressman congresswoman representative governor mayor chancellor secretary ambassador "
    "commissioner judge justice captain colonel general sergeant officer detective inspector chief king "
    "queen prince princess pope bishop cardinal father sister herr frau monsieur madame mme mlle señor "
    "señora signor signora"
)
_TITLES = frozenset(_TITLES_WRITTEN.split())
"""Words before a surname, in small letters and without a full stop."""


_FEWEST = 0.02
"""The share of words with, or without, a capital below which these are exceptions: all is written alike."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word between the marks around it; `tail` is an English genitive's ending, `'s`.

    `fold` is the word in small letters, without accents and hyphens. `opens` a sentence, `stops` a name.
    """

    before: str
    text: str
    tail: str
    after: str
    fold: str
    opens: bool
    stops: bool

    @property
    def is_title(self) -> bool:
        """Whether a surname follows it."""
        return self.fold in _TITLES

    @property
    def is_link(self) -> bool:
        """Whether it may stand in a name in small letters."""
        return self.text in _LINKS

    @property
    def is_capital(self) -> bool:
        """Whether it is written as names are."""
        return self.text[:1].isupper()


def tokens_of(texts: Iterable[str]) -> tuple[Token, ...]:
    """One for each word."""
    found: list[Token] = []
    opens = True
    for text in texts:
        token = _token(text, opens)
        found.append(token)
        opens = token.stops and bool(_ENDS & set(token.after))
    return tuple(found)


def has_capitals(texts: Sequence[Sequence[Token]]) -> bool:
    """Whether capitals tell names: some words have one, and others have none."""
    words = [token.text for tokens in texts for token in tokens if token.fold]
    small = sum(word.islower() for word in words)
    return _FEWEST * len(words) < small < (1 - _FEWEST) * len(words)


def _token(text: str, opens: bool) -> Token:
    first, last = core(text)
    bare, tail = text[first:last], ""
    for ending in _POSSESSIVE:
        if bare.lower().endswith(ending) and len(bare) > len(ending):
            bare, tail = bare[: -len(ending)], bare[-len(ending) :]
    after = text[last:]
    fold = "".join(name_parts(bare))
    initial = after == "." and (len(bare) == 1 or fold in _TITLES)
    stops = not initial and (bool(tail) or bool(_STOPS & set(after)))
    return Token(text[:first], bare, tail, after, fold, opens, stops)
