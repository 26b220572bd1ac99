"""The words of an utterance, also where it has none with times of their own."""

from __future__ import annotations

from itertools import accumulate, pairwise

from pipeline.transcript.model import Utterance, Word


def is_made_of_words(utterance: Utterance) -> bool:
    """Whether its words make up its text; those of a text that a person has edited do not."""
    return _bare("".join(word.text for word in utterance.words)) == _bare(utterance.text)


def words_of(utterance: Utterance) -> tuple[Word, ...]:
    """Its words; where it has none that make up its text, that text's, their times spread by letters."""
    if utterance.words and is_made_of_words(utterance):
        return utterance.words
    texts = utterance.text.split()
    total = sum(map(len, texts)) or 1
    edges = [
        utterance.start + utterance.duration * letters / total
        for letters in accumulate(map(len, texts), initial=0)
    ]
    return tuple(
        Word(start, min(end, utterance.end), text)
        for (start, end), text in zip(pairwise(edges), texts, strict=True)
    )


def _bare(text: str) -> str:
    return "".join(text.split())
