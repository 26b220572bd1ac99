"""What was learnt for a show, as a file: the corrected weights, and what they are a correction of."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.errors import DocumentError
from pipeline.profile.model import Profile
from pipeline.roles.caution import STRICT, TOLD, Caution
from pipeline.roles.decision import Knowledge
from pipeline.roles.logistic import Regression
from pipeline.roles.weights import rules_digest
from pipeline.storage.text_file import read_document
from pipeline.text.language import base_language

SCHEMA = "broadcast-roles/1"
_PLACES = 4


@dataclass(frozen=True, slots=True)
class LearntFile:
    """The knowledge, the language it is of, and from how many programmes it was learnt."""

    knowledge: Knowledge
    language: str
    programmes: int


def write_learnt(learnt: LearntFile) -> str:
    """JSON with one line for each table."""
    model = learnt.knowledge.model
    data = {
        "schema": SCHEMA,
        "language": learnt.language,
        "programmes": learnt.programmes,
        "rules": rules_digest(),
        "voice": _plain(model.voice.regression),
        "text": _plain(model.text.regression),
    }
    return (
        "{\n" + ",\n".join(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in data.items()) + "\n}\n"
    )


@lru_cache(maxsize=8)
def read_learnt(path: Path, sha256: str) -> LearntFile:  # noqa: ARG001  # the cache tells files by it
    """`sha256` is the file's, by which it is known again.

    Raises InputError for a file that cannot be read, DocumentError for one that is damaged or of another
    version of this program, whose features and lists these weights do not fit.
    """
    where = f"What was learnt in {path}"
    hint = "Run `pipeline learn` again with the same transcripts."
    try:
        data = json.loads(read_document(path, "file of roles"))
        if data["schema"] != SCHEMA or data["rules"] != rules_digest():
            raise DocumentError(f"{where} is of another version of this program.", hint=hint)
        base = Knowledge.packaged()
        voice = _regression(data["voice"], base.model.voice.regression)
        text = _regression(data["text"], base.model.text.regression)
        programmes, language = int(data["programmes"]), str(data["language"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise DocumentError(f"{where} is damaged: {type(error).__name__}: {error}.", hint=hint) from None
    model = replace(
        base.model,
        voice=replace(base.model.voice, regression=voice),
        text=replace(base.model.text, regression=text),
    )
    return LearntFile(replace(base, model=model), language, programmes)


def knowledge_of(house: Profile, language: str) -> tuple[Knowledge, Caution]:
    """What a house's programmes are judged by, and how sure of a voice one must be.

    Raises what `read_learnt` raises.
    """
    told = TOLD if house.people else STRICT
    if house.learnt is None:
        return Knowledge.packaged(), told
    learnt = read_learnt(Path(house.learnt.path), house.learnt.sha256)
    if base_language(learnt.language) != base_language(language):
        return Knowledge.packaged(), told
    return learnt.knowledge, TOLD


def _plain(regression: Regression) -> dict[str, Any]:
    return {
        "weights": np.round(regression.weights, _PLACES).tolist(),
        "bias": np.round(regression.bias, _PLACES).tolist(),
    }


def _regression(data: Any, like: Regression) -> Regression:
    weights, bias = np.array(data["weights"], dtype=np.float64), np.array(data["bias"], dtype=np.float64)
    if weights.shape != like.weights.shape or bias.shape != like.bias.shape:
        raise ValueError(f"{weights.shape} numbers where {like.weights.shape} are wanted")
    if not (np.isfinite(weights).all() and np.isfinite(bias).all()):
        raise ValueError("numbers that are none")
    return Regression(weights, bias)
