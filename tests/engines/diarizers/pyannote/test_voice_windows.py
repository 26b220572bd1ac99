"""Whose frames are whose in windows over a recording. (Marked: importing torch takes its time.)"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

pytestmark = [pytest.mark.models, pytest.mark.usefixtures("pyannote")]


def windows(*drawn: tuple[str, ...], step: float = 1.0) -> Any:
    """Windows of 10 s, a character a second for each speaker, over as much sound as they need."""
    import torch
    from pyannote.core import SlidingWindow, SlidingWindowFeature

    from pipeline.engines.diarizers.campplus.filterbank import KaldiFilterbank
    from pipeline.engines.diarizers.pyannote.voice_windows import VoiceWindows

    data = np.array([[[mark == "#" for mark in speaker] for speaker in window] for window in drawn])
    active = data.transpose(0, 2, 1).astype(np.float32)
    sound = torch.randn(int(16_000 * (10 + step * (len(drawn) - 1))))
    segmentations = SlidingWindowFeature(active, SlidingWindow(duration=10.0, step=step))
    return VoiceWindows(sound, segmentations, KaldiFilterbank())


def test_anchors_follow_each_other_and_the_last_window_is_one() -> None:
    quiet = ("..........",)
    assert windows(*[quiet] * 25).anchors == [0, 10, 20, 24]
    assert windows(*[quiet] * 25, step=2.0).anchors == [0, 5, 10, 15, 20, 24]
    assert windows(quiet).anchors == [0]


def test_a_voice_is_told_from_what_it_says_alone_unless_that_is_too_little() -> None:
    both = windows(("#####.....", "...#......"))
    first, second = both.telling(0, both.active(0)).sum(dim=1).tolist()
    assert first == pytest.approx(400, abs=2), "the second in which both speak is left out"
    assert second == pytest.approx(100, abs=2), "nothing would be left"
    assert both.alone(0).sum(dim=1).tolist()[1] == 0


def test_behind_the_end_of_the_recording_is_silence() -> None:
    import torch

    cut = windows(("##########",), ("##########",))
    cut._sound = cut._sound[:160_000]
    assert cut.mels(1).shape == cut.mels(0).shape
    assert torch.equal(cut.mels(1)[-50:], cut.mels(1)[-1:].expand(50, -1))
    assert torch.equal(cut.mels(1)[:800], cut.mels(0)[100:900]), "the windows hear the same sound"
