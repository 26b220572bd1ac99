"""A show's profile, which a newsroom writes once: a TOML file with all or some of

station = "Example News"
anchors = ["Clara Hughes"]
correspondents = ["Thomas Baker", "Kim Bo-kyoung"]
sign_offs = ["{name}, Example News"]
spellings = ["Yeouido", "KOSPI"]

[file_names]                # title and date of publication, read from a recording's name
pattern = '(?P<date>\\d{8})_(?P<title>.+)'
date = "%Y%m%d"
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from pipeline.document import read_document
from pipeline.errors import DocumentError
from pipeline.house import FileNames, House, Person
from pipeline.types import Role

_LISTS = ("anchors", "correspondents", "sign_offs", "spellings")
_KEYS = ("station", *_LISTS, "file_names")


def read_profile(path: Path) -> House:
    """Raises InputError for a file that cannot be read, DocumentError for one that is not such a profile."""
    where = f"The profile {path}"
    try:
        data = tomllib.loads(read_document(path, "profile"))
    except tomllib.TOMLDecodeError as error:
        raise DocumentError(f"{where} is not TOML: {error}.", hint="Texts stand in double quotes.") from None
    for key in data:
        if key not in _KEYS:
            raise DocumentError(
                f"{where} has an unknown entry {key!r}.", hint=f"There are {', '.join(_KEYS)}."
            )
    station = data.get("station")
    if station is not None and not isinstance(station, str):
        raise DocumentError(f"{where}: station must be a text in quotes.")
    anchors, correspondents, sign_offs, spellings = (_texts(data, key, where) for key in _LISTS)
    both = sorted(set(anchors) & set(correspondents))
    if both:
        raise DocumentError(f"{where} has {both[0]} both as an anchor and as a correspondent.")
    for form in sign_offs:
        if form.count("{name}") != 1:
            raise DocumentError(f"{where}: the sign-off {form!r} must have {{name}} in it once.")
    people = [Person(name, Role.ANCHOR, "profile") for name in anchors]
    people += [Person(name, Role.CORRESPONDENT, "profile") for name in correspondents]
    return House(station, tuple(people), sign_offs, spellings, _file_names(data, where))


def _texts(data: dict[str, Any], key: str, where: str) -> tuple[str, ...]:
    found = data.get(key, [])
    if not isinstance(found, list) or not all(isinstance(text, str) and text.strip() for text in found):
        raise DocumentError(f"{where}: {key} must be a list of texts.", hint=f'As in {key} = ["...", "..."].')
    return tuple(dict.fromkeys(" ".join(text.split()) for text in found))


def _file_names(data: dict[str, Any], where: str) -> FileNames | None:
    table = data.get("file_names")
    if table is None:
        return None
    if not isinstance(table, dict) or not set(table) <= {"pattern", "date"} or "pattern" not in table:
        raise DocumentError(f"{where}: file_names needs a pattern, and may have a date.")
    if not all(isinstance(value, str) for value in table.values()):
        raise DocumentError(f"{where}: pattern and date of file_names must be texts.")
    try:
        groups = set(re.compile(table["pattern"]).groupindex)
    except re.error as error:
        raise DocumentError(
            f"{where}: the pattern of file_names is no regular expression: {error}."
        ) from None
    if not groups or not groups <= {"title", "date"}:
        raise DocumentError(
            f"{where}: the pattern of file_names must have a group (?P<title>...) or (?P<date>...)."
        )
    return FileNames(**table)
