"""System calls that a program is refused (a seccomp filter, in the kernel's own small machine language)."""

from __future__ import annotations

import ctypes
import errno
import os
import struct
import sys

from pipeline.guards.libc import no_new_privileges, process_control

_ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
"""As the kernel numbers them (AUDIT_ARCH), by what the system calls its machine."""
_SET_FILTER, _BY_PROGRAM = 22, 2
_LOAD, _IS, _AT_LEAST, _HAS_BITS, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16
"""Where the filter finds them (struct seccomp_data)."""
_ALLOW, _ERROR = 0x7FFF0000, 0x00050000
_STRANGE = _ERROR | errno.EPERM
_OTHER_TABLE = 0x40000000
"""From here on the same calls have other numbers (x32)."""

Instruction = tuple[int, int, int, int]
"""Operation, steps over where it holds, steps over where not, operand."""


def refused(number: int, error: int = errno.EACCES) -> list[Instruction]:
    """The call with this number fails."""
    return [(_IS, 0, 1, number), (_RETURN, 0, 0, _ERROR | error)]


def refused_without(number: int, bits: int) -> list[Instruction]:
    """The call fails unless one of these bits is set in its first argument."""
    return [
        (_IS, 0, 3, number), (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (_HAS_BITS, 1, 0, bits), (_RETURN, 0, 0, _ERROR | errno.EACCES),
    ]  # fmt: skip


def machine() -> str | None:
    """What calls are numbered for, None where that is not known."""
    name = os.uname().machine
    known = sys.platform == "linux" and sys.maxsize > 1 << 32 and name in _ARCHITECTURES
    return name if known else None


def install(rules: list[Instruction]) -> bool:
    """Put a filter on this process for good; whether the kernel took it.

    Rules that load an argument come last. Calls in another numbering than the machine's own all fail.
    """
    name = machine()
    if name is None or not no_new_privileges():
        return False
    program = [
        (_LOAD, 0, 0, _ARCHITECTURE), (_IS, 1, 0, _ARCHITECTURES[name]), (_RETURN, 0, 0, _STRANGE),
        (_LOAD, 0, 0, _NUMBER), (_AT_LEAST, 0, 1, _OTHER_TABLE), (_RETURN, 0, 0, _STRANGE),
        *rules, (_RETURN, 0, 0, _ALLOW),
    ]  # fmt: skip
    code = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *one) for one in program))
    header = ctypes.create_string_buffer(struct.pack("@HP", len(program), ctypes.addressof(code)))
    return process_control(_SET_FILTER, _BY_PROGRAM, ctypes.cast(header, ctypes.c_void_p))
