"""Words in place of others, with times: what did not change keeps its own, the rest shares what there was."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import accumulate, pairwise

from pipeline.transcript.model import Word

_BESIDES = 2
"""Letters that every word counts for besides its own: short words take time, too."""
_SHARED = {"timed": "shared"}
"""What words say of themselves whose times nobody heard."""


def reworded(old: Sequence[Word], text: str) -> tuple[Word, ...]:
    """The words of `text` in the time of the words `old`, of which there is at least one.

    Words that are in both keep their time and their probability. Where words are added between two that
    stay, they take their time from the one before them; at the beginning, from the one after them.
    """
    new = text.split()
    found: list[Word] = []
    taken = 0
    matcher = SequenceMatcher(None, [word.text for word in old], new, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            found += old[i1 + taken : i2]
            taken = 0
        elif j1 == j2:
            continue
        elif i1 == i2 and found:
            before = found.pop()
            found += shared_words(before.start, before.end, (before.text, *new[j1:j2]))
        elif i1 == i2:
            after = old[i1]
            found += shared_words(after.start, after.end, (*new[j1:j2], after.text))
            taken = 1
        else:
            found += shared_words(old[i1].start, max(word.end for word in old[i1:i2]), new[j1:j2])
    return tuple(found)


def shared_words(start: float, end: float, texts: Sequence[str]) -> list[Word]:
    """By length in letters."""
    weights = [len(text) + _BESIDES for text in texts]
    total = sum(weights)
    edges = [start + (end - start) * done / total for done in accumulate(weights, initial=0)]
    edges[-1] = end  # not a rounding error away from it
    return [
        Word(first, last, text, extra=_SHARED)
        for (first, last), text in zip(pairwise(edges), texts, strict=True)
    ]
