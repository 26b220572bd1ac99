"""Which files a program can reach at all (Landlock, https://docs.kernel.org/userspace-api/landlock.html)."""

from __future__ import annotations

import ctypes
import os
import stat
import struct
import sys

from pipeline.guards.libc import no_new_privileges, system_call

_CREATE, _ADD, _RESTRICT = 444, 445, 446
_ASK_VERSION, _BENEATH = 1, 1
_EXECUTE, _WRITE, _READ, _LIST, _REMOVE, _MAKE, _TRUNCATE = (1 << bit for bit in (0, 1, 2, 3, 5, 8, 14))
_KNOWN = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
"""Rights on files that a version of Landlock watches over, and so refuses unless they are given."""
_SCOPES = 3
"""From version 6 on: no signals to others, no sockets without a file."""
_OF_FILES = _EXECUTE | _WRITE | _READ | _TRUNCATE
"""Rights that a rule on something other than a folder may give."""
RUN, READ_ONLY = _EXECUTE | _READ | _LIST, _READ
READ_WRITE = _READ | _LIST | _WRITE | _REMOVE | _MAKE | _TRUNCATE


def only_files(allowed: list[tuple[str, int]]) -> bool:
    """Nothing but these paths, each with its rights, and what lies in them; whether the kernel did it.

    Paths that do not exist are passed by.
    """
    version = system_call(_CREATE, None, 0, _ASK_VERSION) if sys.platform == "linux" else -1
    if version < 1:
        return False
    watched = _KNOWN[max(known for known in _KNOWN if known <= version)]
    attributes = struct.pack("=QQQ", watched, 0, _SCOPES)
    size = 24 if version >= 6 else 8
    rules = system_call(_CREATE, ctypes.create_string_buffer(attributes), size, 0)
    if rules < 0:
        return False
    try:
        for path, rights in allowed:
            _allow(rules, path, rights & watched)
        return no_new_privileges() and system_call(_RESTRICT, rules, 0) == 0
    finally:
        os.close(rules)


def _allow(rules: int, path: str, rights: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        if not stat.S_ISDIR(os.fstat(place).st_mode):
            rights &= _OF_FILES
        rule = ctypes.create_string_buffer(struct.pack("=Qi", rights, place))
        system_call(_ADD, rules, _BENEATH, rule, 0)
    finally:
        os.close(place)
