"""A pyannote pipeline's config.yaml: which models the pipeline is made of, and where it says they are.

Only speaker diarization is let through: a configuration names the Python class that is run, and one of
pyannote's classes sends the recording to a service on the internet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import ModelError
from pipeline.models.names import is_repo
from pipeline.storage.regular_file import open_regular

CONFIG = "config.yaml"
_DIARIZATION = frozenset(
    {
        "pyannote.audio.pipelines.SpeakerDiarization",
        "pyannote.audio.pipelines.speaker_diarization.SpeakerDiarization",
    }
)
_OWN = "$model/"
"""Before the name of a folder beside config.yaml."""
_DEFAULT_REPO = "pyannote/speaker-diarization-community-1"
_DEFAULT_CLUSTERING = "VBxClustering"
"""Where pyannote.audio 4.0.7 takes what a configuration leaves out."""
_LARGEST = 1 << 20
"""Bytes. A configuration has some hundred; a file beyond this is something else."""


class NoDiarizationError(ModelError):
    """A folder holds another kind of model or pipeline, or none at all. Carries exit code 5."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a configuration says that its `role` (segmentation, embedding, plda) is.

    `place` is a file, a folder or a repository on the hub; empty for the folder of the configuration itself.
    """

    role: str
    place: str
    subfolder: str = ""
    revision: str = ""


@dataclass(frozen=True, slots=True)
class PipelineConfig:
    """The configuration in `folder`; `content` is the YAML document, as pyannote.audio wants to have it."""

    folder: Path
    content: Mapping[str, Any]

    @classmethod
    def read(cls, folder: Path) -> PipelineConfig:
        """Raises ModelError when there is none, it is damaged, or it is not a speaker diarization's."""
        content = _document(folder / CONFIG)
        match content:
            case {"pipeline": {"name": str(name), **rest}}:
                _require_diarization(name, folder)
            case _:
                raise NoDiarizationError(
                    f"{folder / CONFIG} does not describe a pyannote pipeline: it has no `pipeline: name:`.",
                    hint="A single model cannot tell voices apart; a whole pipeline is needed, "
                    f"such as {_DEFAULT_REPO}.",
                )
        if not isinstance(rest.get("params", {}), Mapping):
            raise ModelError(f"{folder / CONFIG} is damaged: `pipeline: params:` is not a table.")
        if "preprocessors" in content:
            raise ModelError(f"{folder / CONFIG} asks for preprocessors, which are not supported.")
        return cls(folder, content)

    @property
    def params(self) -> Mapping[str, Any]:
        """What the pipeline is made with: its models, its kind of clustering, its steps."""
        params: Mapping[str, Any] = self.content["pipeline"].get("params", {})
        return params

    @property
    def references(self) -> tuple[Reference, ...]:
        """The models that it is made of. Raises ModelError when one is named in a way nobody understands."""
        roles = ["segmentation", "embedding"]
        if self.params.get("clustering", _DEFAULT_CLUSTERING) == _DEFAULT_CLUSTERING:
            roles.append("plda")
        return tuple(self._reference(role) for role in roles)

    @property
    def repositories(self) -> Iterator[tuple[str, str]]:
        """Name and revision of every repository on the hub that it takes a model from."""
        for reference in self.references:
            if is_repo(reference.place) and not (self.folder / reference.place).exists():
                yield reference.place, reference.revision

    def _reference(self, role: str) -> Reference:
        match self.params.get(role):
            case None:
                return Reference(role, _DEFAULT_REPO, role)
            case str(value) | {"checkpoint": str(value), "subfolder": None}:
                return _parsed(role, value)
            case {"checkpoint": str(value), **more}:
                found = _parsed(role, value)
                revision = str(more.get("revision") or found.revision)
                subfolder = "/".join(filter(None, (found.subfolder, str(more.get("subfolder", "")))))
                return Reference(role, found.place, subfolder, revision)
        raise ModelError(f"{self.folder / CONFIG} is damaged: it names no usable {role} model.")


def _parsed(role: str, value: str) -> Reference:
    place, _, revision = value.partition("@")
    if place.startswith(_OWN):
        return Reference(role, "", place.removeprefix(_OWN))
    return Reference(role, place, revision=revision)


def _document(path: Path) -> Mapping[str, Any]:
    import yaml

    try:
        with open_regular(path) as file:
            content = yaml.safe_load(file.read(_LARGEST))
    except (FileNotFoundError, NotADirectoryError):
        raise ModelError(
            f"There is no {CONFIG} in {path.parent}, so it holds no pyannote pipeline.",
            hint=f"Name the folder in which {CONFIG} lies.",
        ) from None
    except OSError as error:
        raise ModelError(f"{path} cannot be read: {error.strerror or error}.") from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        where = getattr(error, "problem_mark", None)
        line = f" in line {where.line + 1}" if where else ""
        raise ModelError(f"{path} is damaged: it is not valid YAML{line}.") from None
    return content if isinstance(content, Mapping) else {}


def _require_diarization(name: str, folder: Path) -> None:
    if name in _DIARIZATION:
        return
    if "pyannoteai" in name.lower():
        raise NoDiarizationError(
            f"The pipeline in {folder} sends recordings to a service on the internet ({name}).",
            hint="This program keeps them on this machine. Choose a pipeline that runs here, "
            f"such as {_DEFAULT_REPO}.",
        )
    raise NoDiarizationError(
        f"The pyannote pipeline in {folder} does not tell voices apart: it is a {name}.",
        hint=f"Choose a speaker diarization pipeline, such as {_DEFAULT_REPO}.",
    )
