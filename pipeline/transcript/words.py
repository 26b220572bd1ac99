"""The words of an utterance, also where it has none with times of their own."""

from __future__ import annotations

from collections.abc import Sequence
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


def pieces_of(text: str, words: Sequence[Word]) -> tuple[str, ...]:
    """The words as they stand in `text`, each with what parts it from the one before it.

    A word that the text does not have has a space before it.

    >>> pieces_of("Rain, rain.", (Word(0.0, 0.5, "Rain,"), Word(0.5, 1.0, "rain.")))
    ('Rain,', ' rain.')
    """
    found: list[str] = []
    reached = 0
    for word in words:
        place = text.find(word.text, reached)
        if place < 0 or text[reached:place].strip():
            found.append(f" {word.text}" if found else word.text)
            continue
        found.append(text[reached:place] + word.text)
        reached = place + len(word.text)
    return tuple(found)


def _bare(text: str) -> str:
    return "".join(text.split())
