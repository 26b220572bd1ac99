"""Calls of the kernel for which Python has no names."""

from __future__ import annotations

import ctypes
import sys

_NO_NEW_PRIVILEGES = 38
"""PR_SET_NO_NEW_PRIVS: without it the kernel takes no guards from ordinary users."""
_PARENT_DEATH_SIGNAL, _KILL = 1, 9
_LIBC = ctypes.CDLL(None, use_errno=True)


def system_call(number: int, *arguments: int | ctypes.Array[ctypes.c_char] | None) -> int:
    """What the kernel answers; -1 for every error."""
    words = [ctypes.c_long(word) if isinstance(word, int) else word for word in arguments]
    answer: int = _LIBC.syscall(ctypes.c_long(number), *words)
    return answer


def process_control(option: int, *arguments: int | ctypes.c_void_p) -> bool:
    """`prctl`: whether the kernel did it."""
    words = [ctypes.c_ulong(word) if isinstance(word, int) else word for word in arguments]
    words += [ctypes.c_ulong(0)] * (4 - len(words))
    return bool(_LIBC.prctl(option, *words) == 0)


def no_new_privileges() -> bool:
    """Neither this process nor what it becomes can gain rights any more."""
    return process_control(_NO_NEW_PRIVILEGES, 1)


def die_with_parent() -> None:
    """Nothing of it lives on when the thread that started it is gone, whatever ended that."""
    if sys.platform == "linux":
        process_control(_PARENT_DEATH_SIGNAL, _KILL)


def default_signals(*numbers: int) -> None:
    """Take back what Python ignores, or the program would ignore it, too.

    The module `signal` would take as long to import as the rest of the launcher.
    """
    for number in numbers:
        _LIBC.signal(number, None)
