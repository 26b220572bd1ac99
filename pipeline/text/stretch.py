"""Utterances of one voice as one text, and which of its letters were said when and stand where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise
from typing import Self

from pipeline.text.orthography import orthography
from pipeline.text.print_style import is_spaced, joined
from pipeline.transcript.model import Passage, Utterance
from pipeline.transcript.span import Span
from pipeline.transcript.words import is_made_of_words as is_made_of_words


@dataclass(frozen=True, slots=True)
class NumberedUtterance:
    """An utterance and its number in the transcript, from 0."""

    number: int
    utterance: Utterance

    def language(self, programme: str) -> str:
        """What is spoken in it."""
        return self.utterance.language or programme


@dataclass(frozen=True, slots=True)
class Unit:
    """What a sentence cannot be cut inside of: a word without a space in it.

    `first` and `last` are the letters of the stretch's text that it takes, up to but not with `last`.
    """

    start: float
    end: float
    utterance: int
    index: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """The text of utterances that belong together, as it is written, and the units it is made of."""

    text: str
    units: tuple[Unit, ...]
    language: str

    @classmethod
    def of(cls, utterances: Sequence[NumberedUtterance], language: str) -> Self:
        """One text of the utterances, in order.

        Times come from the words where these make up an utterance's text, and are spread over it by letters
        where they do not (a text that a person has edited).
        """
        text = _one_text([placed.utterance.text.strip() for placed in utterances], language)
        places = [place for place, character in enumerate(text) if not character.isspace()]
        said = [unit for placed in utterances for unit in _units(placed, language)]
        edges = accumulate((len(unit.text) for unit in said), initial=0)
        units = (
            Unit(one.start, one.end, one.utterance, one.index, places[first], places[last - 1] + 1)
            for one, (first, last) in zip(said, pairwise(edges), strict=True)
        )
        return cls(text, tuple(units), language)

    def slice(self, first: int, last: int) -> str:
        """The text of units `first` up to, but not with, `last`."""
        return self.text[self.units[first].first : self.units[last - 1].last]

    def span(self, first: int, last: int) -> Span:
        """The time of these units."""
        start = self.units[first].start
        return Span(start, max(start, max(unit.end for unit in self.units[first:last])))

    def passages(self, first: int, last: int) -> tuple[Passage, ...]:
        """Where the words of these units stand."""
        return _passages((unit.utterance, unit.index) for unit in self.units[first:last])


def passages_of(utterances: Sequence[NumberedUtterance], language: str) -> tuple[Passage, ...]:
    """All words of the utterances."""
    said = (unit for placed in utterances for unit in _units(placed, placed.language(language)))
    return _passages((unit.utterance, unit.index) for unit in said)


@dataclass(frozen=True, slots=True)
class _Said:
    text: str
    start: float
    end: float
    utterance: int
    index: int


def _one_text(texts: Sequence[str], language: str) -> str:
    """Where no space parts sentences, two words in Latin letters still need one."""
    between = orthography(language).between
    return between.join(texts) if between else joined(texts, language)


def _passages(words: Iterable[tuple[int, int]]) -> tuple[Passage, ...]:
    found = []
    for utterance, group in groupby(words, key=lambda word: word[0]):
        indices = [index for _, index in group]
        found.append(Passage(utterance, indices[0], indices[-1] + 1))
    return tuple(found)


def _units(placed: NumberedUtterance, language: str) -> Iterator[_Said]:
    """Words numbered as in the utterance; if they do not make up its text, as in the text."""
    said = placed.utterance
    if is_made_of_words(said):
        for index, word in enumerate(said.words):
            for text in word.text.split():
                yield _Said(text, word.start, word.end, placed.number, index)
        return
    texts = list(enumerate(said.text.split()))
    if not is_spaced(language):
        texts = [(index, character) for index, text in texts for character in text]
    letters = sum(len(text) for _, text in texts) or 1
    edges = [
        said.start + said.duration * count / letters
        for count in accumulate((len(text) for _, text in texts), initial=0)
    ]
    for (start, end), (index, text) in zip(pairwise(edges), texts, strict=True):
        yield _Said(text, start, end, placed.number, index)
