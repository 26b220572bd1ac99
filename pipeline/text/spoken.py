"""Words as they stand in utterances, with their times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.text.print_style import joined
from pipeline.transcript.model import Utterance, Word
from pipeline.transcript.words import words_of as words_of

_AROUND = 3
"""Words on each side by which a word is known again."""


@dataclass(frozen=True, slots=True)
class Place:
    """Words `first` up to, but not with, `last` of the utterance number `utterance`."""

    utterance: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Spoken:
    """A word and where it stands."""

    utterance: int
    index: int
    word: Word


def bare(text: str) -> str:
    """A word as it sounds: without marks around it, in small letters.

    >>> bare('"Rut,')
    'rut'
    """
    return stripped(text).casefold()


def stripped(text: str) -> str:
    """Without the marks around it."""
    start, end = core(text)
    return text[start:end]


def core(text: str) -> tuple[int, int]:
    """Where its letters and figures begin and end; the whole of what has none."""
    places = [place for place, character in enumerate(text) if character.isalnum()]
    return (places[0], places[-1] + 1) if places else (0, len(text))


def spoken(utterances: Sequence[Utterance]) -> list[Spoken]:
    """All words, utterance by utterance."""
    return [
        Spoken(number, index, word)
        for number, utterance in enumerate(utterances)
        for index, word in enumerate(words_of(utterance))
    ]


def in_time(utterances: Sequence[Utterance]) -> list[Spoken]:
    """All words in order of time."""
    return sorted(spoken(utterances), key=lambda one: (one.word.start, one.word.end))


def text_of(words: Sequence[Word], language: str) -> str:
    """Words to text."""
    return joined((word.text for word in words), language)


def clipped(utterance: Utterance, first: int, last: int, language: str) -> Utterance:
    """Words `first` up to, but not with, `last` of an utterance, as one of its own."""
    words = words_of(utterance)
    if (first, last) == (0, len(words)):
        return utterance
    part = words[first:last]
    start, end = part[0].start, max(word.end for word in part)
    text = text_of(part, utterance.language or language)
    own = part if utterance.words else ()
    return replace(
        utterance, start=start, end=max(start, end), text=text, words=own,
        id=utterance.id if first == 0 else "", digest="",
    )  # fmt: skip


def context_of(words: Sequence[Word], first: int, last: int) -> tuple[str, str]:
    """A few words before and after a stretch, as they sound; fewer at the ends."""
    before = " ".join(bare(word.text) for word in words[max(0, first - _AROUND) : first])
    after = " ".join(bare(word.text) for word in words[last : last + _AROUND])
    return before, after


def places_of(words: Sequence[Spoken]) -> list[Place]:
    """The places that words stand in, utterance by utterance."""
    found: dict[int, list[int]] = {}
    for one in words:
        found.setdefault(one.utterance, []).append(one.index)
    return [Place(number, min(at), max(at) + 1) for number, at in sorted(found.items())]
