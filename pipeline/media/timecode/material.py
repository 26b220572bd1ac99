"""MXF: how many frames the timecode of the material package counts to a second, and whether it drops some."""

from __future__ import annotations

from pathlib import Path

_COMPONENT = bytes.fromhex("060e2b34025301010d01010101011400")
_BASE, _DROP = 0x1502, 0x1503
_HEADER = 1 << 20
"""Bytes at the beginning within which the header's sets lie."""


def counting_of(path: Path) -> tuple[int, bool] | None:
    """Frames a second, rounded, and whether numbers are dropped. None where no such set is found."""
    with path.open("rb") as file:
        head = file.read(_HEADER)
    at = head.find(_COMPONENT)
    if at < 0 or at + 20 > len(head):
        return None
    at += 16
    wide = head[at] & 0x7F if head[at] & 0x80 else 0
    length = int.from_bytes(head[at + 1 : at + 1 + wide], "big") if wide else head[at]
    at += 1 + wide
    values = _local_set(head[at : at + length])
    base = int.from_bytes(values.get(_BASE, b""), "big")
    return (base, bool(values.get(_DROP, b"\0")[0])) if base else None


def _local_set(content: bytes) -> dict[int, bytes]:
    values: dict[int, bytes] = {}
    at = 0
    while at + 4 <= len(content):
        tag, size = (
            int.from_bytes(content[at : at + 2], "big"),
            int.from_bytes(content[at + 2 : at + 4], "big"),
        )
        values[tag] = content[at + 4 : at + 4 + size]
        at += 4 + size
    return {tag: value for tag, value in values.items() if value}
