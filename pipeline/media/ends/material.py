"""MXF: a finished file has a footer and, mostly, an index of its partitions at the very end."""

from __future__ import annotations

from typing import BinaryIO

_PARTITION = bytes.fromhex("060e2b34020501010d0102010102")
_RANDOM_INDEX = bytes.fromhex("060e2b34020501010d01020101110100")
_RUN_IN = 65_536
"""Bytes before the first partition, at most."""


def partition_cut_off(file: BinaryIO, size: int) -> str | None:
    """Whether neither the index nor the footer that the header names is there."""
    start = file.read(_RUN_IN + 256)
    at = start.find(_PARTITION)
    if at < 0 or _has_random_index(file, size):
        return None
    value = at + 16 + _width(start, at + 16)
    footer = int.from_bytes(start[value + 24 : value + 32], "big")
    if not footer:
        return "it was never finished: it has no footer"
    file.seek(min(footer, size))
    return None if file.read(14) == _PARTITION else "its footer is not there"


def _width(start: bytes, at: int) -> int:
    """Bytes of a length."""
    first = start[at] if at < len(start) else 0
    return 1 + (first & 0x7F if first & 0x80 else 0)


def _has_random_index(file: BinaryIO, size: int) -> bool:
    file.seek(max(0, size - 4))
    length = int.from_bytes(file.read(4), "big")
    if not 20 < length < size:
        return False
    file.seek(size - length)
    return file.read(16) == _RANDOM_INDEX
