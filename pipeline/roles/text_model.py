"""Chances of roles from the wording of single turns and of the turns around them.

A bag of words and pairs of words, marked by where they stand, weighed by inverse document frequency (Sparck
Jones, 1972), with multinomial logistic regression on it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from pipeline.roles.features.conversation import Conversation
from pipeline.roles.logistic import Numbers, Regression

OPENING, CLOSING, BEFORE, AFTER = "^", "$", "<", ">"
"""Marks of words at either end of the turn, at the end of the one before, the beginning of the one after."""
_FIRST, _LAST, _BEFORE, _AFTER = 8, 10, 12, 10
_USUAL = 40
"""Words of a turn that counts as one."""
_MOST = 3.0
"""However much a voice says, its wording counts three turns."""
SHAPE = ("length", "length before", "length after", "first turn", "last turn", "between turns of one voice")
"""Columns after those of words."""


@dataclass(frozen=True, slots=True)
class TextModel:
    """`rarity`, the inverse document frequency of each of `grams`; the regression has SHAPE as last rows."""

    grams: Mapping[str, int]
    """Number of the column by marked words."""
    rarity: Numbers
    regression: Regression

    def rows(self, conversation: Conversation) -> Numbers:
        """Shape (turns, columns): unit vectors of words, and the turn's shape."""
        table = np.zeros((len(conversation.turns), len(self.grams) + len(SHAPE)))
        for place in range(len(conversation.turns)):
            table[place] = self.row(grams_of(conversation, place), shape_of(conversation, place))
        return table

    def row(self, grams: Mapping[str, int], shape: Sequence[float]) -> Numbers:
        """Shape (columns,), of a turn's marked words and its numbers."""
        row = np.zeros(len(self.grams) + len(SHAPE))
        for gram, count in grams.items():
            column = self.grams.get(gram)
            if column is not None:
                row[column] = (1 + math.log(count)) * self.rarity[column]
        row /= np.linalg.norm(row) or 1.0
        row[len(self.grams) :] = shape
        return row

    def reasons(self, rows: Numbers, role: int, most: int = 3) -> Sequence[str]:
        """The wordings of turns of these rows that speak most for `role` rather than for the average one."""
        words = len(self.grams)
        weights = self.regression.weights[:words]
        worth = rows[:, :words].sum(axis=0) * (weights[:, role] - weights.mean(axis=1))
        names = list(self.grams)
        own = (
            place
            for place in np.argsort(-worth)
            if worth[place] > 0 and names[place][0] not in BEFORE + AFTER
        )
        said = dict.fromkeys(names[place].lstrip(OPENING + CLOSING) for place in own)
        return list(said)[:most]


def grams_of(conversation: Conversation, place: int) -> Counter[str]:
    """How often each word and pair of words stands in a turn and at its edges, marked by where."""
    own = conversation.turns[place].tokens
    before, after = conversation.before(place), conversation.after(place)
    found = Counter(_grams(own))
    edges = ((OPENING, own[:_FIRST]), (CLOSING, own[-_LAST:]))
    around = (
        (BEFORE, before.tokens[-_BEFORE:] if before else ()),
        (AFTER, after.tokens[:_AFTER] if after else ()),
    )
    for mark, tokens in (*edges, *around):
        found.update(mark + gram for gram in _grams(tokens))
    return found


def shape_of(conversation: Conversation, place: int) -> list[float]:
    """The turn's numbers in the order of SHAPE."""
    turn, before, after = conversation.turns[place], conversation.before(place), conversation.after(place)
    lengths = (len(one.tokens) if one else 0 for one in (turn, before, after))
    return [
        *(math.log1p(length) / 4 for length in lengths),
        float(before is None),
        float(after is None),
        float(before is not None and after is not None and before.voice == after.voice),
    ]


def of_voices(logs: Numbers, conversation: Conversation) -> Numbers:
    """Log-chances of turns, shape (turns, 3), as the worth of each role of each voice, shape (voices, 3).

    Their mean by the root of words, times what so much speech may count.
    """
    table = np.zeros((len(conversation.labels), 3))
    for voice in range(len(conversation.labels)):
        places = conversation.places(voice)
        weights = np.sqrt([max(1, len(conversation.turns[place].tokens)) / _USUAL for place in places])
        total = float(weights.sum())
        if total:
            table[voice] = (weights @ logs[places]) / total * min(_MOST, 1 + 0.5 * math.log1p(total))
    return table


def _grams(tokens: Sequence[str]) -> list[str]:
    return [*tokens, *(f"{one} {other}" for one, other in pairwise(tokens))]
