"""Utterances cut where their sentences turn out to be somebody else's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from pipeline.text.print_style import joined
from pipeline.text.sentences import Sentence
from pipeline.text.stretch import is_made_of_words
from pipeline.transcript.model import Utterance


@dataclass(frozen=True, slots=True)
class _Share:
    """Words `first` up to, but not with, `last` of an utterance: whose they are, and about when."""

    first: int
    last: int
    label: str
    sentence: Sentence


def cut(
    utterances: Sequence[Utterance], whose: Sequence[tuple[Sentence, str]], language: str
) -> tuple[Utterance, ...]:
    """The utterances, one for each stretch of sentences that have the same label in `whose`.

    Utterances of which no sentence is in `whose` stay as they are.
    """
    shares: dict[int, list[_Share]] = {}
    for sentence, label in whose:
        for part in sentence.passages:
            shares.setdefault(part.utterance, []).append(_Share(part.first, part.last, label, sentence))
    return tuple(
        piece
        for number, utterance in enumerate(utterances)
        for piece in _pieces(utterance, shares.get(number, []), language)
    )


def _pieces(utterance: Utterance, shares: Sequence[_Share], language: str) -> list[Utterance]:
    by_label = [(label, list(group)) for label, group in groupby(shares, key=lambda share: share.label)]
    if len(by_label) < 2:
        return [replace(utterance, speaker=label) for label, _ in by_label] or [utterance]
    return [_piece(utterance, label, group, language) for label, group in by_label]


def _piece(utterance: Utterance, label: str, shares: Sequence[_Share], language: str) -> Utterance:
    first, last = shares[0].first, shares[-1].last
    language = utterance.language or language
    if is_made_of_words(utterance):
        words = utterance.words[first:last]
        start, end = words[0].start, max(word.end for word in words)
        text = joined((word.text for word in words), language)
        return replace(utterance, start=start, end=end, speaker=label, text=text, words=words)
    # The times of a text without words of its own are spread over it by letters.
    start = max(utterance.start, shares[0].sentence.span.start)
    end = min(utterance.end, max(start, shares[-1].sentence.span.end))
    text = joined(utterance.text.split()[first:last], language)
    return replace(utterance, start=start, end=end, speaker=label, text=text, words=())
