"""Tracks as people name them: all channels of all streams of a file, counted from 1."""

from __future__ import annotations

import re

_FORM = re.compile(r"[1-9]\d{0,3}(?:[+,][1-9]\d{0,3})*")


def track_numbers(text: str) -> tuple[int, ...]:
    """The numbers of `1`, `1+2` or `1,3`, each once. Raises ValueError for anything else.

    >>> track_numbers("1,3")
    (1, 3)
    """
    plain = text.replace(" ", "")
    if not _FORM.fullmatch(plain):
        raise ValueError(f"tracks are numbers like 1, 1+2 or 1,3, not {text!r}")
    return tuple(dict.fromkeys(int(number) for number in re.split("[+,]", plain)))
