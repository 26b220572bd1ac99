"""Numbers about voices, whatever was said."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.roles.evidence import merge_turns
from pipeline.roles.features import GROUPS, feature_names, features_of
from pipeline.roles.features.conversation import Conversation
from pipeline.roles.logistic import Numbers
from tests.support.drawing import dialogue

_LINES = st.lists(st.tuples(st.sampled_from(["S1", "S2", "S3", None]), st.text(max_size=40)), min_size=1)


def measured(*lines: tuple[str | None, str], language: str = "en") -> dict[str, dict[str, float]]:
    """By voice, every number by its name."""
    table, conversation = rows(*lines, language=language)
    names = feature_names(with_words=language == "en")
    return {
        label: dict(zip(names, row, strict=True))
        for label, row in zip(conversation.labels, table, strict=True)
    }


def rows(*lines: tuple[str | None, str], language: str = "en") -> tuple[Numbers, Conversation]:
    """The table of features of a dialogue, and the dialogue."""
    turns = merge_turns(dialogue(*lines))
    labels = tuple(dict.fromkeys(turn.speaker for turn in turns if turn.speaker))
    conversation = Conversation.of(turns, labels)
    return features_of(conversation, language), conversation


@given(_LINES, st.sampled_from(["en", "fr"]))
def test_every_voice_has_as_many_finite_numbers_as_there_are_names(
    lines: list[tuple[str | None, str]], language: str
) -> None:
    table, conversation = rows(*lines, language=language)
    assert table.shape == (len(conversation.labels), len(feature_names(with_words=language == "en")))
    assert np.isfinite(table).all()


def test_names_are_given_once() -> None:
    names = feature_names(with_words=True)
    assert len(set(names)) == len(names) == sum(len(group.names) for group in GROUPS)


def test_time_needs_no_words() -> None:
    lines = (("S1", "one two three four"), ("S2", "five six"), ("S1", "seven"))
    english, french = measured(*lines)["S1"], measured(*lines, language="fr")["S1"]
    assert french == {name: english[name] for name in french}
    assert french["is first"] == french["is last"] == french["talks most"] == 1.0


@pytest.mark.parametrize(
    ("name", "voice"),
    [
        ("asks at the end", "S1"),
        ("is asked", "S2"),
        ("you", "S1"),
        ("thanks, to begin with", "S2"),
        ("introduction: expertise", "S2"),
        ("own: i_think", "S2"),
        ("full name before", "S2"),
    ],
)
def test_what_an_interview_sounds_like_is_measured(name: str, voice: str) -> None:
    found = measured(
        ("S1", "With us is the economist Ruth Bell. What do you expect?"),
        ("S2", "Thanks for having me. I think prices will fall."),
    )
    other = {"S1": "S2", "S2": "S1"}[voice]
    assert found[voice][name] > found[other][name]


def test_a_text_without_case_has_no_capitals_and_says_so() -> None:
    found = measured(("S1", "RUTH BELL IS HERE"), ("S2", "Ruth Bell is here"))
    assert found["S1"]["has case"] == found["S1"]["full names"] == 0.0
    assert found["S2"]["has case"] == 1.0
