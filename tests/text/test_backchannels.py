"""What listeners say."""

from __future__ import annotations

import pytest

from pipeline.text.backchannels import is_backchannel


@pytest.mark.parametrize("text", ["Mm-hm.", "Right.", "Yeah, yeah.", "Of course.", "I see."])
def test_a_short_sound_of_assent_is_none_of_a_speaker_s_turns(text: str) -> None:
    assert is_backchannel(text, 0.6, "en")
    assert is_backchannel(text, 0.6, "en-GB")


@pytest.mark.parametrize("text", ["", "...", "Really?", "No.", "Right you are.", "Yes. Yes. Yes. Yes."])
def test_anything_that_may_mean_something_is_one(text: str) -> None:
    assert not is_backchannel(text, 0.6, "en")


def test_a_word_that_takes_long_is_a_turn() -> None:
    assert not is_backchannel("Right.", 3.0, "en")


def test_a_language_without_a_list_has_none() -> None:
    assert not is_backchannel("Right.", 0.6, "xx")
