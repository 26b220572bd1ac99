"""Utterances of one voice to sentences, each with the words it is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise

from pipeline.timespan import Span
from pipeline.types import Passage, Utterance
from pipeline.wording import is_spaced, joined


@dataclass(frozen=True, slots=True)
class Placed:
    """An utterance and its number in the transcript, from 0."""

    number: int
    utterance: Utterance


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, the time from its first to its last word, and where these words stand."""

    text: str
    span: Span
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class _Unit:
    """What a sentence cannot be cut inside of: a word without a space in it."""

    text: str
    start: float
    end: float
    utterance: int
    index: int


def split_sentences(stretch: Sequence[Placed], language: str) -> tuple[Sentence, ...]:
    """The sentences of utterances that belong together, in order; together they hold all of their words.

    Times come from the words where these make up the text, and are spread over the utterance by letters where
    they do not (a text that a person has edited).
    """
    from sentencex import segment

    units = [unit for placed in stretch for unit in _units(placed, language)]
    ends = {reached: index for index, reached in enumerate(accumulate(len(u.text) for u in units), start=1)}
    sentences: list[Sentence] = []
    first = said = 0
    for part in segment(language.split("-")[0], joined((unit.text for unit in units), language)):
        said += len(_bare(part))
        # A boundary inside a word ("Hello.World") is none: the sentence goes on to the next between words.
        last = ends.get(said, first)
        if last > first:
            sentences.append(_sentence(units[first:last], language))
            first = last
    return tuple(sentences)


def passages_of(stretch: Sequence[Placed], language: str) -> tuple[Passage, ...]:
    """All words of the utterances."""
    return _passages(unit for placed in stretch for unit in _units(placed, language))


def _sentence(units: Sequence[_Unit], language: str) -> Sentence:
    span = Span(units[0].start, max(units[0].start, max(unit.end for unit in units)))
    return Sentence(joined((unit.text for unit in units), language), span, _passages(units))


def _passages(units: Iterable[_Unit]) -> tuple[Passage, ...]:
    found = []
    for utterance, group in groupby(units, key=lambda unit: unit.utterance):
        indices = [unit.index for unit in group]
        found.append(Passage(utterance, indices[0], indices[-1] + 1))
    return tuple(found)


def _units(placed: Placed, language: str) -> Iterator[_Unit]:
    """Words numbered as in the utterance; if they do not make up its text, as in the text."""
    said = placed.utterance
    if is_made_of_words(said):
        for index, word in enumerate(said.words):
            for text in word.text.split():
                yield _Unit(text, word.start, word.end, placed.number, index)
        return
    texts = list(enumerate(said.text.split()))
    if not is_spaced(language):
        texts = [(index, character) for index, text in texts for character in text]
    letters = sum(len(text) for _, text in texts) or 1
    edges = [
        said.start + said.span.duration * count / letters
        for count in accumulate((len(text) for _, text in texts), initial=0)
    ]
    for (start, end), (index, text) in zip(pairwise(edges), texts, strict=True):
        yield _Unit(text, start, end, placed.number, index)


def is_made_of_words(utterance: Utterance) -> bool:
    """Whether its words make up its text; those of a text that a person has edited do not."""
    return _bare("".join(word.text for word in utterance.words)) == _bare(utterance.text)


def _bare(text: str) -> str:
    return "".join(text.split())
