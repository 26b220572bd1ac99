"""The starter diarizer: pyannote.audio's own pipeline on models that need no account.

Bredin, "pyannote.audio 2.1 speaker diarization pipeline" (Interspeech 2023): local segmentation, one voice
embedding a window and speaker, agglomerative clustering.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipeline.engines.silence import silenced
from pipeline.engines.telemetry import switch_off_telemetry

switch_off_telemetry()

from pipeline.engines.torchaudio_shim import import_torchaudio  # noqa: E402  # telemetry goes off first

with silenced():  # pyannote.audio warns of a torchcodec that it never needs when given a waveform
    import_torchaudio()
    from pyannote.audio import Model, __version__
    from pyannote.audio.pipelines import SpeakerDiarization

from pipeline.diarization import Diarization  # noqa: E402
from pipeline.engines.base import Progress, SpeakerCount  # noqa: E402
from pipeline.engines.ge2e import GE2E  # noqa: E402
from pipeline.engines.pyannote_diarization import BATCH, diarization, unused_plda  # noqa: E402
from pipeline.errors import EngineError  # noqa: E402
from pipeline.types import Engine  # noqa: E402
from pipeline.waveform import Waveform  # noqa: E402

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
                    plda=unused_plda(),
                    clustering="AgglomerativeClustering",
                    embedding_exclude_overlap=True,
                    segmentation_batch_size=BATCH,
                    embedding_batch_size=BATCH,
                )
                self._pipeline.instantiate(_PARAMETERS)
        except Exception as error:
            raise EngineError(
                f"pyannote.audio could not load the starter diarizer: {error}.",
                hint="`pipeline doctor` checks the installation.",
            ) from error

    def diarize(self, waveform: Waveform, count: SpeakerCount, progress: Progress) -> Diarization:
        """Turns of all voices, times clipped to the recording. Raises EngineError."""
        return diarization(self._pipeline, waveform, count, progress)


def _segmentation(weights: Path) -> Model:
    """The checkpoint is a pickle: `weights` has been checked against the registry before it comes here."""
    model = Model.from_pretrained(weights)
    if model is None:
        raise EngineError(f"pyannote.audio found no model in {weights}.")
    return model
