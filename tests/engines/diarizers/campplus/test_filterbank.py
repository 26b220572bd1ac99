"""The filterbank is Kaldi's. (Marked: importing torch takes its time.)"""

from __future__ import annotations

import importlib

import pytest

from pipeline.media import decode, probe
from tests.golden import EXAMPLE

pytestmark = pytest.mark.models


def test_torchaudios_rendering_of_kaldi_gives_the_same_energies() -> None:
    import torch

    from pipeline.engines.diarizers.campplus.filterbank import KaldiFilterbank
    from pipeline.engines.torchaudio_shim import import_torchaudio

    import_torchaudio()
    kaldi = importlib.import_module("torchaudio.compliance.kaldi")

    sound = torch.from_numpy(decode(probe(EXAMPLE / "segment.opus")).floats[32_000:112_000].copy())[None]
    theirs = kaldi.fbank(sound * 32768, num_mel_bins=80, dither=0.0, sample_frequency=16_000)
    ours = KaldiFilterbank()(sound)
    assert ours.shape == (1, 498, 80)
    assert torch.allclose(ours[0], theirs, atol=2e-3)


def test_a_sound_shorter_than_a_frame_has_no_energies() -> None:
    import torch

    from pipeline.engines.diarizers.campplus.filterbank import KaldiFilterbank

    assert KaldiFilterbank()(torch.zeros(3, 399)).shape == (3, 0, 80)
    assert KaldiFilterbank()(torch.zeros(3, 400)).shape == (3, 1, 80)
