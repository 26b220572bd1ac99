"""A file from an address, gone on with where an interrupted download stopped."""

from __future__ import annotations

import http.client
import re
import time
from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO

from pipeline.models.connection import Dropped, connect, drop_words, host_of
from pipeline.models.deposit import writing
from pipeline.models.entry import ModelFile
from pipeline.models.errand import Errand, Patience
from pipeline.models.failure import SourceFailed, Unreachable, WrongChecksum
from pipeline.models.progress import Meter
from pipeline.models.source import UrlSource

_BLOCK = 1 << 18
"""Bytes asked for at a time."""

_HEADWAY = 1 << 20
"""A dropped connection that brought the file at least this many bytes further does not count as a failure."""


def fetch_urls(source: UrlSource, files: tuple[ModelFile, ...], errand: Errand) -> None:
    """Download `files` from their addresses. Raises SourceFailed or OutputError."""
    for file in files:
        fetch_url(source.urls[file.name], file, errand)


def fetch_url(url: str, file: ModelFile, errand: Errand, headers: Mapping[str, str] | None = None) -> None:
    """Download one file and put it into the model's folder. Raises SourceFailed or OutputError."""
    errand.forbid_offline()
    part = errand.deposit.part(file)
    goes_on = _length(part) > 0
    with errand.trip.asking(url):
        try:
            _download(url, part, file, headers or {}, errand)
            errand.deposit.adopt(file, part)
        except WrongChecksum:
            if not goes_on:
                raise
            # The bytes kept from an earlier pull may be to blame: once more, from the start.
            _download(url, part, file, headers or {}, errand)
            errand.deposit.adopt(file, part)


def read_url(url: str, most: int, errand: Errand, headers: Mapping[str, str]) -> bytes:
    """A small document of at most `most` bytes. Raises SourceFailed."""
    with errand.trip.asking(url):
        return _read(url, most, errand.patience, headers)


def _read(url: str, most: int, patience: Patience, headers: Mapping[str, str]) -> bytes:
    for attempt in range(patience.attempts):
        if attempt:
            time.sleep(patience.pause * 2 ** (attempt - 1))
        try:
            with connect(url, headers, patience.timeout) as answer:
                content = answer.read(most + 1)
                whole = not answer.length
        except Dropped as drop:
            reason = str(drop)
            continue
        except (OSError, http.client.HTTPException) as error:
            reason = drop_words(error)
            continue
        if len(content) > most:
            raise SourceFailed(f"the answer is longer than the {most} bytes it should have")
        if whole:
            return content
        reason = "the other side hung up"
    raise SourceFailed(f"the connection keeps breaking ({reason})")


def _download(url: str, part: Path, file: ModelFile, headers: Mapping[str, str], errand: Errand) -> None:
    """Bring `part` to its full length, over as many connections as that takes."""
    patience: Patience = errand.patience
    began = furthest = _length(part)
    fruitless = 0
    while True:
        try:
            return _receive(url, part, file.size, headers, errand.meter(file), errand.timeout)
        except Dropped as drop:
            reached = _length(part)
            if errand.hurried and reached <= began:
                raise Unreachable(host_of(url), str(drop)) from None
            # Only ground never reached before counts: some servers start over every time.
            if reached >= furthest + _HEADWAY:
                furthest, fruitless = reached, 0
            fruitless += 1
            if fruitless >= patience.attempts:
                raise SourceFailed(f"the connection keeps breaking ({drop})") from None
            time.sleep(patience.pause * 2 ** (fruitless - 1))


def _receive(
    url: str, part: Path, size: int | None, headers: Mapping[str, str], meter: Meter, timeout: float
) -> None:
    """Go on with `part` over one connection until all is there. Raises Dropped when it ends too early."""
    have = _length(part)
    meter(have, size)
    if have == size:
        return
    if size is not None and have > size:
        have = 0
    answer, start = _open(url, have, headers, timeout)
    with answer:
        total = start + answer.length if answer.length is not None else None
        if size is not None and total is not None and total != size:
            raise SourceFailed(f"the file there has {total} bytes, {size} were expected")
        # `_store` gives failures of the line a name of their own, so every OSError here is the disk's.
        with writing(part), part.open("r+b" if start else "wb") as handle:
            handle.seek(start)
            received = _store(answer, handle, start, size if total is None else total, meter)
    if total is not None and received < total:
        raise Dropped("the other side hung up")


def _open(
    url: str, have: int, headers: Mapping[str, str], timeout: float
) -> tuple[http.client.HTTPResponse, int]:
    """The answer, and where in the file its bytes belong: at `have`, or at 0 when the server starts over."""
    if have:
        try:
            answer = connect(url, {**headers, "Range": f"bytes={have}-"}, timeout)
        except SourceFailed as failure:
            if failure.status != HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
                raise
        else:
            if answer.status != HTTPStatus.PARTIAL_CONTENT:
                return answer, 0
            if re.match(rf"bytes {have}-", answer.headers.get("Content-Range", "")):
                return answer, have
            answer.close()
    return connect(url, headers, timeout), 0


def _store(
    answer: http.client.HTTPResponse, handle: BinaryIO, start: int, expected: int | None, meter: Meter
) -> int:
    """Write the body behind `start`; where it ended. Never writes past `expected` bytes."""
    received = start
    while expected is None or received < expected:
        try:
            block = answer.read1(_BLOCK)
        except (OSError, http.client.HTTPException) as error:
            raise Dropped(drop_words(error)) from None
        if not block:
            break
        if expected is not None and received + len(block) > expected:
            raise SourceFailed(f"the file there is longer than the {expected} bytes it should have")
        handle.write(block)
        received += len(block)
        meter(received, expected)
    return received


def _length(path: Path) -> int:
    """Bytes of a file, 0 when it is not there."""
    with writing(path):
        try:
            return path.stat().st_size
        except FileNotFoundError:
            return 0
