"""A diarizer's own sense of where somebody speaks, for choosing what to listen to."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from pipeline.engines.contract import Diarizer
from pipeline.engines.process import engines_turn
from pipeline.media.tracks.evidence import Ear
from pipeline.media.waveform import Waveform


@runtime_checkable
class HearsSpeech(Protocol):
    """A diarizer that can say quickly how much speech there is; it need not tell voices apart for that."""

    def speech_share(self, waveform: Waveform) -> float:
        """The share of the sound, 0 to 1, in which somebody speaks. Raises EngineError."""
        ...


def ear_of(diarizer: Diarizer) -> Ear | None:
    """It waits for its turn with the engines. None where the diarizer has no such sense."""
    if not isinstance(diarizer, HearsSpeech):
        return None

    def hear(waveform: Waveform) -> float:
        with engines_turn(lambda: None):
            return diarizer.speech_share(waveform)

    return hear
