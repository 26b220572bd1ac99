"""Names in what is said, as the house spells them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.names.listing import written_names
from pipeline.names.spelling import spelt
from pipeline.names.writing import Rewrite, as_heard, rewrite
from pipeline.profile.model import Person, Profile, WritingRule
from pipeline.transcript.json_file import from_json, to_json
from pipeline.transcript.model import Role, Transcript, Utterance
from tests.support.drawing import dialogue, utterance

RUDD = Profile(spellings=("Kevin Rudd",))


def heard(*texts: str) -> Transcript:
    """What one voice says."""
    return Transcript("en", dialogue(*(("S1", text) for text in texts)))


def said(transcript: Transcript) -> list[str]:
    """Its texts."""
    return [one.text for one in transcript.utterances]


@pytest.mark.parametrize(
    ("names", "text", "written"),
    [
        ("Kevin Rudd", "We asked Kevin Rut about it.", "We asked Kevin Rudd about it."),
        ("Kevin Rudd", "We asked Mr. Rut about it.", "We asked Mr. Rudd about it."),
        ("Kevin Rudd", "Kevin Rut's crews are angry.", "Kevin Rudd's crews are angry."),
        ("Campbell Newman", "So Camp Bell Newman spoke to us.", "So Campbell Newman spoke to us."),
        ("Kim Bo-kyoung", "Here is Kim Bo Kyoung in Seoul.", "Here is Kim Bo-kyoung in Seoul."),
        ("Yevgeny Prigozhin", "So Yevgeny Prigoshin, he says, left.", "So Yevgeny Prigozhin, he says, left."),
        ("KOSPI", "In Seoul the Kospi rose again.", "In Seoul the KOSPI rose again."),
        ("Kevin Rudd", "WE ASKED MR RUT ABOUT IT", "WE ASKED MR RUDD ABOUT IT"),
    ],
)
def test_a_name_that_sounds_and_looks_like_a_known_one_takes_its_spelling(
    names: str, text: str, written: str
) -> None:
    assert said(spelt(heard(text), Profile(spellings=(names,)))) == [written]


@pytest.mark.parametrize(
    ("names", "text"),
    [
        (("Kevin Rudd",), "Stuck in a rut, he left."),
        (("Kevin Rudd",), "We asked Kevin Reid about it."),
        (("Kevin Rudd",), "We asked Mr. Reid about it."),
        (("Kevin Rudd",), "We asked Peter Rut about it."),
        (("Kevin Rudd", "Kevin Rutt"), "We asked Kevin Rut about it."),
        (("Kevin Rudd", "Kevin Rut"), "We asked Kevin Rut about it."),
        (("Mei Chen",), "We asked Mr. Chan about it."),
        (("Ken Yu",), "He asked, can you come?"),
        (("Will Marks",), "They will mark it, will marks do?"),
        (("Kevin Rudd",), "We asked Kevin. Rut came later."),
        (("U.S.",), "They asked us. Us they did not ask."),
    ],
)
def test_other_words_and_other_people_s_names_stay(names: tuple[str, ...], text: str) -> None:
    assert said(spelt(heard(text), Profile(spellings=names))) == [text]


def test_a_name_surely_found_once_is_spelt_so_wherever_it_stands_alone() -> None:
    found = spelt(heard("We met Kevin Rut today.", "So Rut is out. Rut said so."), RUDD)
    assert said(found) == ["We met Kevin Rudd today.", "So Rudd is out. Rudd said so."]


def test_a_name_that_stands_alone_is_told_by_the_full_one_that_is_heard_right() -> None:
    assert said(spelt(heard("Kevin Rudd left. We asked Rut why."), RUDD)) == [
        "Kevin Rudd left. We asked Rudd why."
    ]
    assert said(spelt(heard("The minister left. We asked Rut why."), RUDD))[0].endswith("asked Rut why.")


def test_what_is_only_similar_is_suggested_with_its_times_and_stays() -> None:
    found = spelt(
        heard("We asked Clara Hewes. Later Clara Hewes left."), Profile(spellings=("Clara Hughes",))
    )
    assert said(found) == ["We asked Clara Hewes. Later Clara Hewes left."]
    ((one),) = found.name_suggestions
    assert (one.heard, one.name, one.source, one.times) == (
        "Clara Hewes",
        "Clara Hughes",
        "glossary",
        (1.0, 2.5),
    )


def test_every_word_keeps_what_was_heard_and_its_time() -> None:
    before = heard("We asked Kevin Rut, and Camp Bell Newman.")
    after = spelt(before, Profile(spellings=("Kevin Rudd", "Campbell Newman")))
    names = written_names(after.utterances)
    assert [(one.heard, one.written) for one in names] == [("Rut", "Rudd"), ("Camp Bell", "Campbell")]
    assert [one.places[0].time for one in names] == [1.5, 2.5]
    assert after.utterances[0].words[3].end == before.utterances[0].words[3].end
    assert as_heard(after.utterances[0], "en") == before.utterances[0]


def test_a_text_without_words_keeps_what_was_heard_too() -> None:
    before = Transcript("en", (Utterance(0.0, 8.0, "S1", "We asked Mr. Rut about it."),))
    after = spelt(before, RUDD)
    assert said(after) == ["We asked Mr. Rudd about it."]
    assert [(one.heard, one.written) for one in written_names(after.utterances)] == [("Rut", "Rudd")]
    assert as_heard(after.utterances[0], "en") == before.utterances[0]


def test_names_stay_without_the_house_and_are_taken_back_when_decided_anew() -> None:
    before = heard("We asked Kevin Rut about it.")
    after = spelt(before, RUDD)
    assert spelt(after, Profile()) == after == spelt(after, RUDD)
    assert spelt(after, Profile(), anew=True) == before


def test_rules_write_whole_words_in_capitals_or_small_letters() -> None:
    rules = (WritingRule("rut", "Rudd"), WritingRule("new harbor", "Newharbour"))
    found = spelt(heard("The rut of Rut's, in New Harbor, Rutland."), Profile(rules=rules))
    assert said(found) == ["The Rudd of Rudd's, in Newharbour, Rutland."]


def test_a_rule_that_makes_a_word_part_of_more_is_applied_once() -> None:
    house = Profile(rules=(WritingRule("Rudd", "Kevin Rudd"),))
    once = spelt(heard("We asked Rudd."), house)
    assert said(once) == ["We asked Kevin Rudd."]
    assert spelt(once, house) == once


def test_a_transcript_with_names_written_otherwise_comes_back_from_its_file() -> None:
    after = spelt(heard("We asked Kevin Rut and Clara Hewes, and Camp Bell Newman."), Profile(
        spellings=("Kevin Rudd", "Clara Hughes"), people=(Person("Campbell Newman", Role.EXPERT, "cast"),)
    ))  # fmt: skip
    assert from_json(to_json(after)) == after
    assert '"heard"' not in to_json(heard("We asked Kevin."))


_WORDS = st.sampled_from(
    [
        "Kevin",
        "Rut",
        "Rudd,",
        "Mr.",
        "rut.",
        "Camp",
        "Bell",
        "Newman's",
        "and",
        "asked",
        "Clara",
        "Hewes",
        "RUT",
    ]
)


@given(st.lists(st.lists(_WORDS, min_size=1, max_size=9).map(" ".join), min_size=1, max_size=4))
@settings(max_examples=100)
def test_names_once_spelt_are_spelt_and_can_always_be_taken_back(texts: list[str]) -> None:
    house = Profile(spellings=("Kevin Rudd", "Campbell Newman", "Clara Hughes"))
    before = heard(*texts)
    after = spelt(before, house)
    assert tuple(as_heard(one, "en") for one in after.utterances) == before.utterances
    assert from_json(to_json(after)) == after


@given(st.integers(0, 5), st.integers(1, 3), st.sampled_from(["Kevin Rudd", "Rudd", "the late Mr. Rudd"]))
def test_any_words_written_otherwise_keep_the_stretch_s_time_and_come_back(
    first: int, length: int, written: str
) -> None:
    before = utterance("S1", "So we asked Mr. Rut's crews about, say, it.", start=3.0)
    after = rewrite(before, [Rewrite(first, first + length, written)], "en")
    assert (after.start, after.end) == (before.start, before.end)
    assert all(a.end <= b.start + 1e-9 for a, b in zip(after.words, after.words[1:], strict=False))
    assert as_heard(after, "en") == before
