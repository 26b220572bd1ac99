"""The encoder run once over the sound tells voices as well as pyannote.audio's own way, for less."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pipeline.engines.contract import SpeakerCount
from pipeline.engines.diarizers.pyannote.run import diarization
from pipeline.evaluation.der import diarization_errors
from pipeline.evaluation.readers import read_materials
from pipeline.media import decode, probe
from pipeline.media.waveform import Waveform
from pipeline.models import ModelStore, Registry
from tests.golden import EXAMPLE

pytestmark = [pytest.mark.models, pytest.mark.usefixtures("pyannote")]


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> Iterator[None]:
    """So small a network is slowed down by more."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def weights(newsroom: object) -> tuple[Path, Path]:
    """Those of the segmentation and of the encoder."""
    store, registry = ModelStore.default(), Registry.load()
    files = [store.files(registry.model(name)) for name in ("segmentation-3.0", "campplus")]
    segmentation, embedding = (next(iter(each.values())) for each in files)
    return segmentation, embedding


@pytest.fixture(scope="module")
def speech() -> Waveform:
    """The first minute of the example, in which three people speak."""
    return Waveform(decode(probe(EXAMPLE / "segment.opus")).floats[: 60 * 16_000])


class Counting:
    """Counts the frames of 10 ms that an encoder is given."""

    def __init__(self, pipeline: Any) -> None:
        self.frames = 0
        self._encode = pipeline._embedding.model_.vectors
        pipeline._embedding.model_.vectors = self

    def __call__(self, mels: Any) -> Any:
        self.frames += mels.shape[0] * mels.shape[1]
        return self._encode(mels)


def test_turns_are_as_right_as_the_plain_ways_for_a_sixth_of_the_frames(
    weights: tuple[Path, Path], speech: Waveform
) -> None:
    from pipeline.engines.diarizers.pyannote.starter import speaker_diarization

    truth = [turn for turn in read_materials(EXAMPLE / "turns.rttm")["turns"].turns or () if turn.end < 60]
    errors, frames = [], []
    for plain in (True, False):
        pipeline = speaker_diarization(*weights, plain=plain)
        counting = Counting(pipeline)
        found = diarization(pipeline, speech, SpeakerCount(), lambda _: None)
        errors.append(diarization_errors(truth, found.turns).share)
        frames.append(counting.frames)
    assert errors[1] <= errors[0] + 0.005
    assert errors[1] < 0.02
    assert frames[0] > 6 * frames[1], "or nothing was won"
    assert frames[1] < 1.2 * 100 * speech.duration


def test_each_windows_voices_are_close_to_those_of_the_plain_way(
    weights: tuple[Path, Path], speech: Waveform
) -> None:
    from pyannote.audio.pipelines import SpeakerDiarization

    from pipeline.engines.diarizers.pyannote.starter import speaker_diarization

    once = speaker_diarization(*weights)
    file = {"waveform": _tensor(speech), "sample_rate": 16_000, "uri": "-"}
    segmentations = once.get_segmentations(file)
    ours = once.get_embeddings(file, segmentations)
    theirs = SpeakerDiarization.get_embeddings(once, file, segmentations, exclude_overlap=True)
    assert np.array_equal(np.isnan(ours), np.isnan(theirs))
    known = np.isfinite(theirs[..., 0])
    one, other = ours[known], theirs[known]
    likeness = (one * other).sum(axis=1) / (np.linalg.norm(one, axis=1) * np.linalg.norm(other, axis=1))
    assert np.median(likeness) > 0.97
    assert np.quantile(likeness, 0.05) > 0.8


def _tensor(speech: Waveform) -> Any:
    import torch

    return torch.from_numpy(speech.floats)[None]


@pytest.mark.parametrize("seconds", [0.05, 0.5, 3.0, 10.5])
def test_recordings_shorter_than_a_window_and_hardly_longer_are_heard(
    weights: tuple[Path, Path], speech: Waveform, seconds: float
) -> None:
    from pipeline.engines.diarizers.pyannote.starter import StarterDiarizer

    short = Waveform(speech.floats[32_000 : 32_000 + int(seconds * 16_000)])
    found = StarterDiarizer(*weights, {}).diarize(short, SpeakerCount(), lambda _: None)
    assert len({turn.label for turn in found.turns}) == 1
    assert all(turn.end <= short.duration for turn in found.turns)


def test_silence_has_no_turns_and_says_so_to_who_asked_for_voices(weights: tuple[Path, Path]) -> None:
    from pipeline.engines.diarizers.pyannote.starter import StarterDiarizer

    silence = Waveform(np.zeros(12 * 16_000, dtype=np.float32))
    found = StarterDiarizer(*weights, {}).diarize(silence, SpeakerCount(exactly=2), lambda _: None)
    assert (found.turns, found.exclusive) == ((), ())
    assert found.notes == ("2 voices were asked for; none was found.",)
