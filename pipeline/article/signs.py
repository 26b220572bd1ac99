"""Signs in a text that are no speech, such as `[Music]`, `(applause)` or a sung line between two notes."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pipeline.text.language import base_language
from pipeline.text.spoken import Place, bare, in_time, words_of
from pipeline.transcript.model import Excluded, Utterance, Word

MUSIC, SOUND = "music", "sound"
"""Kinds of excluded stretches that are made of signs."""
SIGNS = frozenset((MUSIC, SOUND))

_NOTES = "♪♫♩♬"
_PAIRS = {"[": "]", "(": ")", "*": "*", "\uff3b": "\uff3d", "\uff08": "\uff09", "\u3010": "\u3011"}
_SQUARE = "[\uff3b\u3010"
_ROUND = "(\uff08"
_MARKS = ".,;:!?\u2026\u3002\u3001"
_LONGEST = 4
"""Words of a sign; more in brackets are somebody's words."""
_ALONE = ("[", "]")
"""Brackets may stand as words of their own."""
_BASIC = "en"
"""Language whose list counts in every other: captions are often described in it."""
_SHORTEST = 0.001
"""Seconds of a stretch, so that a word without a length lies in it."""


@dataclass(frozen=True, slots=True)
class Sign:
    """The words that are one, and whether it is of music or of another sound."""

    place: Place
    kind: str


def signs_in(utterances: Sequence[Utterance], language: str) -> tuple[Sign, ...]:
    """All signs, utterance by utterance.

    Notes always are some, with all between two of them. Square brackets are, around at most four words. Round
    ones and asterisks are around a known name of a sound, asterisks also around a whole utterance: people
    speak in brackets.
    """
    return tuple(
        Sign(Place(number, first, last), kind)
        for number, one in enumerate(utterances)
        for first, last, kind in _signs(words_of(one), one.language or language)
    )


def sign_stretches(utterances: Sequence[Utterance], language: str) -> tuple[Excluded, ...]:
    """Where they are, in order of time; those of one kind are one stretch until somebody speaks."""
    whose = {
        (sign.place.utterance, index): sign.kind
        for sign in signs_in(utterances, language)
        for index in range(sign.place.first, sign.place.last)
    }
    found: list[Excluded] = []
    goes_on = False
    for one in in_time(utterances) if whose else ():
        kind = whose.get((one.utterance, one.index))
        end = max(one.word.end, one.word.start + _SHORTEST)
        if kind is None:
            goes_on = False
        elif goes_on and found[-1].kind == kind:
            found[-1] = Excluded(found[-1].start, max(found[-1].end, end), kind)
        else:
            found.append(Excluded(one.word.start, end, kind))
            goes_on = True
    return tuple(found)


def _signs(words: Sequence[Word], language: str) -> Iterator[tuple[int, int, str]]:
    index = 0
    notes = [number for number, word in enumerate(words) if set(word.text) & set(_NOTES)]
    while index < len(words):
        found = _sung(words, index, [number for number in notes if number >= index]) or _bracketed(
            words, index, language
        )
        if found is None:
            index += 1
            continue
        last, kind = found
        yield index, last, kind
        index = last


def _sung(words: Sequence[Word], first: int, notes: Sequence[int]) -> tuple[int, str] | None:
    """From a note to the last of those that follow with words between; alone it takes what is left.

    `notes` are the places of those from `first` on. Where the only one stands at the end, all before it was
    sung.
    """
    if not notes:
        return None
    if first == 0 and len(notes) == 1 and notes[0] == len(words) - 1:
        return len(words), MUSIC
    if notes[0] != first:
        return None
    return (len(words) if len(notes) == 1 and _opens(words[first]) else _after(notes, words)), MUSIC


def _opens(word: Word) -> bool:
    """Whether its note stands before anything else in it."""
    return word.text[0] in _NOTES


def _after(notes: Sequence[int], words: Sequence[Word]) -> int:
    """Behind the note that closes what the first one opens."""
    text = words[notes[0]].text.strip(_MARKS)
    closed = len(text) > 1 and text[0] in _NOTES and text[-1] in _NOTES
    return notes[0] + 1 if closed or len(notes) == 1 else notes[1] + 1


def _bracketed(words: Sequence[Word], first: int, language: str) -> tuple[int, str] | None:
    opening = words[first].text[:1]
    closing = _PAIRS.get(opening)
    if closing is None:
        return None
    for last in range(first, min(first + _LONGEST + len(_ALONE), len(words))):
        text = words[last].text.rstrip(_MARKS)
        if text.endswith(closing) and (last > first or len(text) > 1):
            texts = (word.text for word in words[first : last + 1])
            inside = [bare(text) for text in texts if any(map(str.isalnum, text))]
            whole = first == 0 and last == len(words) - 1
            return _judged(opening, inside, last + 1, language, whole=whole)
        if closing in text[1:]:
            return None
    return None


def _judged(
    opening: str, inside: Sequence[str], last: int, language: str, *, whole: bool
) -> tuple[int, str] | None:
    music, sounds = _known(base_language(language))
    if len(inside) > _LONGEST:
        return None
    known = all(word in music | sounds for word in inside)
    if not (known or opening in _SQUARE or (whole and opening not in _ROUND)):
        return None
    return last, MUSIC if any(word in music for word in inside) else SOUND


@cache
def _known(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Words for music and for other sounds."""
    lists = tomllib.loads(files("pipeline.article").joinpath("sounds.toml").read_text("utf-8"))
    own = [lists[name] for name in dict.fromkeys((_BASIC, language)) if name in lists]
    return (
        frozenset(word for one in own for word in one[MUSIC].split()),
        frozenset(word for one in own for word in one[SOUND].split()),
    )
