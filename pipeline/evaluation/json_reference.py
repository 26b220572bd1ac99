"""JSON files of either side: our own transcripts, and references that hold turns and roles."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError
from typing_extensions import TypedDict

from pipeline.corrections.relabel import complete
from pipeline.errors import DocumentError
from pipeline.evaluation.sample import Sample, in_order, with_transcript
from pipeline.storage.first_error import FirstError
from pipeline.storage.text_file import read_document
from pipeline.transcript.json_file import from_json
from pipeline.transcript.model import Role, Utterance

_ALSO_CALLED = {"quoted": "expert", "host": "anchor", "reporter": "correspondent"}


class _Turn(TypedDict, total=False):
    start: float
    end: float
    speaker: str | None
    role: str
    text: str


class _Labelled(TypedDict, total=False):
    role: str
    confidence: str


class _Reference(TypedDict, total=False):
    turns: list[_Turn]
    roles: dict[str, _Labelled]


def read_json(path: Path, known: Sample) -> Sample:
    """A transcript, completed if it holds utterances only, or a reference with `turns`, `roles` or both.

    Labels whose confidence is `low` do not count.
    """
    text = read_document(path, "file")
    try:
        data: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DocumentError(f"{str(path)!r} is not valid JSON: {error}.") from None
    if isinstance(data, dict) and "schema" in data:
        return with_transcript(known, complete(from_json(text, repr(str(path)))))
    try:
        reference = TypeAdapter(_Reference).validate_python(data)
        return _reference(reference, known)
    except ValidationError as error:
        raise DocumentError(f"{str(path)!r} is no reference: {FirstError.of(error)}.") from None
    except (ValueError, KeyError) as error:
        raise DocumentError(f"{str(path)!r} is no reference: {error}.") from None


def _reference(data: _Reference, known: Sample) -> Sample:
    turns = data.get("turns", [])
    roles = {turn["speaker"] or "": turn["role"] for turn in turns if "role" in turn}
    roles |= {
        label: one["role"] for label, one in data.get("roles", {}).items() if one.get("confidence") != "low"
    }
    named = {label: _ALSO_CALLED.get(role, role) for label, role in roles.items()}
    certain = {label: Role(role) for label, role in named.items() if role in set(Role)}
    if not turns:
        return replace(known, roles=certain)
    if all("start" in turn and "end" in turn for turn in turns):
        said = [Utterance(t["start"], t["end"], t["speaker"] or "", t["text"]) for t in turns]
        return replace(known, said=tuple(said), roles=certain)
    lines = in_order((turn["speaker"] or "", turn["text"]) for turn in turns)
    return replace(known, said=lines, timed=False, roles=certain)
