"""The diarizer that tells nobody apart."""

from __future__ import annotations

from pipeline.engines.contract import Diarizer, SpeakerCount
from pipeline.engines.diarization import UNATTRIBUTED, Diarization, Turn
from pipeline.engines.diarizers.none import NoDiarizer
from tests.support.drawing import waveform


def test_the_whole_recording_is_one_turn_of_nobody() -> None:
    diarizer: Diarizer = NoDiarizer()
    done: list[float] = []
    turn = Turn(0.0, 3.0, UNATTRIBUTED)
    assert diarizer.diarize(waveform("#" * 30), SpeakerCount(), done.append) == Diarization((turn,), (turn,))
    assert done[-1] == 1.0
    assert diarizer.engine.models == {}
