"""Where in a printed paragraph each spoken word stands, so that a page can follow the sound."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from pipeline.text.print_style import is_spaced
from pipeline.text.spoken import stripped
from pipeline.transcript.model import Paragraph, Transcript, Word

_AHEAD = 60
"""Characters of print within which a word is looked for: print may have other figures, not another order."""


@dataclass(frozen=True, slots=True)
class WordRange:
    """Characters `first` up to, but not with, `last` of a printed text, and the word that is heard there."""

    first: int
    last: int
    word: Word


def spoken_words(transcript: Transcript, paragraph: Paragraph) -> tuple[Word, ...]:
    """The words that a paragraph is made of; none where the transcript does not tell."""
    return tuple(
        word
        for passage in paragraph.passages
        for word in transcript.utterances[passage.utterance].words[passage.first : passage.last]
    )


def utf16_places(text: str) -> list[int]:
    """Where each character begins as a browser counts, and where the text ends."""
    return [0, *accumulate(1 + (ord(letter) > 0xFFFF) for letter in text)]


def word_ranges(text: str, words: Iterable[Word], language: str) -> tuple[WordRange, ...]:
    """The words found in `text`, in order; one that is printed otherwise than it was heard is passed over.

    Nothing overlaps, so that each character belongs to one word at most.
    """
    folded = _small(text)
    found: list[WordRange] = []
    at = 0
    for word in words:
        said = _small(stripped(word.text))
        place = _find(folded, said, at, whole=is_spaced(language)) if said else -1
        if place >= 0:
            at = place + len(said)
            found.append(WordRange(place, at, word))
    return tuple(found)


def _small(text: str) -> str:
    """In small letters, as many as there were."""
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)


def _find(text: str, word: str, start: int, *, whole: bool) -> int:
    """The place of a word, not that of the same letters inside another one; -1 if there is none."""
    end = start + len(word) + _AHEAD
    place = text.find(word, start, end)
    while place >= 0 and whole and not _is_whole(text, place, place + len(word)):
        place = text.find(word, place + 1, end)
    return place


def _is_whole(text: str, first: int, last: int) -> bool:
    return not (text[:first][-1:].isalnum() or text[last:][:1].isalnum())
