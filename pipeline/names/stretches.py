"""Stretches of words in which a name may stand: one to four in a row, with no mark between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from pipeline.names.tokens import Token

_LONGEST = 4
"""Words of a name."""


class Company(Enum):
    """What stands before a word that stands alone."""

    TITLE = "title"
    NAME = "name"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words `first` up to, but not with, `last` of an utterance; `folds` are these in small letters.

    Beside a `neighbour` that is written like a name, it is perhaps only a part of one.
    """

    first: int
    last: int
    folds: tuple[str, ...]
    company: Company
    opens: bool
    neighbour: bool

    @property
    def is_word(self) -> bool:
        """Whether it is one word only."""
        return self.last - self.first == 1


def stretches(tokens: Sequence[Token], *, capitals: bool) -> Iterator[Stretch]:
    """All that may be names. Without `capitals` that tell, every word may be one."""
    for first in range(len(tokens)):
        if not _begins(tokens[first], capitals):
            continue
        for last in range(first + 1, min(first + _LONGEST, len(tokens)) + 1):
            if last - first > 1 and (tokens[last - 2].stops or tokens[last - 1].is_title):
                break
            if _begins(tokens[last - 1], capitals):
                yield _stretch(tokens, first, last, capitals)
            elif not tokens[last - 1].is_link:
                break


def _begins(token: Token, capitals: bool) -> bool:
    return bool(token.fold) and not token.is_title and (token.is_capital or not capitals)


def _stretch(tokens: Sequence[Token], first: int, last: int, capitals: bool) -> Stretch:
    before = tokens[first - 1] if first and not tokens[first - 1].stops else None
    after = tokens[last] if last < len(tokens) and not tokens[last - 1].stops else None
    company = Company.NONE
    if before and before.is_title:
        company = Company.TITLE
    elif before and before.fold and before.is_capital and not before.opens:
        company = Company.NAME
    neighbour = company is Company.NAME or bool(after and after.is_capital and after.fold)
    folds = tuple(token.fold for token in tokens[first:last] if token.fold)
    opens = tokens[first].opens
    return Stretch(first, last, folds, company, opens, neighbour and capitals)
