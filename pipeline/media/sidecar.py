"""The checksum that lies beside a recording, and whether it is that of its content."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import InputError
from pipeline.storage.regular_file import open_regular, read_regular

_DIGITS = {"md5": 32, "sha256": 64}
_MOST = 1 << 20
"""Bytes of such a file that are read: lists of whole folders are known, films called `.md5` are none."""
_BEFORE_NAME = re.compile(r"\\?([0-9a-fA-F]+)(?:\s+\*?(.+))?")
"""As `md5sum` and `sha256sum` write it, or the checksum alone."""
_BEHIND_NAME = re.compile(r"(?:MD5|SHA-?256)\s*\((.+)\)\s*=\s*([0-9a-fA-F]+)")
"""As BSD and macOS write it."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of a checksum file: `wrong` says that the content is another, `unusable` why nobody knows."""

    wrong: str | None = None
    unusable: str | None = None


def compare_sidecars(recording: Path, sha256: str) -> tuple[Comparison, ...]:
    """With `NAME.md5` and `NAME.sha256` beside the recording, where they are; `sha256` is what it has."""
    return tuple(
        _compared(recording, kind, path, sha256)
        for kind in _DIGITS
        if (path := recording.with_name(f"{recording.name}.{kind}")).is_file()
    )


def _compared(recording: Path, kind: str, path: Path, sha256: str) -> Comparison:
    label = {"md5": "MD5", "sha256": "SHA-256"}[kind]
    try:
        told = _told(path, recording.name, _DIGITS[kind])
        if told is None:
            return Comparison(unusable=f"{path.name!r} holds no {label} of {recording.name!r}.")
        is_right = told.lower() == (sha256 if kind == "sha256" else _md5(recording))
    except (OSError, InputError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return Comparison(unusable=f"{path.name!r} could not be compared: {reason}.")
    return Comparison(None if is_right else f"its {label} is not the one in {path.name!r}")


def _told(path: Path, name: str, digits: int) -> str | None:
    """The checksum in the line that names the recording, else the one in a line without a name."""
    if path.stat().st_size > _MOST:
        return None
    text = read_regular(path).decode("utf-8-sig", "replace")
    found = {named: checksum for named, checksum in _lines(text) if len(checksum) == digits}
    return found.get(name.casefold(), found.get(""))


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """Name without folder, in small letters, and checksum; the name is empty where there is none."""
    for line in map(str.strip, text.splitlines()):
        if behind := _BEHIND_NAME.fullmatch(line):
            yield _bare(behind[1]), behind[2]
        elif before := _BEFORE_NAME.fullmatch(line):
            yield _bare(before[2] or ""), before[1]


def _bare(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2].casefold()


def _md5(path: Path) -> str:
    with open_regular(path) as file:
        return hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()
