"""What the list of an archive says of one transcript."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, TypedDict

from pipeline.errors import InputError
from pipeline.text.visible import one_line
from pipeline.transcript.dates import normal_published, published_line
from pipeline.transcript.edit import EditKind
from pipeline.transcript.file import content_of, parsed_transcript
from pipeline.transcript.sign_off import signed_off

WAITING, IN_WORK, CHECKED, CHANGED = "waiting", "in work", "checked", "changed since"


class Row(TypedDict):
    """A programme in the list; `key` is its address below the list's own."""

    key: str
    path: str
    title: str
    printed: str
    published: str
    station: str
    length: float | None
    state: str
    places: int
    edits: int
    by: str | None
    voices: tuple[str, ...]


def key_of(name: str) -> str:
    """A transcript's address in the list, from its path below the archive."""
    return hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:16]


def row_of(name: str, path: Path) -> Row:
    """What the list says of a transcript. Raises InputError and DocumentError for what is none."""
    content = content_of(path)
    data = _parsed(content, path)
    edits = _parts(data, "edits")
    signed = signed_off(parsed_transcript(path, content)) if any(_is_sign_off(one) for one in edits) else None
    state = (CHECKED if signed.current else CHANGED) if signed else IN_WORK if edits else WAITING
    published = normal_published(str(data.get("published") or "")) or ""
    recording, source = data.get("recording"), data.get("source")
    length = recording.get("duration") if isinstance(recording, dict) else None
    return Row(
        key=key_of(name), path=name, title=one_line(str(data.get("title") or "")),
        printed=published_line(published) if published else "", published=published,
        station=one_line(str(source.get("name") or "")) if isinstance(source, dict) else "",
        length=float(length) if isinstance(length, int | float) else None, state=state,
        places=sum(len(_list(part, "doubts")) for part in _parts(data, "paragraphs")), edits=len(edits),
        by=signed.by if signed else None,
        voices=tuple(one_line(str(one["name"])) for one in _parts(data, "speakers") if one.get("name")),
    )  # fmt: skip


def _parsed(content: bytes, path: Path) -> dict[str, Any]:
    """Without checking every word of it: an archive has thousands."""
    try:
        data = json.loads(content)
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict) or not isinstance(data.get("utterances"), list):
        raise InputError(f"{str(path)!r} is no transcript.")
    return data


def _list(data: object, name: str) -> list[Any]:
    found = data.get(name) if isinstance(data, dict) else None
    return found if isinstance(found, list) else []


def _parts(data: object, name: str) -> list[dict[str, Any]]:
    return [one for one in _list(data, name) if isinstance(one, dict)]


def _is_sign_off(edit: dict[str, Any]) -> bool:
    return edit.get("kind") == EditKind.SIGNED
