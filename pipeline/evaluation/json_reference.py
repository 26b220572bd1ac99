"""JSON files of either side: our own transcripts, and references that hold turns and roles."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError
from typing_extensions import TypedDict

from pipeline.document import read_document
from pipeline.errors import DocumentError
from pipeline.evaluation.material import Material
from pipeline.relabelling import complete
from pipeline.serialize import from_json
from pipeline.types import Role, Utterance

_WORDS_PER_SECOND = 2.7
"""To put turns without times in order."""


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


def read_json(path: Path, known: Material) -> Material:
    """A transcript, completed if it holds utterances only, or a reference with `turns`, `roles` or both.

    Labels whose confidence is `low` do not count.
    """
    text = read_document(path, "file")
    try:
        data: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DocumentError(f"{str(path)!r} is not valid JSON: {error}.") from None
    if isinstance(data, dict) and "schema" in data:
        return _transcript(text, path, known)
    try:
        reference = TypeAdapter(_Reference).validate_python(data)
        return _reference(reference, known)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise DocumentError(f"{str(path)!r} is no reference: {where}: {first['msg']}.") from None
    except (ValueError, KeyError) as error:
        raise DocumentError(f"{str(path)!r} is no reference: {error}.") from None


def _transcript(text: str, path: Path, known: Material) -> Material:
    transcript = complete(from_json(text, repr(str(path))))
    words = [word for utterance in transcript.utterances for word in utterance.words]
    return replace(
        known,
        language=transcript.language,
        said=transcript.utterances,
        roles={speaker.label: speaker.role for speaker in transcript.speakers},
        paragraphs=transcript.paragraphs,
        starts=tuple((word.text, word.start) for word in words) or None,
    )


def _reference(data: _Reference, known: Material) -> Material:
    turns = data.get("turns", [])
    roles = {turn["speaker"] or "": turn["role"] for turn in turns if "role" in turn}
    roles |= {
        label: one["role"] for label, one in data.get("roles", {}).items() if one.get("confidence") != "low"
    }
    certain = {label: Role(role) for label, role in roles.items() if role in set(Role)}
    if not turns:
        return replace(known, roles=certain)
    timed = all("start" in turn and "end" in turn for turn in turns)
    said, moment = [], 0.0
    for turn in turns:
        length = len(turn["text"].split()) / _WORDS_PER_SECOND
        start, end = (turn["start"], turn["end"]) if timed else (moment, moment + length)
        said.append(Utterance(start, end, turn["speaker"] or "", turn["text"]))
        moment = end
    return replace(known, said=tuple(said), timed=timed, roles=certain)
