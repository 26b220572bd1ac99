"""The times and lines of captions in a text, as SubRip and WebVTT have them, their mistakes told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.errors import DocumentError

_CLOCK = r"(?:(\d+):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})"
_TIMES = re.compile(rf"{_CLOCK}\s*-->\s*{_CLOCK}(?:\s.*)?")
ARROW = "-->"


@dataclass(frozen=True, slots=True)
class Block:
    """A caption as it stands in the text; times in seconds."""

    start: float
    end: float
    lines: tuple[str, ...]


def blocks(text: str, name: str) -> Iterator[Block]:
    """Every block that has a line of times, in order; others, such as notes, are passed over.

    Raises DocumentError for a line of times that is none, or that ends before it begins.
    """
    lines = text.split("\n")
    number = 0
    while number < len(lines):
        if ARROW not in lines[number]:
            number += 1
            continue
        start, end = _times(lines[number], number + 1, name)
        first = number = number + 1
        while number < len(lines) and lines[number].strip() and ARROW not in lines[number]:
            number += 1
        held = lines[first:number]
        if number < len(lines) and ARROW in lines[number] and held:  # no empty line before the next
            held = held[:-1]
        yield Block(start, end, tuple(held))


def _times(line: str, number: int, name: str) -> tuple[float, float]:
    match = _TIMES.fullmatch(line.strip())
    if match is None:
        raise DocumentError(
            f"{name} is damaged: line {number} has an arrow and no times, {line.strip()[:60]!r}.",
            hint="It must look like 00:00:01.000 --> 00:00:02.000.",
        )
    values = match.groups()
    start, end = _seconds(values[:4]), _seconds(values[4:])
    if end < start:
        raise DocumentError(
            f"{name} is damaged: in line {number} a caption ends before it begins, {line.strip()[:60]!r}.",
            hint="Correct its times, then try again.",
        )
    return start, end


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, rest = parts
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)
    return (whole * 1000 + int((rest or "").ljust(3, "0"))) / 1000
