"""Utterances to sentences, each with the words it is made of."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.timespan import Span
from pipeline.types import Utterance


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence and the time from its first to its last word."""

    text: str
    span: Span


def split_sentences(utterance: Utterance, language: str) -> tuple[Sentence, ...]:
    """The sentences of an utterance in order; together they hold all of its words.

    Times come from the words where there is one for each written word, and are spread over the utterance by
    letters where there is not (a text that a person has edited).
    """
    from sentencex import segment

    words = utterance.text.split()
    if not words:
        return ()
    times = _word_times(utterance, words)
    sentences: list[Sentence] = []
    first = 0
    said = ""
    for part in segment(language.split("-")[0], " ".join(words)):
        said += part
        last = len(said.split())
        # A boundary inside a word ("Hello.World") is none: the sentence goes on to the next between words.
        if last > first and said.split()[-1] == words[last - 1]:
            span = Span(times[first].start, max(times[first].start, times[last - 1].end))
            sentences.append(Sentence(" ".join(words[first:last]), span))
            first = last
    return tuple(sentences)


def _word_times(utterance: Utterance, words: list[str]) -> list[Span]:
    if len(utterance.words) == len(words):
        return [Span(word.start, word.end) for word in utterance.words]
    letters = sum(len(word) for word in words)
    rate = utterance.span.duration / letters
    spans: list[Span] = []
    moment = utterance.start
    for word in words:
        spans.append(Span(moment, moment + len(word) * rate))
        moment = spans[-1].end
    return spans
