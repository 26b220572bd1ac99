"""Colleagues who are named with their trade."""

from __future__ import annotations

import pytest

from pipeline.roles import assign_roles
from pipeline.roles.cues.colleagues import colleague_cues
from pipeline.roles.phrases import load_phrases
from tests.support.drawing import dialogue


def told(*lines: tuple[str | None, str]) -> list[tuple[str, str, str | None]]:
    """Kind, voice and name of every cue."""
    found = colleague_cues(dialogue(*lines), load_phrases("en"))
    return [(cue.kind, cue.label, cue.name) for cue in found]


@pytest.mark.parametrize(
    "said",
    [
        "HBS's Lena Ford is in Hillford for us.",
        "With me now, HBS crime and justice correspondent, Lena Ford.",
        "Our one and only senior data reporter, the one and only Lena Ford.",
        "We go to Lena Ford, our chief political correspondent.",
    ],
)
def test_who_is_named_with_a_trade_is_the_next_voice_and_a_colleague(said: str) -> None:
    assert told(("S1", said), ("S2", "It is calm.")) == [("is_brought_in_as_colleague", "S2", "Lena Ford")]


@pytest.mark.parametrize(
    "said",
    [
        "The FBI's Lena Ford is with us.",
        "HBS legal analyst Lena Ford is with us.",
        "A reporter asked about that.",
        "Lena Ford is with us.",
    ],
)
def test_initials_of_an_office_and_trades_of_guests_make_no_colleague(said: str) -> None:
    assert told(("S1", said), ("S2", "It is calm.")) == []


def test_a_colleague_is_known_again_when_called_by_given_name() -> None:
    found = told(
        ("S1", "Our correspondent Lena Ford is in Hillford. First, the weather with Max."),
        ("S2", "It rains."),
        ("S1", "Lena, what is the mood?"),
        ("S3", "It is calm."),
    )
    assert ("is_called_colleague", "S3", "Lena Ford") in found


def test_a_name_said_long_before_another_voice_is_not_given_to_it() -> None:
    """The initials are a party's here, and the voice is her rival's."""
    lead = (
        "The LNP's Carol Newton is trying to take the top job. " + "She has toured the north for weeks. " * 6
    )
    said = dialogue(
        ("S1", f"{lead} Her rival demands an end to it."),
        ("S2", "Look, you have got to put this to bed one way or the other."),
    )
    assert "Carol Newton" not in {speaker.name for speaker in assign_roles(said, "en")}
