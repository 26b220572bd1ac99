"""What was learnt, as it is packaged."""

from __future__ import annotations

import re
from importlib.resources import files

import numpy as np
import pytest

from pipeline.roles.evidence import merge_turns
from pipeline.roles.features import feature_names
from pipeline.roles.features.conversation import Conversation
from pipeline.roles.model import load_model
from pipeline.roles.model_file import read_text_model, read_voice_model, write_text_model, write_voice_model
from pipeline.roles.text_model import of_voices
from tests.support.drawing import dialogue

_FOLDER = files("pipeline.roles") / "learnt"
_SAID = dialogue(
    ("S1", "Good evening. Our correspondent Lena Ford joins us. Lena, what is the latest?"),
    ("S2", "Police say the road will stay shut tonight. Residents were told to leave."),
    ("S1", "Thank you. Coming up, the weather."),
)


def conversation() -> Conversation:
    """A hand-over and its thanks."""
    return Conversation.of(merge_turns(_SAID), ("S1", "S2"))


def test_the_packaged_weights_are_of_the_features_there_are() -> None:
    model = load_model()
    assert model.voice.names == feature_names(with_words=True)
    assert model.airtime.names == feature_names(with_words=False)


@pytest.mark.parametrize("name", ["voice", "airtime"])
def test_a_table_of_features_is_written_as_it_was_read(name: str) -> None:
    text = (_FOLDER / f"{name}.tsv").read_text("utf-8")
    assert write_voice_model(read_voice_model(text)) == text


def test_a_table_of_wordings_is_written_as_it_was_read() -> None:
    text = (_FOLDER / "text.tsv").read_text("utf-8")
    assert write_text_model(read_text_model(text)) == text


@pytest.mark.parametrize("text", ["", "feature\tmean", "feature\tmean\nshare of talk\t1\t1\t1\t1\t1\n"])
def test_a_table_without_its_bias_is_none(text: str) -> None:
    with pytest.raises(ValueError, match="ends with its bias"):
        read_voice_model(text)


def test_weights_take_little_room_and_hold_no_names() -> None:
    texts = {entry.name: entry.read_text("utf-8") for entry in _FOLDER.iterdir()}
    assert sum(len(text.encode()) for text in texts.values()) <= 100_000
    wordings = [line.split("\t")[0] for line in texts["text.tsv"].splitlines()[1:]]
    named = r"\b(cnn|abc|bbc|pbs|npr|anderson|jim|john|kevin|julia|london|america|australia|monday|january)\b"
    assert [wording for wording in wordings if re.search(named, wording)] == []


def test_who_hands_over_is_taken_for_the_anchor_and_says_why() -> None:
    reading = load_model().reading(conversation(), "en")
    assert list(reading.worth().argmax(axis=1)) == [0, 1]
    found = {proof.cue: proof for proof in reading.evidence(0, 0)}
    assert set(found) == {"way_of_speaking", "wording"}
    assert all(proof.weight > 0 and proof.quote for proof in found.values())


def test_a_language_without_lists_is_judged_by_time_alone() -> None:
    reading = load_model().reading(conversation(), "fr")
    assert {proof.cue for proof in reading.evidence(0, 0)} <= {"way_of_speaking"}
    silent = Conversation.of(
        merge_turns(dialogue(*((u.speaker, "x " * len(u.words)) for u in _SAID))), ("S1", "S2")
    )
    assert reading.worth() == pytest.approx(load_model().reading(silent, "fr").worth(), abs=0.05)


def test_nobody_s_chances_are_none() -> None:
    assert load_model().reading(Conversation((), ()), "en").worth().shape == (0, 3)


def test_what_a_voice_says_often_counts_more_but_not_without_end() -> None:
    short, long = dialogue(("A", "yes")), dialogue(*((("A", "B")[n % 2], "yes " * 50) for n in range(40)))
    worth = []
    for said in (short, long):
        talk = Conversation.of(merge_turns(said), ("A",))
        logs = np.tile([0.0, -1.0, -2.0], (len(talk.turns), 1))
        worth.append(of_voices(logs, talk)[0, 1])
    assert -3.0 <= worth[1] < worth[0] < 0.0
