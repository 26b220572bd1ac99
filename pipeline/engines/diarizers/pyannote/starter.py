"""The starter diarizer: pyannote.audio's own pipeline on models that need no account.

Bredin, "pyannote.audio 2.1 speaker diarization pipeline" (Interspeech 2023): local segmentation by
pyannote/segmentation-3.0, one voice a window and speaker by CAM++, agglomerative clustering. `FramesOnce`
says what is ours in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipeline.engines.diarizers.pyannote.library import importing_pyannote
from pipeline.engines.environment import quiet_libraries

with importing_pyannote():
    from pyannote.audio import Model, __version__
    from pyannote.audio.pipelines import SpeakerDiarization

from pipeline.engines.contract import Progress, SpeakerCount
from pipeline.engines.device import torch_device
from pipeline.engines.diarization import Diarization
from pipeline.engines.diarizers.campplus.encoder import CAMPlusPlus
from pipeline.engines.diarizers.pyannote.floats import in_floats
from pipeline.engines.diarizers.pyannote.frames_once import FramesOnce
from pipeline.engines.diarizers.pyannote.run import BATCH, diarization, speech_share, unused_plda
from pipeline.errors import EngineError
from pipeline.media.waveform import Waveform
from pipeline.transcript.provenance import Engine

PARAMETERS = {
    "segmentation": {"min_duration_off": 0.5},
    # Over 15 recordings 0.8 to 0.9 make no difference. Below, a person on stage is not the one in the studio;
    # from 0.85 on, of 21 people in one recording, those who sound alike become one.
    "clustering": {"method": "centroid", "threshold": 0.8, "min_cluster_size": 3},
}
_STEP = 0.2
"""Of a window of 10 s: windows are 2 s apart. At 1 s, pyannote.audio's own, the error over 15 recordings
is 2.6 instead of 2.9 %, for nearly twice the work."""
_PLAIN_STEP = 0.1


class StarterDiarizer:
    """Segmentation by segmentation-3.0, voices by CAM++, both read only after their digests matched."""

    def __init__(self, segmentation: Path, embedding: Path, digests: Mapping[str, str]) -> None:
        self.engine = Engine(
            name="starter diarizer",
            version=f"pyannote.audio {__version__}",
            models=digests,
            extra={"parameters": PARAMETERS},
        )
        try:
            self._pipeline = speaker_diarization(segmentation, embedding)
        except Exception as error:
            raise EngineError(
                f"pyannote.audio could not load the starter diarizer: {error}.",
                hint="`pipeline doctor` checks the installation.",
            ) from error

    def speech_share(self, waveform: Waveform) -> float:
        """The share of the sound in which somebody speaks. Raises EngineError."""
        return speech_share(self._pipeline, waveform)

    def diarize(self, waveform: Waveform, count: SpeakerCount, progress: Progress) -> Diarization:
        """Turns of all voices, times clipped to the recording. Raises EngineError."""
        return diarization(self._pipeline, waveform, count, progress)


def speaker_diarization(segmentation: Path, embedding: Path, *, plain: bool = False) -> SpeakerDiarization:
    """The pipeline on these weights: `FramesOnce`, or, `plain`, pyannote.audio's own to compare it with.

    Not tried on a graphics card: there was none to try it on.
    """
    with quiet_libraries():
        pipeline = (SpeakerDiarization if plain else FramesOnce)(
            segmentation=_segmentation(segmentation),
            segmentation_step=_PLAIN_STEP if plain else _STEP,
            embedding=CAMPlusPlus.load(embedding),
            plda=unused_plda(),
            clustering="AgglomerativeClustering",
            embedding_exclude_overlap=True,
            segmentation_batch_size=BATCH,
            embedding_batch_size=BATCH,
        )
        pipeline.instantiate(PARAMETERS)
        pipeline.to(torch_device())
    return pipeline


def _segmentation(weights: Path) -> Model:
    """The checkpoint is a pickle: `weights` has been checked against the registry before it comes here."""
    model = Model.from_pretrained(weights)
    if model is None:
        raise EngineError(f"pyannote.audio found no model in {weights}.")
    model.register_forward_pre_hook(lambda _, sound: tuple(map(in_floats, sound)))
    return model
