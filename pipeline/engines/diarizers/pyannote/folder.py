"""A pyannote.audio diarization pipeline from a folder: community-1, 3.1, or somebody's own.

Bredin, "pyannote.audio speaker diarization toolkit" (pyannote.audio 4). The configuration is followed as it
stands, but every model comes from this disk: pyannote is never given a name that it could look up on the hub.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline.engines.diarizers.pyannote.library import importing_pyannote
from pipeline.engines.environment import quiet_libraries

with importing_pyannote():
    from pyannote.audio import Pipeline, __version__

from pipeline.engines.contract import Progress, SpeakerCount
from pipeline.engines.device import torch_device
from pipeline.engines.diarization import Diarization
from pipeline.engines.diarizers.pyannote.run import BATCH, diarization, speech_share, unused_plda
from pipeline.errors import EngineError, ModelError
from pipeline.media.waveform import Waveform
from pipeline.models import Snapshot
from pipeline.transcript.provenance import Engine


class PyannotePipeline:
    """A pipeline whose files were checked, or whose folder the user named himself: weights may run code."""

    def __init__(self, snapshot: Snapshot, copies: Mapping[Path, Path] | None = None) -> None:
        """`copies` are read in the place of the snapshot's own files."""
        self.engine = Engine(
            name=f"pyannote:{snapshot.name}",
            version=f"pyannote.audio {__version__}",
            models=snapshot.digests,
        )
        self._folder = snapshot.folder
        self._pipeline = _loaded(snapshot, copies or {})

    def speech_share(self, waveform: Waveform) -> float:
        """The share of the sound in which somebody speaks. Raises EngineError."""
        return speech_share(self._pipeline, waveform)

    def diarize(self, waveform: Waveform, count: SpeakerCount, progress: Progress) -> Diarization:
        """Turns of all voices, times clipped to the recording. Raises EngineError."""
        try:
            return diarization(self._pipeline, waveform, count, progress)
        except EngineError as error:
            raise EngineError(
                f"{error.message} The pipeline is the one in {self._folder}.", hint=error.hint
            ) from error


def _loaded(snapshot: Snapshot, copies: Mapping[Path, Path]) -> Pipeline:
    try:
        with quiet_libraries():
            pipeline = Pipeline.from_pretrained(_configuration(snapshot, copies))
            if pipeline is not None:
                pipeline.to(torch_device())
    except (KeyError, TypeError, ValueError) as error:  # how pyannote refuses what it was told
        raise ModelError(
            f"The pipeline in {snapshot.folder} does not fit pyannote.audio {__version__}: {error}.",
            hint="Its config.yaml may be wrong, or made for another version.",
        ) from error
    except Exception as error:
        raise EngineError(
            f"pyannote.audio could not load the pipeline in {snapshot.folder}: {error}.",
            hint="A damaged file may be to blame: bring the folder again. `pipeline doctor` checks the rest.",
        ) from error
    if pipeline is None:
        raise EngineError(f"pyannote.audio found no pipeline in {snapshot.folder}.")
    return pipeline


def _configuration(snapshot: Snapshot, copies: Mapping[Path, Path]) -> dict[str, Any]:
    """The configuration, with places on this disk for all models that pyannote would take from the hub."""
    params: dict[str, Any] = {"segmentation_batch_size": BATCH, "embedding_batch_size": BATCH}
    params |= {**snapshot.config.params, "plda": unused_plda()}
    for part in snapshot.parts:
        # A table rather than a path: what a path is taken for depends on the words in it.
        params[part.role] = {"checkpoint": str(copies.get(part.place, part.place))}
        if part.role != "plda":
            # As pyannote does it: models of other repositories may hold more than is needed here.
            params[part.role]["strict"] = part.place.is_relative_to(snapshot.folder)
    content = {key: value for key, value in snapshot.config.content.items() if key != "device"}
    return content | {"pipeline": {"name": content["pipeline"]["name"], "params": params}}
