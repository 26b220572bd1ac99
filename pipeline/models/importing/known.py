"""What content is worth something: a model's file itself, a part of it, or what it can be made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.models.carried import Carried, Part
from pipeline.models.model import Model, ModelFile
from pipeline.models.registry import Registry
from pipeline.models.sources import WheelSource


@dataclass(frozen=True, slots=True)
class Whole:
    """The file itself."""

    model: Model
    file: ModelFile


@dataclass(frozen=True, slots=True)
class Joined:
    """The file with variables that must be dropped."""

    model: Model
    file: ModelFile
    carried: Carried


@dataclass(frozen=True, slots=True)
class Piece:
    """One of the parts that the file is joined from."""

    model: Model
    file: ModelFile
    carried: Carried
    part: Part


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """OpenAI's own file of the same weights."""

    model: Model
    file: ModelFile


Use = Whole | Joined | Piece | Checkpoint


def uses(registry: Registry) -> Mapping[str, tuple[Use, ...]]:
    """By SHA-256, what content serves for."""
    found: dict[str, list[Use]] = {}
    for digest, use in _all(registry):
        found.setdefault(digest, []).append(use)
    return {digest: tuple(ways) for digest, ways in found.items()}


def _all(registry: Registry) -> Iterator[tuple[str, Use]]:
    for model in registry.models:
        for file in model.files:
            yield file.sha256, Whole(model, file)
            if file.checkpoint:
                yield file.checkpoint, Checkpoint(model, file)
            for source in model.sources:
                if isinstance(source, WheelSource) and file.name in source.files:
                    yield from _in_wheels(model, file, source.files[file.name])


def _in_wheels(model: Model, file: ModelFile, carried: Carried) -> Iterator[tuple[str, Use]]:
    if carried.joined:
        yield carried.joined, Joined(model, file, carried)
    if len(carried.parts) > 1:
        for part in carried.parts:
            yield part.sha256, Piece(model, file, carried, part)
