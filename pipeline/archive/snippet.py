"""The part of a passage that is shown, with the words that were asked for made visible."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.archive.query import Term
from pipeline.archive.tokenizer import Token, tokens

_WORDS = 24
"""Words that are shown."""
_BEFORE = 6
"""Of them before the first that was asked for."""
Pieces = tuple[tuple[str, bool], ...]
"""Text in pieces, each with whether it was asked for."""


def snippet(text: str, terms: Sequence[Term]) -> Pieces:
    """Where most of it begins, whole if it is short; what is left out is told by a mark."""
    found = list(tokens(text))
    hit = {number for term in terms for number in _places(found, term)}
    first = max(0, min(hit, default=0) - _BEFORE) if len(found) > _WORDS else 0
    first = min(first, max(0, len(found) - _WORDS))
    last = min(len(found), first + _WORDS)
    if not found:
        return ((text, False),) if text else ()
    start = 0 if first == 0 else found[first].first
    end = len(text) if last == len(found) else found[last - 1].last
    pieces = [("…", False)] if start else []
    for number in sorted(number for number in hit if first <= number < last):
        token = found[number]
        pieces += [(text[start : token.first], False), (text[token.first : token.last], True)]
        start = token.last
    pieces += [(text[start:end], False), ("…" if end < len(text) else "", False)]
    return tuple(_joined(pieces))


def _places(found: Sequence[Token], term: Term) -> Iterator[int]:
    """Numbers of the words of every place where a term stands."""
    size = len(term.words)
    for first in range(len(found) - size + 1):
        *begin, last = (token.word for token in found[first : first + size])
        fits = last.startswith(term.words[-1]) if term.begins else last == term.words[-1]
        if fits and tuple(begin) == term.words[:-1]:
            yield from range(first, first + size)


def _joined(pieces: Sequence[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    """Without empty pieces, and of one kind in a row one."""
    held: tuple[str, bool] | None = None
    for piece in pieces:
        if not piece[0]:
            continue
        if held and held[1] is piece[1]:
            held = (held[0] + piece[0], piece[1])
            continue
        if held:
            yield held
        held = piece
    if held:
        yield held
