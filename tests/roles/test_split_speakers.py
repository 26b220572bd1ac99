"""Two people under one label, taken apart where the words prove it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.roles import part_voices
from pipeline.transcript.model import Utterance, Word
from tests.support.drawing import dialogue
from tests.support.written import heard_as_one, truly_heard, written

_REPORT = (
    "The ships lie still tonight, and nobody here expects a quick end to it. The owners say they will meet "
    "the crews again in the course of the week."
)
_LEAD = "Good evening. The ferry strike enters its second week. Lena Ford reports."
_WHOLE = f"{_LEAD} {_REPORT} Lena Ford, Harbour News."


def spoken(*parts: tuple[str | None, str]) -> tuple[Utterance, ...]:
    """Utterances with words of half a second each, a second of pause between utterances."""
    utterances = []
    clock = 0.0
    for label, text in parts:
        words = tuple(
            Word(clock + 0.5 * i, clock + 0.5 * i + 0.4, word) for i, word in enumerate(text.split())
        )
        utterances.append(Utterance(words[0].start, words[-1].end, label, text, words=words))
        clock = words[-1].end + 1.0
    return tuple(utterances)


def told(utterances: Sequence[Utterance]) -> list[tuple[str | None, str]]:
    """Labels and texts."""
    return [(utterance.speaker, utterance.text) for utterance in utterances]


def test_a_reporter_who_signs_off_under_the_label_of_who_handed_over_gets_his_own() -> None:
    utterances, (parted,) = part_voices(spoken(("S1", _WHOLE)), "en")
    assert told(utterances) == [("S1", _LEAD), ("S2", f"{_REPORT} Lena Ford, Harbour News.")]
    assert (parted.label, parted.taken_for, parted.name) == ("S2", "S1", "Lena Ford")
    assert str(parted) == (
        "From 00:00:06 to 00:00:22 S1 is somebody else, to whom S1 hands over: "
        "two people under one label. The second is now S2."
    )


def test_words_keep_their_times_and_none_is_lost() -> None:
    (whole,) = spoken(("S1", _WHOLE))
    (lead, report), _ = part_voices((whole,), "en")
    assert lead.words + report.words == whole.words
    assert (lead.start, lead.end) == (whole.start, lead.words[-1].end)
    assert (report.start, report.end) == (report.words[0].start, whole.end)


def test_a_text_without_words_of_its_own_is_cut_as_well() -> None:
    utterances, _ = part_voices(dialogue(("S1", _WHOLE)), "en")
    assert told(utterances) == [("S1", _LEAD), ("S2", f"{_REPORT} Lena Ford, Harbour News.")]
    assert utterances[0].end == pytest.approx(utterances[1].start)


def test_thanks_end_the_report_and_are_the_presenters() -> None:
    thanks = "Thank you, Lena. In other news, the museum shows its new hall."
    utterances, _ = part_voices(spoken(("S1", _LEAD), ("S1", _REPORT), ("S1", thanks)), "en")
    assert told(utterances) == [("S1", _LEAD), ("S2", _REPORT), ("S1", thanks)]


def test_soundbites_between_stay_whose_they_are() -> None:
    utterances, _ = part_voices(
        spoken(
            ("S1", f"{_LEAD} {_REPORT}"), ("S2", "We want an answer."), ("S1", "Lena Ford, Harbour News.")
        ),
        "en",
    )
    assert [label for label, _ in told(utterances)] == ["S1", "S3", "S2", "S3"]


def test_the_presenters_questions_stay_the_presenters() -> None:
    lead = "Lena Ford joins us now. It looks cold. Is there an end in sight?"
    utterances, _ = part_voices(
        spoken(("S1", f"{lead} {_REPORT} And who pays? Nobody knows. Lena, thank you.")), "en"
    )
    assert told(utterances) == [
        ("S1", lead),
        ("S2", _REPORT),
        ("S1", "And who pays?"),
        ("S2", "Nobody knows."),
        ("S1", "Lena, thank you."),
    ]


def test_one_reporter_heard_twice_gets_one_label() -> None:
    utterances, parted = part_voices(spoken(("S1", _WHOLE), ("S1", _WHOLE.replace("Ford", "Forde"))), "en")
    assert [label for label, _ in told(utterances)] == ["S1", "S2", "S1", "S2"]
    assert len(parted) == 2


@pytest.mark.parametrize(
    "parts",
    [
        (("S1", _LEAD), ("S2", _REPORT), ("S1", "Thank you, Lena.")),
        (("S1", _LEAD), ("S2", _REPORT), ("S1", "Lena Ford reporting.")),
        (("S1", f"{_LEAD} We seem to have lost the line. Thank you, Lena."),),
        (("S1", f"{_LEAD} {_REPORT}"),),
        (("S1", f"{_LEAD} {_REPORT} Paul Hart, Harbour News."),),
        (("S1", f"{_REPORT} Lena Ford, Harbour News."),),
        ((None, _WHOLE),),
        (("S1", _WHOLE.upper()),),
    ],
)
def test_without_proof_everything_stays(parts: tuple[tuple[str | None, str], ...]) -> None:
    utterances = spoken(*parts)
    assert part_voices(utterances, "en") == (utterances, ())


def test_a_house_has_its_own_way_of_signing_off() -> None:
    text = f"{_LEAD} {_REPORT} That was Lena Ford at the quay."
    assert part_voices(spoken(("S1", text)), "en")[1] == ()
    assert part_voices(spoken(("S1", text)), "en", ["That was {name} at the quay"])[1]


def test_a_settled_label_and_a_language_without_phrases_are_left_alone() -> None:
    utterances = spoken(("S1", _WHOLE))
    assert part_voices(utterances, "en", settled={"S1"}) == (utterances, ())
    assert part_voices(utterances, "sv") == (utterances, ())


def test_nobody_is_parted_in_programmes_whose_labels_are_right() -> None:
    for name, lines in written().items():
        heard = truly_heard(lines)
        assert part_voices(heard, "en") == (heard, ()), name


def test_a_second_pass_finds_nothing_more() -> None:
    found = 0
    for lines in written().values():
        once, parted = part_voices(heard_as_one(lines), "en")
        assert part_voices(once, "en") == (once, ())
        found += len(parted)
    assert found


_SENTENCES = st.sampled_from(
    [
        "Lena Ford reports.",
        _REPORT,
        "Lena Ford, Harbour News.",
        "Thank you, Lena.",
        "Who pays?",
        "Nobody knows",
    ]
)
_PARTS = st.tuples(
    st.sampled_from(["S1", "S2", None]), st.lists(_SENTENCES, min_size=1, max_size=5).map(" ".join)
)


@given(st.lists(_PARTS, max_size=6))
def test_every_word_stays_in_its_place(parts: list[tuple[str | None, str]]) -> None:
    utterances = spoken(*parts)
    result, _ = part_voices(utterances, "en")
    assert [word for one in result for word in one.words] == [
        word for one in utterances for word in one.words
    ]
    assert [one.text.split() for one in result if one.speaker is None] == [
        one.text.split() for one in utterances if one.speaker is None
    ]
