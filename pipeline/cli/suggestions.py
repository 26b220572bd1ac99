"""Did you mean: the known word that was probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

_CLOSE = 0.6
"""Likeness from which a word is worth naming: `transcrbe` is one of `transcribe`, `--gpu` of nothing."""

_BEGINNING = 3
"""So many letters may be the beginning of a longer word."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The one of `known` that is most like `word`, whatever the case; None where none is.

    >>> nearest("Transcrbe", ["transcribe", "batch"])
    'transcribe'
    """
    by_fold = {other.casefold(): other for other in known}
    if word.casefold() in by_fold:
        return by_fold[word.casefold()]
    if len(word) >= _BEGINNING and (longer := [o for o in by_fold if o.startswith(word.casefold())]):
        return by_fold[longer[0]]
    close = get_close_matches(word.casefold(), by_fold, n=1, cutoff=_CLOSE)
    return by_fold[close[0]] if close else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The question, or nothing."""
    found = nearest(word, known)
    return f"Did you mean {found!r}?" if found else ""
