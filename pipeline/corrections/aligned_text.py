"""A paragraph as somebody rewrote it, as corrections of the words it is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from pipeline.text.spoken import Spoken, bare, words_of
from pipeline.transcript.model import Paragraph, Passage, Utterance


@dataclass(frozen=True, slots=True)
class Rewording:
    """Words of one utterance, from `first` up to, but not with, `last`, that are to read `after`."""

    utterance: int
    first: int
    last: int
    after: str


def rewordings(
    utterances: Sequence[Utterance],
    passages: Sequence[Passage],
    before: str,
    after: str,
    sound: Callable[[str], str] = bare,
) -> tuple[Rewording, ...]:
    """What leads from the printed text `before`, which says the words of `passages`, to `after`.

    Only other words count: marks and capitals are a matter of print; unless `sound`, which tells what of a
    word counts, says otherwise. Words that are added are added to the one before them, or, at the start, to
    the one after.
    """
    said = list(_said(utterances, passages))
    old, new = before.split(), after.split()
    heard = _heard(old, [one.word.text for one in said])
    matcher = SequenceMatcher(None, list(map(sound, old)), list(map(sound, new)), autojunk=False)
    changes = [
        (*_edges(heard, i1, i2, len(old), len(said)), j1, j2)
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
        if tag != "equal"
    ]
    spans = [_widened(change, said, new) for change in changes]
    if any(one[1] > other[0] for one, other in pairwise(spans)):
        # Print says too little of what is heard there: all of it is one change.
        starts, ends, firsts, lasts = zip(*changes, strict=True)
        spans = [_widened((min(starts), max(ends), firsts[0], lasts[-1]), said, new)]
    return tuple(found for first, last, text in spans for found in _by_utterance(said[first:last], text))


def _widened(
    change: tuple[int, int, int, int], said: Sequence[Spoken], new: Sequence[str]
) -> tuple[int, int, Sequence[str]]:
    """Words heard from and to, and what they are to read; words that are added go with one that stays."""
    first, last, j1, j2 = change
    if first < last or not said:
        return first, last, new[j1:j2]
    if first:
        return first - 1, last, [_as_written(said[first - 1], new[j1 - 1 : j1]), *new[j1:j2]]
    return 0, 1, [*new[j1:j2], _as_written(said[0], new[j2 : j2 + 1])]


def divided_text(
    utterances: Sequence[Utterance], part: Paragraph, left: Sequence[Passage]
) -> tuple[str, str] | None:
    """A paragraph's text as it is printed, in two: the words of `left`, and the others.

    None where it has no spaces to be divided at, or where the word that comes first is not printed.
    """
    printed = part.text.split()
    said = [one.word.text for one in _said(utterances, part.passages)]
    begins = sum(1 for _ in _said(utterances, left))
    heard = _heard(printed, said)
    at = next((n for n in range(len(printed)) if heard.get(n, -1) >= begins), 0)
    if not at or heard[at] != begins:
        return None
    return " ".join(printed[:at]), " ".join(printed[at:])


def _as_written(one: Spoken, new: Sequence[str]) -> str:
    """A word that stays, with the marks that it has by now."""
    return new[0] if new and bare(new[0]) == bare(one.word.text) else one.word.text


def _said(utterances: Sequence[Utterance], passages: Sequence[Passage]) -> Iterator[Spoken]:
    for passage in passages:
        words = words_of(utterances[passage.utterance])
        for index in range(passage.first, min(passage.last, len(words))):
            yield Spoken(passage.utterance, index, words[index])


def _heard(printed: Sequence[str], said: Sequence[str]) -> dict[int, int]:
    """Which printed word is which of those heard."""
    matcher = SequenceMatcher(None, list(map(bare, printed)), list(map(bare, said)), autojunk=False)
    return {block.a + n: block.b + n for block in matcher.get_matching_blocks() for n in range(block.size)}


def _edges(heard: dict[int, int], first: int, last: int, printed: int, said: int) -> tuple[int, int]:
    """The words heard between those that are next to printed words `first` up to `last`."""
    before = next((heard[n] + 1 for n in range(first - 1, -1, -1) if n in heard), 0)
    after = next((heard[n] for n in range(last, printed) if n in heard), said)
    return before, max(before, after)


def _by_utterance(said: Sequence[Spoken], text: Sequence[str]) -> Iterator[Rewording]:
    """A change over several utterances goes to the first; the words of the others go."""
    rest = " ".join(text)
    for number in dict.fromkeys(one.utterance for one in said):
        indices = [one.index for one in said if one.utterance == number]
        yield Rewording(number, indices[0], indices[-1] + 1, rest)
        rest = ""
