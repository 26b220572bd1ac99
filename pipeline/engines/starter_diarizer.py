"""The starter diarizer: pyannote.audio's own pipeline on models that need no account.

Bredin, "pyannote.audio 2.1 speaker diarization pipeline" (Interspeech 2023): local segmentation, one voice
embedding a window and speaker, agglomerative clustering.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline.engines.silence import silenced
from pipeline.engines.telemetry import switch_off_telemetry

switch_off_telemetry()

from pipeline.engines.torchaudio_shim import import_torchaudio  # noqa: E402  # telemetry goes off first

with silenced():  # pyannote.audio warns of a torchcodec that it never needs when given a waveform
    import_torchaudio()
    import torch
    from pyannote.audio import Model, __version__
    from pyannote.audio.core.plda import PLDA
    from pyannote.audio.pipelines import SpeakerDiarization

from pipeline.engines.base import Progress, SpeakerCount  # noqa: E402
from pipeline.engines.ge2e import GE2E  # noqa: E402
from pipeline.errors import EngineError  # noqa: E402
from pipeline.types import SAMPLE_RATE, Diarization, Engine, Turn, Waveform  # noqa: E402

SEGMENTATION_MODEL = "pyannote-segmentation"
EMBEDDING_MODEL = "ge2e-encoder"

_PARAMETERS = {
    "segmentation": {"threshold": 0.45, "min_duration_off": 0.3},
    # Average linkage: on real news, talk and telephone it held over thresholds 0.2 to 0.25, while centroid
    # linkage lost the telephone voices one step above its best value.
    "clustering": {"method": "average", "threshold": 0.25, "min_cluster_size": 6},
}
_STEP = 0.2
"""Windows overlap by four fifths, not pyannote's nine tenths: on eight recordings the error stayed at 14.5 %
for half the work. A cluster of 6 windows is then as long as one of 12 was."""
_BATCH = 32
_SHARE = {"segmentation": (0.0, 0.45), "embeddings": (0.45, 0.95)}
"""Where each of pyannote's reported steps begins and ends in the stage's progress."""


class StarterDiarizer:
    """Segmentation by pyannote/segmentation, voices by GE2E, both read only after their digests matched."""

    def __init__(self, segmentation: Path, embedding: Path, digests: Mapping[str, str]) -> None:
        self.engine = Engine(
            name="starter diarizer",
            version=f"pyannote.audio {__version__}",
            models=digests,
            extra={"parameters": _PARAMETERS},
        )
        try:
            with silenced():
                self._pipeline = SpeakerDiarization(
                    segmentation=_segmentation(segmentation),
                    segmentation_step=_STEP,
                    embedding=GE2E.load(embedding),
                    plda=_Unused(),
                    clustering="AgglomerativeClustering",
                    embedding_exclude_overlap=True,
                    segmentation_batch_size=_BATCH,
                    embedding_batch_size=_BATCH,
                )
                self._pipeline.instantiate(_PARAMETERS)
        except Exception as error:
            raise EngineError(
                f"pyannote.audio could not load the starter diarizer: {error}.",
                hint="`pipeline doctor` checks the installation.",
            ) from error

    def diarize(self, waveform: Waveform, count: SpeakerCount, progress: Progress) -> Diarization:
        """Turns of all voices, times clipped to the recording. Raises EngineError."""
        file = {"waveform": torch.from_numpy(waveform.samples)[None], "sample_rate": SAMPLE_RATE, "uri": "-"}
        try:
            with silenced():
                output: Any = self._pipeline(
                    file,
                    num_speakers=count.exactly,
                    min_speakers=count.at_least,
                    max_speakers=count.at_most,
                    hook=_hook(progress),
                )
        except Exception as error:
            raise EngineError(f"pyannote.audio failed: {error}.") from error
        progress(1.0)
        return Diarization(
            turns=_turns(output.speaker_diarization, waveform.duration),
            exclusive=_turns(output.exclusive_speaker_diarization, waveform.duration),
        )


class _Unused(PLDA):
    """pyannote fetches a PLDA from the hub unless it is given one; agglomerative clustering never asks it."""

    def __init__(self) -> None:
        """Load nothing."""


def _segmentation(weights: Path) -> Model:
    """The checkpoint is a pickle: `weights` has been checked against the registry before it comes here."""
    model = Model.from_pretrained(weights)
    if model is None:
        raise EngineError(f"pyannote.audio found no model in {weights}.")
    return model


def _hook(progress: Progress) -> Any:
    def hook(step: str, *_: Any, total: int | None = None, completed: int | None = None, **__: Any) -> None:
        if step in _SHARE and total and completed is not None:
            begin, end = _SHARE[step]
            progress(begin + (end - begin) * completed / total)

    return hook


def _turns(annotation: Any, duration: float) -> tuple[Turn, ...]:
    found = (
        Turn(max(0.0, time.start), min(duration, time.end), str(label))
        for time, _, label in annotation.itertracks(yield_label=True)
        if time.start < duration
    )
    return tuple(sorted(found, key=lambda turn: (turn.start, turn.end)))
