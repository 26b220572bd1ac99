"""The speaker encoder: what a mask leaves out is not heard. (Marked: importing torch takes its time.)"""

from __future__ import annotations

import pytest

from pipeline import Pipeline
from pipeline.media import decode, probe
from pipeline.models import ModelStore, Registry
from pipeline.timespan import Span
from tests.golden import EXAMPLE

pytestmark = pytest.mark.models


def test_two_stretches_of_one_voice_are_closer_than_two_voices(newsroom: Pipeline) -> None:
    import torch

    from pipeline.engines.ge2e import GE2E

    model = Registry.load().model("ge2e-encoder")
    encoder = GE2E.load(ModelStore.default().files(model)["pretrained.pt"])
    waveform = decode(probe(EXAMPLE / "segment.opus"))
    cuts = [Span(2, 7), Span(10, 15), Span(30, 35)]  # the anchor twice, then the correspondent
    sounds = torch.stack([torch.from_numpy(waveform.cut(cut).copy())[None] for cut in cuts])
    with torch.inference_mode():
        anchor, again, correspondent = encoder(sounds)
    assert anchor @ again > 0.8
    assert anchor @ again > anchor @ correspondent + 0.1
    assert anchor.norm() == pytest.approx(1.0, abs=1e-5)


def test_what_the_mask_leaves_out_makes_no_difference(newsroom: Pipeline) -> None:
    import torch

    from pipeline.engines.ge2e import GE2E

    encoder = GE2E().eval()
    generator = torch.Generator().manual_seed(1)
    sound = torch.randn(1, 1, 80_000, generator=generator) * 0.05
    other = sound.clone()
    other[..., 48_000:] = torch.randn(32_000, generator=generator)
    mask = torch.zeros(1, 50)
    mask[:, :28] = 1.0  # up to 2.8 s; the frame that straddles 3 s stays out
    with torch.inference_mode():
        assert torch.allclose(encoder(sound, mask), encoder(other, mask), atol=1e-6)


def test_a_voice_heard_for_less_than_four_tenths_of_a_second_has_no_embedding(newsroom: Pipeline) -> None:
    import torch

    from pipeline.engines.ge2e import GE2E

    encoder = GE2E().eval()
    mask = torch.zeros(2, 50)
    mask[0, :3] = 1.0  # 0.3 s of 5 s
    mask[1, :10] = 1.0
    with torch.inference_mode():
        short, long = encoder(torch.randn(2, 1, 80_000) * 0.05, mask)
    assert torch.isnan(short).all()
    assert torch.isfinite(long).all()
