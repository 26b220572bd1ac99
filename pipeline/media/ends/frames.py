"""Bare streams of sound (MPEG audio, ADTS, AC-3): frames one behind the other, each with its own length.

FFmpeg looks for the next frame where one is damaged, and says nothing of the bytes it passes by.
"""

from __future__ import annotations

import mmap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.media.ends.frame_headers import Frame, ac3_frame, adts_frame, mpeg_frame

_HEADERS: Mapping[str, Callable[[bytes], Frame | None]] = {
    "aac": adts_frame,
    "ac3": ac3_frame,
    "eac3": ac3_frame,
    "mp3": mpeg_frame,
}
"""By FFmpeg's name of the container."""
_HEADER = 7
"""Bytes that tell a frame's length, at most."""
_PASSED = 64
"""Bytes between frames that are nothing to speak of: padding, a tag of its own."""


@dataclass(frozen=True, slots=True)
class Lump:
    """Bytes that belong to no frame, at `time`, in the place of `seconds` of sound. `last`: at the end."""

    time: float
    seconds: float
    last: bool = False


def lumps(path: Path, format_name: str) -> Iterator[Lump]:
    """Where a bare stream holds something else than frames; nothing for other containers.

    Tags at both ends are none of it. Raises OSError when the file cannot be read.
    """
    header = _HEADERS.get(format_name)
    if header is None or path.stat().st_size < _HEADER:
        return
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        yield from _walk(content, header, *_without_tags(content))


def _walk(content: mmap.mmap, header: Callable[[bytes], Frame | None], at: int, end: int) -> Iterator[Lump]:
    time, last, damaged = 0.0, None, at
    while at + _HEADER <= end:
        if tag := _tag(content, at):  # of a file that was joined to another
            damaged = at + tag if at == damaged else damaged
            at += tag
            continue
        frame = header(content[at : at + _HEADER])
        if frame is None or not _is_followed(content, header, at + frame.size, end, sure=at == damaged):
            at = _next(content, at + 1, end)
            continue
        if last is not None and at - damaged > _PASSED:
            yield Lump(time, (at - damaged) * frame.seconds / frame.size)
        if at + frame.size > end:
            yield Lump(time, (end - at) * frame.seconds / frame.size, last=True)
            return
        at += frame.size
        damaged, last = at, frame
        time += frame.seconds
    if last is not None and end - damaged > _PASSED:
        yield Lump(time, (end - damaged) * last.seconds / last.size, last=True)


def _is_followed(
    content: mmap.mmap, header: Callable[[bytes], Frame | None], at: int, end: int, *, sure: bool
) -> bool:
    """Whether another frame begins there, or the end; needless where the last frame ended at this one."""
    return sure or at + _HEADER > end or header(content[at : at + _HEADER]) is not None


def _next(content: mmap.mmap, at: int, end: int) -> int:
    """Where the next byte stands that may begin a frame."""
    found = [place for mark in (b"\xff", b"\x0b\x77") if (place := content.find(mark, at, end)) >= 0]
    return min(found, default=end)


def _without_tags(content: mmap.mmap) -> tuple[int, int]:
    """Where the frames begin and end: without ID3, APE and Lyrics tags."""
    begin, end = 0, len(content)
    while tag := _tag(content, begin):
        begin += tag
    if content[max(0, end - 128) : end - 125] == b"TAG":
        end -= 128
    if content[max(0, end - 32) : end - 24] == b"APETAGEX":
        size = int.from_bytes(content[end - 20 : end - 16], "little")
        flags = int.from_bytes(content[end - 12 : end - 8], "little")
        end -= size + (32 if flags & 1 << 31 else 0)
    if content[max(0, end - 9) : end] == b"LYRICS200" and content[end - 15 : end - 9].isdigit():
        end -= int(content[end - 15 : end - 9]) + 15
    return begin, max(begin, end)


def _tag(content: mmap.mmap, at: int) -> int:
    """Bytes of the ID3 tag that begins there, 0 where none does."""
    if content[at : at + 3] != b"ID3" or at + 10 > len(content):
        return 0
    a, b, c, d = content[at + 6 : at + 10]
    return 0 if (a | b | c | d) & 0x80 else 10 + (a << 21 | b << 14 | c << 7 | d)
