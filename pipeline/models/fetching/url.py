"""A file from an address, gone on with where an interrupted download stopped."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.models.fetching.connection import ConnectionDroppedError, connect, host_of
from pipeline.models.fetching.context import FetchContext, RetryPolicy
from pipeline.models.model import ModelFile
from pipeline.models.progress import Meter
from pipeline.models.source_errors import SourceError, UnreachableError, WrongChecksumError
from pipeline.models.sources import UrlSource
from pipeline.models.writer import writing

if TYPE_CHECKING:
    import httpx2

_HEADWAY = 1 << 20
"""A dropped connection that brought the file at least this many bytes further does not count as a failure."""


def fetch_urls(source: UrlSource, files: tuple[ModelFile, ...], context: FetchContext) -> None:
    """Download `files` from their addresses. Raises SourceError or OutputError."""
    for file in files:
        fetch_url(source.urls[file.name], file, context)


def fetch_url(
    url: str, file: ModelFile, context: FetchContext, headers: Mapping[str, str] | None = None
) -> None:
    """Download one file and put it into the model's folder. Raises SourceError or OutputError."""
    context.forbid_offline()
    part = context.deposit.part(file)
    goes_on = _length(part) > 0
    with context.trip.asking(url):
        try:
            _download(url, part, file, headers or {}, context)
            context.deposit.adopt(file, part)
        except WrongChecksumError:
            if not goes_on:
                raise
            # The bytes kept from an earlier pull may be to blame: once more, from the start.
            _download(url, part, file, headers or {}, context)
            context.deposit.adopt(file, part)


def read_url(url: str, most: int, context: FetchContext, headers: Mapping[str, str]) -> bytes:
    """A small document of at most `most` bytes. Raises SourceError."""
    with context.trip.asking(url):
        return _read(url, most, context.patience, headers)


def _read(url: str, most: int, patience: RetryPolicy, headers: Mapping[str, str]) -> bytes:
    reason = ""
    for attempt in range(patience.attempts):
        if attempt:
            time.sleep(patience.pause * 2 ** (attempt - 1))
        try:
            with connect(url, headers, patience.timeout) as answer:
                return b"".join(_blocks(answer, "the answer", most))
        except ConnectionDroppedError as drop:
            reason = str(drop)
    raise SourceError(f"the connection keeps breaking ({reason})")


def _download(
    url: str, part: Path, file: ModelFile, headers: Mapping[str, str], context: FetchContext
) -> None:
    """Bring `part` to its full length, over as many connections as that takes."""
    patience: RetryPolicy = context.patience
    began = furthest = _length(part)
    fruitless = 0
    while True:
        try:
            return _receive(url, part, file.size, headers, context.meter(file), context.timeout)
        except ConnectionDroppedError as drop:
            reached = _length(part)
            if context.hurried and reached <= began:
                raise UnreachableError(host_of(url), str(drop)) from None
            # Only ground never reached before counts: some servers start over every time.
            if reached >= furthest + _HEADWAY:
                furthest, fruitless = reached, 0
            fruitless += 1
            if fruitless >= patience.attempts:
                raise SourceError(f"the connection keeps breaking ({drop})") from None
            time.sleep(patience.pause * 2 ** (fruitless - 1))


def _receive(
    url: str, part: Path, size: int | None, headers: Mapping[str, str], meter: Meter, timeout: float
) -> None:
    """Go on with `part` over one connection until all is there.

    Raises ConnectionDroppedError when it ends too early.
    """
    have = _length(part)
    meter(have, size)
    if have == size:
        return
    if have and (size is None or have < size):
        try:
            with connect(url, {**headers, "Range": f"bytes={have}-"}, timeout) as answer:
                start = _place(answer, have)
                if start is not None:
                    _store(answer, part, start, size, meter)
                    return
        except SourceError as failure:
            if failure.status != HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
                raise
    with connect(url, headers, timeout) as answer:
        _store(answer, part, 0, size, meter)


def _place(answer: httpx2.Response, have: int) -> int | None:
    """Where in the file the bytes belong: at `have`, or at 0 when the server starts over; None elsewhere."""
    if answer.status_code != HTTPStatus.PARTIAL_CONTENT:
        return 0
    return have if re.match(rf"bytes {have}-", answer.headers.get("Content-Range", "")) else None


def _store(answer: httpx2.Response, part: Path, start: int, size: int | None, meter: Meter) -> None:
    """Write the body into `part` from `start` on. Never writes more than the file should have."""
    length = answer.headers.get("Content-Length")
    total = None if length is None else start + int(length)
    if size is not None and total is not None and total != size:
        raise SourceError(f"the file there has {total} bytes, {size} were expected")
    expected = size if total is None else total
    # `connect` gives failures of the line a name of their own, so every OSError here is the disk's.
    with writing(part), part.open("r+b" if start else "wb") as handle:
        handle.seek(start)
        for block in _blocks(answer, "the file there", expected, start):
            handle.write(block)
            meter(handle.tell(), expected)


def _blocks(answer: httpx2.Response, what: str, most: int | None, start: int = 0) -> Iterator[bytes]:
    """The body as it comes in, from place `start`. Raises SourceError where it would grow beyond `most`."""
    reached = start
    for block in answer.iter_raw():
        reached += len(block)
        if most is not None and reached > most:
            raise SourceError(f"{what} is longer than the {most} bytes it should have")
        yield block


def _length(path: Path) -> int:
    """Bytes of a file, 0 when it is not there."""
    with writing(path):
        try:
            return path.stat().st_size
        except FileNotFoundError:
            return 0
