"""Transcript to JSON and back. The only module that knows the file's form.

The fields are those of `pipeline.transcript.model`; pydantic checks them. Unknown fields are folded into
`extra` on the way in and spread out again on the way out, at every level.
"""

from __future__ import annotations

import json
import math
import tomllib
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from importlib.resources import files
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter, ValidationError

from pipeline.errors import DocumentError
from pipeline.storage.first_error import FirstError
from pipeline.transcript.as_recognised import uncorrected
from pipeline.transcript.earlier_form import brought_up
from pipeline.transcript.json_text import json_text, members
from pipeline.transcript.marks import marked
from pipeline.transcript.model import SCHEMA_NAME, Transcript

_ADDRESS = f"urn:{SCHEMA_NAME.replace('/', ':')}"
"""Names the schema; it is no place on the network: the schema comes with the program."""
_ORDER = (
    "schema", "recording", "language", "title", "published", "source", "metadata", "speakers", "utterances",
    "paragraphs", "excluded", "edits", "name_suggestions", "recognised", "provenance",
)  # fmt: skip


def to_json(transcript: Transcript) -> str:
    """The canonical file: UTF-8 JSON, two spaces of indentation, one newline at the end."""
    known = dict(members(marked(transcript)))
    ordered = {key: known.pop(key) for key in _ORDER if key in known}
    return json_text(ordered | known) + "\n"


def from_json(text: str | bytes, name: str = "the transcript", *, as_recognised: bool = False) -> Transcript:
    """Read a transcript; `name` is the file named in messages.

    Only `schema`, `language` and `utterances` (start, end, speaker, text) must be there. `as_recognised` is
    what was recognised: people's corrections are passed over, however damaged these may be.
    Raises DocumentError for anything that is not a transcript of a known version.
    """
    try:
        data = json.loads(text, parse_constant=_number, parse_float=_number)
        # Half a surrogate pair is no text, and nesting may be deeper than it can be written again.
        json_text([[data]]).encode()
    except (ValueError, RecursionError) as error:
        raise DocumentError(f"{name} is not valid JSON: {error}.", hint="Is it the right file?") from None
    _check_version(data, name)
    if as_recognised:
        data = uncorrected(data)
    try:
        return _adapter().validate_python(_fold(Transcript, brought_up(data)))
    except RecursionError:
        raise DocumentError(f"{name} is damaged: it is nested too deeply.") from None
    except ValidationError as error:
        raise DocumentError(
            f"{name} is damaged: {FirstError.of(error)}.",
            hint=_IN_EDITS if _is_in_edits(error) else "`pipeline schema` prints the form it should have.",
        ) from None


_IN_EDITS = "`pipeline render --as-recognised` reads it without people's corrections."


def _is_in_edits(error: ValidationError) -> bool:
    """Whether nothing else is wrong."""
    return all(one["loc"][:1] == ("edits",) for one in error.errors(include_url=False))


def is_transcript(text: bytes) -> bool:
    """Whether a file calls itself a transcript, of whatever version, and however damaged it may be."""
    return SCHEMA_NAME.split("/")[0].encode() + b"/" in text


def json_schema() -> dict[str, Any]:
    """The JSON Schema of the canonical file, draft 2020-12, with a description of every field."""
    schema = _adapter().json_schema()
    schema["properties"]["schema"] = {"const": SCHEMA_NAME}
    schema["required"] = ["schema", "language", "utterances"]
    told = tomllib.loads(files("pipeline.transcript").joinpath("fields.toml").read_text("utf-8"))
    for name, part in (("Transcript", schema), *schema["$defs"].items()):
        properties = part.get("properties", {})
        if properties.pop("extra", None) is not None:
            part["additionalProperties"] = True
        for field, form in properties.items():
            form["description"] = told[name][field] if field in told.get(name, {}) else told["any"][field]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": _ADDRESS} | schema


@cache
def _adapter() -> TypeAdapter[Transcript]:
    return TypeAdapter(Transcript)


def _number(literal: str) -> float:
    """Refuse NaN and infinities, which Python reads and no other program does."""
    number = float(literal)
    if not math.isfinite(number):
        raise ValueError(f"{literal} is no number")
    return number


def _check_version(data: object, name: str) -> None:
    found = data.get("schema") if isinstance(data, dict) else None
    if found == SCHEMA_NAME:
        return
    if isinstance(found, str) and found.startswith(SCHEMA_NAME.split("/")[0] + "/"):
        raise DocumentError(
            f"{name} is of version {' '.join(found.split())}; this program reads {SCHEMA_NAME}.",
            hint="Use the version of the program that wrote it, or a newer one.",
        )
    raise DocumentError(
        f"{name} is not a transcript: its `schema` is not {SCHEMA_NAME!r}.",
        hint="Give the .json file that `pipeline transcribe -o DIR` writes.",
    )


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


@cache
def _defaults(kind: type) -> frozenset[str]:
    """The fields that may be left out; null there is the same as nothing."""
    return frozenset(
        f.name for f in fields(kind) if f.default is not MISSING or f.default_factory is not MISSING
    )


def _inner(hint: Any) -> Iterator[type]:
    """The dataclasses named inside a type hint such as `tuple[Word, ...]` or `Source | None`."""
    if get_origin(hint) in (tuple, Union, UnionType):
        for argument in get_args(hint):
            yield from _inner(argument)
    elif isinstance(hint, type) and is_dataclass(hint):
        yield hint


def _fold(kind: type, data: Any) -> Any:
    """Copy `data`, moving the keys that `kind` does not know into its `extra`."""
    if isinstance(data, list):
        return [_fold(kind, item) for item in data]
    if not isinstance(data, dict):
        return data
    hints = _hints(kind)
    known: dict[str, Any] = {"extra": {}}
    for key, value in data.items():
        if key in hints and key != "extra":
            inner = next(_inner(hints[key]), None)
            if value is not None or key not in _defaults(kind):
                known[key] = value if inner is None else _fold(inner, value)
        else:
            known["extra"][key] = value
    return known
