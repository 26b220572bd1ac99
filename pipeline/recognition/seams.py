"""Where two recognition windows meet inside one voice's speech: false full stops and capitals, mended.

Whisper takes every window for a text of its own. Where one ends inside of "It was a case of arson", it may
write "It." and go on with "Was a case of arson." If the sound shows no pause at such a seam, the full stop
goes, and the capital with it unless the word would have it anyway. Whatever is not sure stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.engines.recognition import Hypothesis
from pipeline.text.capitals import lowered, small
from pipeline.text.orthography import orthography

_PAUSE = 0.3
"""Seconds between words from which a sentence may well have ended."""
_PLAIN = re.compile(r"[^\W\d_]{2,}(?:[-'’][^\W\d_]+)*\.")
"""A word with a full stop behind it: no abbreviation with dots, no figure, no initial."""
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Spellings:
    """Words of a recording: which ones are in small letters inside sentences, which have a capital."""

    small: frozenset[str]
    capital: frozenset[str]


def mend_seams(windows: Sequence[Hypothesis], language: str) -> tuple[Hypothesis, ...]:
    """The windows in order of time with the same words, their marks and capitals mended where they meet."""
    heard = list(windows)
    spoken = [window.window.language or language for window in windows]
    spellings = {
        one: spellings_of([h for h, it in zip(windows, spoken, strict=True) if it == one], one)
        for one in {*spoken}
    }
    for index, (before, after) in enumerate(pairwise(windows)):
        if spoken[index] != spoken[index + 1] or not _is_seam(before, after):
            continue
        mended = _mended(
            heard[index].words[-1].text, after.words[0].text, spoken[index], spellings[spoken[index]]
        )
        if mended is not None:
            heard[index] = _ending(heard[index], mended[0])
            heard[index + 1] = _beginning(heard[index + 1], mended[1])
    return tuple(heard)


def spellings_of(windows: Sequence[Hypothesis], language: str) -> Spellings:
    """How words are written inside sentences: not the first of a window, nor behind a mark."""
    inside = [
        match[0]
        for heard in windows
        for before, word in pairwise(heard.words)
        if before.text[-1:].isalnum() or before.text[-1:] == ","
        if (match := _LETTERS.match(word.text))
    ]
    return Spellings(
        frozenset(word for word in inside if word == small(word, language)),
        frozenset(small(word, language) for word in inside if word[0].isupper()),
    )


def _is_seam(before: Hypothesis, after: Hypothesis) -> bool:
    """Whether one voice speaks on from window to window without a pause, and nothing is doubted."""
    if not (before.words and after.words and before.window.turns and after.window.turns):
        return False
    turn, last, first = before.window.turns[-1], before.words[-1], after.words[0]
    return (
        before.doubt is None
        and after.doubt is None
        and turn == after.window.turns[0]
        and last.end > turn.start
        and first.start < turn.end
        and abs(first.start - last.end) < _PAUSE
    )


def _mended(last: str, first: str, language: str, spellings: Spellings) -> tuple[str, str] | None:
    """The words before and behind a seam as they are inside a sentence; None where it is not sure."""
    said = last.removesuffix(".") if _has_plain_stop(last, language) else last
    if not (said[-1:].isalnum() or said[-1:] == ","):
        return None
    written = _inside(first, language, spellings)
    return None if written is None else (said, written)


def _has_plain_stop(word: str, language: str) -> bool:
    style = orthography(language)
    forms = {word.removesuffix("."), small(word.removesuffix("."), language)}
    return _PLAIN.fullmatch(word) is not None and not forms & (
        style.titles | style.abbreviations | style.numbered
    )


def _inside(word: str, language: str, spellings: Spellings) -> str | None:
    """A word that begins a window as it is written inside a sentence; None where that is not known."""
    style, match = orthography(language), _LETTERS.match(word)
    if match is None:
        return None
    letters, known = match[0], small(match[0], language)
    if letters[0].islower():
        # Small letters tell nothing where nothing has a capital.
        return word if spellings.capital else None
    has_small, has_capital = known in spellings.small, known in spellings.capital
    if known in style.capital or (has_capital and not has_small and known not in style.openers):
        return word
    if known in style.either or (len(letters) > 1 and not letters[1:].islower()):
        return None
    if known in style.openers or (has_small and not has_capital and not style.nouns):
        return lowered(word, language)
    return None


def _ending(heard: Hypothesis, text: str) -> Hypothesis:
    """With another last word."""
    last = heard.words[-1]
    whole = heard.text
    if whole.endswith(last.text):
        whole = whole.removesuffix(last.text) + text
    return replace(heard, text=whole, words=(*heard.words[:-1], replace(last, text=text)))


def _beginning(heard: Hypothesis, text: str) -> Hypothesis:
    """With another first word."""
    first = heard.words[0]
    whole = heard.text
    if whole.startswith(first.text):
        whole = text + whole.removeprefix(first.text)
    return replace(heard, text=whole, words=(replace(first, text=text), *heard.words[1:]))
