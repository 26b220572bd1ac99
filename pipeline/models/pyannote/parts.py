"""Where on this disk the models lie that a pyannote pipeline is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ModelError
from pipeline.models.names import is_repo
from pipeline.models.pyannote.config import PipelineConfig, Reference

_WEIGHTS = "pytorch_model.bin"
_PLDA = ("plda.npz", "xvec_transform.npz")


@dataclass(frozen=True, slots=True)
class Part:
    """One model in its role. `place` is what pyannote.audio is told: a file, or a folder for a PLDA."""

    role: str
    place: Path
    files: tuple[Path, ...]


def find_parts(config: PipelineConfig, lend: Callable[[str], Path]) -> tuple[Part, ...]:
    """Every model that the configuration names; `lend` gives the folder of a repository on the hub.

    Raises ModelError when a file is missing, and what `lend` raises.
    """
    parts = tuple(_part(reference, _base(reference, config, lend)) for reference in config.references)
    for part in parts:
        for file in part.files:
            if not file.is_file():
                raise ModelError(
                    f"The pipeline in {config.folder} is not complete: {file}, its {part.role} model, "
                    "is missing.",
                    hint="Bring the whole folder, or pull the pipeline again.",
                )
    return parts


def _base(reference: Reference, config: PipelineConfig, lend: Callable[[str], Path]) -> Path:
    beside = config.folder / reference.place
    if beside.exists():  # the folder itself where the configuration names no other place
        return beside / reference.subfolder
    if is_repo(reference.place):
        return lend(reference.place) / reference.subfolder
    raise ModelError(
        f"The pipeline in {config.folder} is not complete: {reference.place}, its {reference.role} model, is "
        "missing.",
        hint="Put it into that folder, or correct its place in config.yaml.",
    )


def _part(reference: Reference, base: Path) -> Part:
    if reference.role == "plda":
        return Part(reference.role, base, tuple(base / name for name in _PLDA))
    file = base / _WEIGHTS if base.is_dir() else base
    return Part(reference.role, file, (file,))
