"""The speaker encoder: what a mask leaves out is not heard. (Marked: importing torch takes its time.)"""

from __future__ import annotations

import pytest

from pipeline.media import decode, probe
from pipeline.models import ModelStore, Registry
from pipeline.transcript.span import Span
from tests.golden import EXAMPLE

pytestmark = [pytest.mark.models, pytest.mark.usefixtures("pyannote")]


def test_two_stretches_of_one_voice_are_closer_than_two_voices(newsroom: object) -> None:
    import torch

    from pipeline.engines.diarizers.campplus.encoder import CAMPlusPlus

    model = Registry.load().model("campplus")
    encoder = CAMPlusPlus.load(ModelStore.default().files(model)["campplus_cn_en_common.pt"])
    waveform = decode(probe(EXAMPLE / "segment.opus"))
    cuts = [Span(2, 7), Span(10, 15), Span(30, 35)]  # the anchor twice, then the correspondent
    sounds = torch.stack([torch.from_numpy(waveform.cut(cut).copy())[None] for cut in cuts])
    with torch.inference_mode():
        voices = torch.nn.functional.normalize(encoder(sounds))
    anchor, again, correspondent = voices
    assert anchor @ again > 0.85
    assert anchor @ correspondent < 0.5


def test_what_the_mask_leaves_out_makes_no_difference() -> None:
    import torch

    from pipeline.engines.diarizers.campplus.encoder import CAMPlusPlus

    torch.manual_seed(1)
    encoder = CAMPlusPlus().eval()
    sound = torch.randn(1, 1, 80_000) * 0.05
    other = sound.clone()
    other[..., 48_000:] = torch.randn(32_000)
    mask = torch.zeros(1, 50)
    mask[:, :28] = 1.0  # up to 2.8 s; the frame that straddles 3 s stays out
    with torch.inference_mode():
        voice, same = encoder(sound, mask), encoder(other, mask)
        whole, different = encoder(sound), encoder(other)
    assert torch.allclose(voice, same, atol=1e-6)
    assert not torch.allclose(whole, different, atol=1e-6), "or the line above proves nothing"


def test_a_mask_over_everything_is_as_none() -> None:
    import torch

    from pipeline.engines.diarizers.campplus.encoder import CAMPlusPlus

    torch.manual_seed(2)
    encoder = CAMPlusPlus().eval()
    sound = torch.randn(2, 1, 40_000) * 0.05
    with torch.inference_mode():
        voices = encoder(sound)
        assert voices.shape == (2, 192)
        assert torch.allclose(encoder(sound, torch.ones(2, 50)), voices, atol=1e-5)


def test_a_voice_heard_for_less_than_four_tenths_of_a_second_has_no_embedding() -> None:
    import torch

    from pipeline.engines.diarizers.campplus.encoder import CAMPlusPlus

    encoder = CAMPlusPlus().eval()
    mask = torch.zeros(2, 50)
    mask[0, :3] = 1.0  # 0.3 s of 5 s
    mask[1, :10] = 1.0
    with torch.inference_mode():
        short, long = encoder(torch.randn(2, 1, 80_000) * 0.05, mask)
    assert torch.isnan(short).all()
    assert torch.isfinite(long).all()


def test_pyannote_finds_that_four_tenths_of_a_second_are_the_shortest_input() -> None:
    from pyannote.audio.pipelines.speaker_verification import PyannoteAudioPretrainedSpeakerEmbedding

    from pipeline.engines.diarizers.campplus.encoder import CAMPlusPlus

    shortest = PyannoteAudioPretrainedSpeakerEmbedding(CAMPlusPlus()).min_num_samples
    assert shortest == 400 + 39 * 160
