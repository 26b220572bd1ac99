"""The diarizer for when voices need not be told apart: the whole recording is one turn of nobody."""

from __future__ import annotations

from pipeline.engines.contract import Progress, SpeakerCount
from pipeline.engines.diarization import UNATTRIBUTED, Diarization, Turn
from pipeline.engines.family import EngineName
from pipeline.media.waveform import Waveform
from pipeline.models import ModelStore
from pipeline.transcript.provenance import Engine


class NoDiarizer:
    """`--diarizer none`: loads no model and imports none of pyannote.audio."""

    engine = Engine(name="none")

    def diarize(self, waveform: Waveform, count: SpeakerCount, progress: Progress) -> Diarization:
        """One turn from start to end."""
        progress(1.0)
        turn = Turn(0.0, waveform.duration, UNATTRIBUTED)
        return Diarization(turns=(turn,), exclusive=(turn,))


def load_none(name: EngineName, store: ModelStore) -> NoDiarizer:
    """It needs nothing of the store."""
    return NoDiarizer()
