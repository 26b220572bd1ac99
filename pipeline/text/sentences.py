"""Utterances of one voice to sentences, each with the words it is made of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from pipeline.text.language import base_language
from pipeline.text.long_sentences import part_long
from pipeline.text.print_style import has_end
from pipeline.text.sentence_ends import mended
from pipeline.text.stretch import NumberedUtterance, Stretch
from pipeline.transcript.model import Passage
from pipeline.transcript.span import Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as it is written, the time from its first to its last word, and where these words stand.

    Of a sentence in parts the first `opens` it and the last `ends` it.
    """

    text: str
    span: Span
    passages: tuple[Passage, ...]
    opens: bool = True
    ends: bool = True


def split_sentences(utterances: Sequence[NumberedUtterance], language: str) -> tuple[Sentence, ...]:
    """The sentences of utterances that belong together, in order; together they hold all of their words."""
    stretch = Stretch.of(utterances, language)
    return tuple(_sentence(stretch, first, last) for first, last in _cut(stretch))


def split_paragraphs(utterances: Sequence[NumberedUtterance], language: str) -> tuple[Sentence, ...]:
    """The same, those in parts that are longer than anybody speaks in one sentence."""
    stretch = Stretch.of(utterances, language)
    found = []
    for whole in _cut(stretch):
        marked = has_end(stretch.slice(*whole), language)
        for first, last in part_long(stretch, *whole, marked=marked):
            found.append(_sentence(stretch, first, last, whole))
    return tuple(found)


def _cut(stretch: Stretch) -> list[tuple[int, int]]:
    """The first unit of every sentence, and the one after its last.

    A boundary inside a word ("Hello.World") is none: the sentence goes on to the next between words.
    """
    if not stretch.units:
        return []
    numbers = {unit.first: number for number, unit in enumerate(stretch.units)}
    begins = (numbers[place] for place in _begins(stretch) if place in numbers)
    edges = sorted({0, *begins, len(stretch.units)})
    return list(pairwise(edges))


def _begins(stretch: Stretch) -> list[int]:
    """Where the text's sentences begin."""
    from sentencex import segment

    line = re.sub(r"\s", lambda space: space[0] if space[0] in "\u00a0\u202f\u3000" else " ", stretch.text)
    parts = segment(base_language(stretch.language), line)
    ends = list(accumulate(len(part) for part in parts))
    places = mended(line, ends, stretch.language)
    return [place + len(line[place:]) - len(line[place:].lstrip()) for place in places]


def _sentence(stretch: Stretch, first: int, last: int, whole: tuple[int, int] | None = None) -> Sentence:
    return Sentence(
        text=stretch.slice(first, last),
        span=stretch.span(first, last),
        passages=stretch.passages(first, last),
        opens=whole is None or first == whole[0],
        ends=whole is None or last == whole[1],
    )
