"""How badly a line or a caption ends behind a word: none behind a sentence, much behind an article."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from pipeline.captions.tokens import Token
from pipeline.text.language import base_language
from pipeline.text.orthography import orthography
from pipeline.text.print_style import has_end
from pipeline.text.spoken import stripped

SENTENCE = 0.0
"""Penalty behind the end of a sentence; all others are above it."""
_CLAUSE = 0.35
_PLAIN = 1.0
_HELD = 1.2
"""Added behind a word that belongs to the next."""
_OPENED = 0.35
"""Taken off where the next word opens a part of the sentence."""
_TOGETHER = 0.5
"""Added between the words of a name, or a figure and what is counted."""
_PAUSE = 0.6
"""Taken off for each second of a pause, of one second at most."""
_FORBIDDEN = 50.0
"""Before a mark that no line begins with, and behind one that none ends with."""
_NO_START = frozenset(
    "、。，．・：；？！!?,.:;)]}）］｝〉》」』】〕’”»ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々〻‐–—…‥％%ะาำๅๆฯ"
)
_NO_END = frozenset("([{（［｛〈《「『【〔‘“«$€£¥＄￥เแโใไ")
_CLOSING = "\"'”’»›)]」』）"
_CLAUSE_MARKS = ",;:–—-،؛，、；：…"


@dataclass(frozen=True, slots=True)
class _Breaks:
    holds: frozenset[str]
    opens: frozenset[str]


def penalties(tokens: Sequence[Token], language: str) -> list[float]:
    """For each word how badly a line ends behind it, from 0; behind the last it ends well."""
    known = _known().get(base_language(language), _NOTHING)
    found = [_penalty(one, following, language, known) for one, following in pairwise(tokens)]
    return [*found, SENTENCE] if tokens else []


def ends_sentence(text: str, language: str) -> bool:
    """Whether a sentence ends with this word; a title with a dot does not end one."""
    return has_end(text, language) and stripped(text) not in orthography(language).titles


def _penalty(token: Token, following: Token, language: str, known: _Breaks) -> float:
    if not following.space and (following.text[0] in _NO_START or token.text[-1] in _NO_END):
        return _FORBIDDEN
    if ends_sentence(token.text, language):
        return SENTENCE
    if token.text[-1] == "," and token.text[-2:-1].isdigit() and following.text[0].isdigit():
        return _PLAIN + _HELD  # a figure that was heard in two words
    bare, then = stripped(token.text), stripped(following.text)
    if token.text.rstrip(_CLOSING)[-1:] in _CLAUSE_MARKS and following.space:
        cost = _CLAUSE
    else:
        cost = _PLAIN + _HELD * _is_listed(bare, known.holds) - _OPENED * _is_listed(then, known.opens)
        cost += _TOGETHER * _belong(bare, then, language)
    return max(0.05, cost - _PAUSE * min(1.0, max(0.0, following.start - token.end)))


def _is_listed(word: str, listed: frozenset[str]) -> bool:
    return word in listed or word.lower() in listed


def _belong(one: str, two: str, language: str) -> bool:
    """Whether these are words of a name, where nouns have no capitals, or a figure and what it counts."""
    if one[:1].isdigit() != two[:1].isdigit():
        return True
    return one[:1].isupper() and two[:1].isupper() and not orthography(language).nouns


_NOTHING = _Breaks(frozenset(), frozenset())


@cache
def _known() -> dict[str, _Breaks]:
    found = {}
    for file in files("pipeline.captions.breaks").iterdir():
        if file.name.endswith(".toml"):
            table = tomllib.loads(file.read_text(encoding="utf-8"))
            lists = {name: frozenset(words.split()) for name, words in table.items()}
            found[file.name.removesuffix(".toml")] = _Breaks(**lists)
    return found
