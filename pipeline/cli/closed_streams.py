"""Standard streams that whoever started the program has closed.

A closed output is like a full disk: what was to be printed is lost, and that is an error. Closed messages are
like /dev/null. Either way no file that is opened later may get the number of the stream, or messages of other
programs would go into it.
"""

from __future__ import annotations

import os
import sys
from typing import Literal, TextIO


def fill_closed_streams() -> None:
    """Put something in the place of each that is closed."""
    for number, flags in enumerate((os.O_RDONLY, os.O_RDONLY, os.O_WRONLY)):  # an output that takes nothing
        if not _is_open(number):
            _fill(number, flags)
    sys.stdin = sys.stdin or _stream(0, "r")
    sys.stdout = sys.stdout or _stream(1, "w")
    sys.stderr = sys.stderr or _stream(2, "w")


def _stream(number: int, mode: Literal["r", "w"]) -> TextIO:
    return os.fdopen(number, mode, encoding="utf-8", closefd=False)


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


def _fill(number: int, flags: int) -> None:
    opened = os.open(os.devnull, flags)
    if opened != number:
        os.dup2(opened, number)
        os.close(opened)
    os.set_inheritable(number, True)
