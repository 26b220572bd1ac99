"""One person under two labels, made one where the words prove it, proposed where they hint at it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.article.doubts import candidates
from pipeline.roles import assign_roles, join_voices
from pipeline.transcript.doubt import DoubtKind
from pipeline.transcript.model import Transcript
from tests.support.drawing import dialogue

_FIRST = (
    "The ships lie still tonight, and nobody here expects a quick end to it. The owners will meet the crews "
    "again this week. Lena Ford, Harbour News."
)
_SECOND = (
    "The talks went on until four in the morning, and then the owners left without a word to anybody. The "
    "next round is on Friday. Lena Ford, Harbour News."
)
_ANCHOR = ("S1", "Good evening. The ferry strike enters its second week.")
_BETWEEN = ("S1", "The crews walked out again during the night.")


def test_who_signs_off_by_one_name_under_two_labels_is_one_person() -> None:
    said = dialogue(_ANCHOR, ("S2", _FIRST), _BETWEEN, ("S3", _SECOND))
    made, (joined,) = join_voices(said, "en")
    assert [utterance.speaker for utterance in made] == ["S1", "S2", "S1", "S2"]
    assert [utterance.text for utterance in made] == [utterance.text for utterance in said]
    assert (joined.label, joined.other, joined.time) == ("S2", "S3", said[3].start)
    assert str(joined).startswith("S3, first heard at 00:00:")
    assert "Lena" not in str(joined)


def test_three_labels_of_one_person_become_one() -> None:
    said = dialogue(_ANCHOR, ("S2", _FIRST), _BETWEEN, ("S3", _SECOND), _BETWEEN, ("S4", _SECOND))
    made, joined = join_voices(said, "en")
    assert [utterance.speaker for utterance in made] == ["S1", "S2", "S1", "S2", "S1", "S2"]
    assert [(one.label, one.other) for one in joined] == [("S2", "S3"), ("S2", "S4")]


@pytest.mark.parametrize(
    "lines",
    [
        (_ANCHOR, ("S2", _FIRST), ("S3", _SECOND)),  # one after the other: the words may be the wrong one's
        (_ANCHOR, ("S2", _FIRST), _BETWEEN, ("S3", "Lena Ford, Harbour News.")),  # stray words
        (_ANCHOR, ("S2", _FIRST), _BETWEEN, ("S3", _SECOND.replace("Lena Ford", "Mark Hill"))),
        (_ANCHOR, ("S2", _FIRST), _BETWEEN, ("S3", _SECOND.replace("Lena Ford, Harbour News.", ""))),
        (
            _ANCHOR,
            ("S2", _FIRST),
            _BETWEEN,
            ("S2", _SECOND.replace("Lena Ford", "Mark Hill")),  # two people under this label
            _BETWEEN,
            ("S3", _SECOND),
        ),
    ],
)
def test_two_labels_stay_two_where_that_is_not_sure(lines: tuple[tuple[str, str], ...]) -> None:
    said = dialogue(*lines)
    assert join_voices(said, "en") == (said, ())


def test_voices_of_which_a_person_said_something_or_that_are_heard_at_once_stay_two() -> None:
    said = dialogue(_ANCHOR, ("S2", _FIRST), _BETWEEN, ("S3", _SECOND))
    assert join_voices(said, "en", settled={"S3"}) == (said, ())
    talk = dialogue(
        _ANCHOR, ("S2", _FIRST), _BETWEEN, ("S3", _SECOND), _BETWEEN, ("S2", "We waited there for hours."),
        ("S3", "For days."),
    )  # fmt: skip
    assert join_voices(talk, "en")[1]
    over = (*talk[:-1], replace(talk[-1], start=talk[-2].start + 0.5))
    assert join_voices(over, "en") == (over, ())


def test_a_voice_that_is_called_by_another_one_s_name_is_a_place_to_listen_to() -> None:
    said = dialogue(
        ("S1", "Good evening. The ferry strike enters its second week. Lena Ford reports."),
        ("S2", _FIRST),
        ("S1", "The crews walked out again during the night. Lena Ford reports."),
        ("S3", _SECOND.replace(" Lena Ford, Harbour News.", "")),
        ("S1", "Thank you, Lena Ford."),
    )
    speakers = assign_roles(said, "en")
    third = next(speaker for speaker in speakers if speaker.label == "S3")
    assert third.name is None
    assert [(one.name, one.source) for one in third.suggestions] == [("Lena Ford", "programme")]
    found = [
        one for one in candidates(Transcript("en", said, speakers=speakers)) if one.kind is DoubtKind.VOICE
    ]
    assert [(one.time, one.text) for one in found] == [
        (said[3].start, "S3 may be S2: both are called by one name")
    ]
    assert not any("Lena" in one.text for one in found)
