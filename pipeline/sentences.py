"""Utterances to sentences, each with the words it is made of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from pipeline.timespan import Span
from pipeline.types import Utterance, Word
from pipeline.wording import is_spaced, joined


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence and the time from its first to its last word."""

    text: str
    span: Span


def split_sentences(utterance: Utterance, language: str) -> tuple[Sentence, ...]:
    """The sentences of an utterance in order; together they hold all of its words.

    Times come from the words where these make up the text, and are spread over the utterance by letters where
    they do not (a text that a person has edited).
    """
    from sentencex import segment

    units = _units(utterance, language)
    ends = {reached: index for index, reached in enumerate(accumulate(len(u.text) for u in units), start=1)}
    sentences: list[Sentence] = []
    first = said = 0
    for part in segment(language.split("-")[0], joined((unit.text for unit in units), language)):
        said += len(_bare(part))
        # A boundary inside a word ("Hello.World") is none: the sentence goes on to the next between words.
        last = ends.get(said, first)
        if last > first:
            span = Span(units[first].start, max(units[first].start, units[last - 1].end))
            sentences.append(Sentence(joined((u.text for u in units[first:last]), language), span))
            first = last
    return tuple(sentences)


def _units(utterance: Utterance, language: str) -> tuple[Word, ...]:
    """What a sentence cannot be cut inside of: the words, none of them with a space in it."""
    if _bare("".join(word.text for word in utterance.words)) == _bare(utterance.text):
        return tuple(replace(word, text=text) for word in utterance.words for text in word.text.split())
    texts = utterance.text.split()
    if not is_spaced(language):
        texts = [character for text in texts for character in text]
    letters = sum(len(text) for text in texts) or 1
    edges = [
        utterance.start + utterance.span.duration * count / letters
        for count in accumulate((len(text) for text in texts), initial=0)
    ]
    return tuple(Word(*edge, text) for edge, text in zip(pairwise(edges), texts, strict=True))


def _bare(text: str) -> str:
    return "".join(text.split())
