"""Windows that come one at a time make the same turns. (Marked: pyannote.audio takes its time.)"""

from __future__ import annotations

import numpy as np
import pytest

pytestmark = [pytest.mark.models, pytest.mark.usefixtures("pyannote")]


def test_the_reconstruction_is_pyannotes_own() -> None:
    from pyannote.audio.pipelines import SpeakerDiarization
    from pyannote.core import SlidingWindow, SlidingWindowFeature

    from pipeline.engines.diarizers.pyannote.frames_once import FramesOnce

    random = np.random.default_rng(1)
    active = (random.random((9, 50, 4)) < 0.4).astype(np.float32)
    persons = random.integers(0, 3, (9, 4))
    persons[active.sum(axis=1) == 0] = -2
    persons[3] = -2  # a window in which nobody is known
    segmentations = SlidingWindowFeature(active, SlidingWindow(duration=10.0, step=2.0))
    frames = SlidingWindow(duration=0.2, step=0.2)
    count = SpeakerDiarization.speaker_count(segmentations, frames, warm_up=(0.0, 0.0))
    pipelines = (kind.__new__(kind) for kind in (SpeakerDiarization, FramesOnce))
    theirs, ours = (one.reconstruct(segmentations, persons, count).data for one in pipelines)
    assert theirs.any()
    assert np.array_equal(theirs, ours)
