"""Words of an utterance written otherwise, each with what was heard; and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.names.tokens import Token, tokens_of
from pipeline.text.rewording import shared_words
from pipeline.text.spoken import text_of, words_of
from pipeline.transcript.model import HeardWord, Utterance, Word


@dataclass(frozen=True, slots=True)
class Rewrite:
    """Words `first` up to, but not with, `last` of an utterance, that are to read `written`."""

    first: int
    last: int
    written: str


def rewrite(utterance: Utterance, rewrites: Sequence[Rewrite], language: str) -> Utterance:
    """With other words in these places, none of them over another; the marks around them stay.

    Where an utterance has no words of its own, its text as it was heard is kept.
    """
    if not rewrites:
        return utterance
    words = list(words_of(utterance))
    tokens = tokens_of(word.text for word in words)
    for one in sorted(rewrites, key=lambda one: -one.first):
        part = tokens[one.first : one.last]
        written = one.written.upper() if utterance.text.isupper() else one.written
        words[one.first : one.last] = _written(words[one.first : one.last], _with_marks(part, written))
    text = text_of(words, utterance.language or language)
    if text == utterance.text:
        return utterance
    if not utterance.words:
        return replace(utterance, text=text, heard=utterance.heard or utterance.text, digest="")
    return replace(utterance, text=text, words=tuple(words), digest="")


def as_heard(utterance: Utterance, language: str) -> Utterance:
    """As it was recognised."""
    if utterance.heard is not None:
        return replace(utterance, text=utterance.heard, heard=None, digest="")
    if all(word.heard is None for word in utterance.words):
        return utterance
    words = tuple(heard for word in utterance.words for heard in word_as_heard(word))
    return replace(utterance, text=text_of(words, utterance.language or language), words=words, digest="")


def word_as_heard(word: Word) -> tuple[Word, ...]:
    """The words that were recognised where it stands; itself, where it was."""
    if word.heard is None:
        return (word,)
    return tuple(Word(one.start, one.end, one.text, one.probability, extra=one.extra) for one in word.heard)


def _with_marks(part: Sequence[Token], written: str) -> list[str]:
    """The new words with the marks and the genitive of those heard."""
    words = written.split()
    words[0] = part[0].before + words[0]
    words[-1] += part[-1].tail + part[-1].after
    return words


def _written(old: Sequence[Word], texts: Sequence[str]) -> list[Word]:
    """As many words keep their times, and those that are the same are left alone."""
    if len(old) == len(texts):
        return [
            word if word.text == text else replace(word, text=text, heard=_heard([word]))
            for word, text in zip(old, texts, strict=True)
        ]
    if old[-1].text == texts[-1] and min(len(old), len(texts)) > 1:
        return [*_written(old[:-1], texts[:-1]), old[-1]]
    if old[0].text == texts[0] and min(len(old), len(texts)) > 1:
        return [old[0], *_written(old[1:], texts[1:])]
    new = shared_words(old[0].start, max(word.end for word in old), texts)
    return [replace(word, heard=() if number else _heard(old)) for number, word in enumerate(new)]


def _heard(words: Sequence[Word]) -> tuple[HeardWord, ...]:
    return tuple(
        HeardWord(one.start, one.end, one.text, one.probability, extra=one.extra)
        for word in words
        for one in word_as_heard(word)
    )
