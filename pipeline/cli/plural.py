"""Numbers with the right form of the word behind them."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """`number` and the noun, in its plural unless there is one; in plain English that is an s.

    >>> counted(1, "recording"), counted(2, "recording")
    ('1 recording', '2 recordings')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
