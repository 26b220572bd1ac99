"""Steps of a page: what each action does, that a step is whole or not at all, and who else changed what."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.corrections.correct import Corrections
from pipeline.corrections.making import stem_of
from pipeline.corrections.perform import perform
from pipeline.transcript.model import Role, Transcript
from pipeline.transcript.sign_off import signed_off
from tests.support.corrected import FERRY, article, correcting, through_a_file
from tests.support.steps import done, raw_step, step, where

HARBOR, SHIPS, CREWS, QUOTE, OWNERS, THANKS = 2, 3, 4, 5, 6, 7


def corrected(*actions: dict[str, Any], of: Corrections | None = None) -> Transcript:
    """The transcript after a step that must be possible."""
    found = done(of or correcting(), *actions)
    assert found.refused == {}
    assert found.conflicts == ()
    return through_a_file(found.corrections.transcript)


def rewrite(number: int, text: str, of: Transcript = FERRY) -> dict[str, Any]:
    return {"do": "rewrite", "texts": [{"where": where(of, number), "text": text}]}


def test_a_paragraph_reads_as_it_was_written_and_words_that_stay_keep_their_times() -> None:
    found = corrected(rewrite(SHIPS, "The ships lie still, and Kevin Rudd expects no quick end."))
    assert article(found)[SHIPS] == "The ships lie still, and Kevin Rudd expects no quick end."
    before = {word.text: word.start for word in FERRY.utterances[1].words}
    after = {word.text: word.start for word in found.utterances[1].words}
    assert after["Kevin"] == before["Kevin"]
    assert after["expects"] == before["expects"]
    assert before["Kevin"] < after["Rudd"] < before["expects"]


def test_many_paragraphs_are_one_step() -> None:
    both = rewrite(SHIPS, "The ships lie still, and Kevin Rudd expects no quick end.")
    both["texts"] += rewrite(CREWS, "Mr. Rudd's crews are angry.")["texts"]
    found = done(correcting(), both, name="a")
    assert article(found.corrections.transcript)[SHIPS:QUOTE] == [
        "The ships lie still, and Kevin Rudd expects no quick end.",
        "Mr. Rudd's crews are angry.",
    ]
    assert {stem_of(edit) for edit in found.corrections.transcript.edits} == {"a"}
    undone = done(found.corrections, {"do": "undo", "steps": ["a"]}).corrections.transcript
    assert undone == correcting().transcript


def test_a_paragraph_is_divided_at_a_word_and_joined_again() -> None:
    part = FERRY.paragraphs[SHIPS]
    word = next(word for word in FERRY.utterances[1].words if word.text == "Kevin")
    divided = corrected({"do": "divide", "where": where(FERRY, SHIPS), "at": word.start, "word": "Kevin"})
    assert article(divided)[SHIPS] == "The ships lie still, and"
    assert article(divided)[SHIPS + 1].startswith("Kevin Rut")
    assert divided.paragraphs[SHIPS].start == part.start
    joined = corrected({"do": "join", "where": where(divided, SHIPS + 1)}, of=Corrections(divided, "R. Ito"))
    assert article(joined) == article(FERRY)


def test_to_join_what_another_voice_says_gives_it_to_the_voice_before() -> None:
    found = corrected({"do": "join", "where": where(FERRY, THANKS)})
    assert found.utterances[-1].speaker == "S1"
    assert article(found)[OWNERS] == f"{article(FERRY)[OWNERS]} Thank you, Lena."
    assert found.paragraphs[OWNERS].speaker == "S2"


def test_paragraphs_go_to_another_voice_also_to_a_new_one() -> None:
    both = [where(FERRY, SHIPS), where(FERRY, CREWS)]
    found = corrected({"do": "reassign", "wheres": both, "label": "S9"})
    assert {part.speaker for part in found.paragraphs if part.text in article(FERRY)[SHIPS:QUOTE]} == {"S9"}
    assert found.speaker("S9") is not None
    assert corrected({"do": "reassign", "wheres": [where(FERRY, SHIPS)], "label": "S2"}).edits == ()


def test_a_few_words_of_a_paragraph_go_to_another_voice() -> None:
    words = [word for word in FERRY.utterances[1].words if word.text in ("Kevin", "Rut")]
    found = corrected(
        {"do": "reassign_words", "where": where(FERRY, SHIPS), "start": words[0].start, "end": words[-1].end,
         "label": "S3"}
    )  # fmt: skip
    assert found.said_by("S3")[0].text == "Kevin Rut"


@pytest.mark.parametrize(
    ("action", "seen"),
    [
        ({"do": "name", "label": "S3", "name": " Jane   Doe "}, lambda t: t.speaker("S3").name == "Jane Doe"),
        ({"do": "name", "label": "S2", "name": "  "}, lambda t: t.speaker("S2").name is None),
        ({"do": "role", "label": "S2", "role": "unknown"}, lambda t: t.role_of("S2") is Role.UNKNOWN),
        ({"do": "merge", "label": "S3", "into": "S2"}, lambda t: not t.said_by("S3")),
        ({"do": "drop", "start": 13.0, "end": 15.4}, lambda t: "angry" not in "".join(article(t))),
        ({"do": "title", "text": "Ferry  strike"}, lambda t: t.title == "Ferry strike"),
        ({"do": "title", "text": ""}, lambda t: t.title is None),
        ({"do": "published", "text": "2025-05-02 20:00"}, lambda t: t.published == "2025-05-02T20:00"),
        ({"do": "source", "text": "Example News"}, lambda t: t.source.name == "Example News"),
        ({"do": "url", "text": "https://a.example"}, lambda t: t.source.url == "https://a.example"),
    ],
    ids=lambda value: value["do"] if isinstance(value, dict) else "",
)  # fmt: skip
def test_other_actions_do_what_they_are_called(action: dict[str, Any], seen: Any) -> None:
    assert seen(corrected(action))


def test_quotation_marks_are_put_and_taken_and_to_ask_twice_changes_nothing() -> None:
    marked = corrected({"do": "quote", "where": where(FERRY, CREWS)})
    assert article(marked)[CREWS] == '"Mr. Rut\'s crews are angry."'
    assert corrected({"do": "unquote", "where": where(FERRY, QUOTE)}).paragraphs[QUOTE].quoted is False
    assert corrected({"do": "quote", "where": where(FERRY, QUOTE)}).edits == ()


def test_what_was_left_out_is_taken_back_in() -> None:
    out = {"do": "drop", "start": 13.0, "end": 15.4}
    found = done(correcting(), out, {"do": "keep", "start": 13.0, "end": 15.4}).corrections.transcript
    assert article(found) == article(FERRY)
    assert found.excluded == ()


@pytest.mark.parametrize(
    ("action", "why"),
    [
        ({"do": "name", "label": "S7", "name": "Jane"}, "there is no speaker 'S7'; there are S1, S2, S3"),
        ({"do": "role", "label": "S2", "role": "king"}, "'king' is no role; there are anchor"),
        ({"do": "merge", "label": "S2", "into": "S2"}, "S2 cannot become itself"),
        ({"do": "join", "where": where(FERRY, 0)}, "there is no paragraph before it"),
        ({"do": "reassign", "wheres": [where(FERRY, 1)], "label": " "}, "a speaker's label cannot be empty"),
        ({"do": "quote", "where": {"start": 500, "end": 501, "was": "Gone."}}, "no longer there"),
        ({"do": "quote", "where": {"start": 8, "end": 9, "was": "Other words entirely."}}, "no longer there"),
        ({"do": "divide", "where": where(FERRY, 1), "at": 0.0}, "a paragraph begins there already"),
        ({"do": "keep", "start": 1, "end": 2}, "nothing is left out there"),
        ({"do": "drop", "start": 200, "end": 210}, "the recording ends at 00:01:00"),
        ({"do": "published", "text": "soon"}, "'soon' is not a date"),
        ({"do": "reassign_words", "where": where(FERRY, 1), "start": 40, "end": 41, "label": "S2"},
         "none of its words are said there"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_refused_with_the_reason_and_with_all_of_its_step(
    action: dict[str, Any], why: str
) -> None:
    found = done(correcting(), {"do": "title", "text": "Other"}, action, name="a")
    assert why in found.refused["a"]
    assert found.corrections.transcript == correcting().transcript


def test_one_step_refused_does_not_hinder_the_next() -> None:
    bad, good = step({"do": "merge", "label": "S8", "into": "S1"}), step({"do": "title", "text": "T"})
    found = perform(correcting(), (bad, good))
    assert list(found.refused) == [bad.id]
    assert found.corrections.transcript.title == "T"
    # What comes after both is of a step of its own again.
    after = found.corrections.title("U").transcript
    assert [stem_of(edit) for edit in after.edits] == [good.id, "e2"]


def test_a_step_that_was_made_before_is_not_made_again() -> None:
    once = done(correcting(), rewrite(SHIPS, "The ships move."), name="a").corrections
    again = done(once, rewrite(SHIPS, "The ships move."), name="a")
    assert again.corrections.transcript == once.transcript
    assert again.conflicts == ()


def test_what_another_person_changed_beside_it_stays() -> None:
    theirs = done(correcting(), rewrite(SHIPS, "The ferries lie still, and Kevin Rut expects no quick end."))
    mine = rewrite(SHIPS, "The ships lie still, and Kevin Rudd expects no quick end.")
    found = done(theirs.corrections, mine)
    assert found.conflicts == ()
    text = article(found.corrections.transcript)[SHIPS]
    assert text == "The ferries lie still, and Kevin Rudd expects no quick end."


def test_where_two_people_change_the_same_words_both_are_kept_and_the_later_is_shown() -> None:
    theirs = done(correcting(), rewrite(CREWS, "Mr. Rudd's crews are angry."))
    other = replace(theirs.corrections, by="K. Osei")
    found = done(other, rewrite(CREWS, "Mr. Roth's crews are angry."), name="b")
    (met,) = found.conflicts
    assert (met.step, met.by) == ("b", "R. Ito")
    assert (met.theirs, met.mine) == ("Mr. Rudd's crews are angry.", "Mr. Roth's crews are angry.")
    shown = found.corrections.transcript
    assert article(shown)[CREWS] == "Mr. Roth's crews are angry."
    assert {edit.by for edit in shown.edits} == {"R. Ito", "K. Osei"}
    back = done(found.corrections, {"do": "undo", "steps": ["b"]}).corrections.transcript
    assert article(back)[CREWS] == "Mr. Rudd's crews are angry."


def test_a_sign_off_says_who_and_any_later_change_lifts_it() -> None:
    signed = done(correcting(), {"do": "title", "text": "T"}, {"do": "sign", "name": " K.  Osei "}, name="s")
    told = signed_off(signed.corrections.transcript)
    assert told is not None
    assert (told.by, told.current) == ("K. Osei", True)
    changed = done(signed.corrections, rewrite(SHIPS, "The ships move."), name="c")
    told = signed_off(changed.corrections.transcript)
    assert told is not None
    assert not told.current
    back = signed_off(done(changed.corrections, {"do": "undo", "steps": ["c"]}).corrections.transcript)
    assert back is not None
    assert back.current


def test_the_time_of_a_step_is_the_time_of_its_edits() -> None:
    told = raw_step({"do": "title", "text": "T"}) | {"at": "2025-01-01T10:00:00+00:00"}
    from pipeline.corrections.step import read_steps

    found = perform(correcting(), read_steps([told], "x")).corrections
    assert found.transcript.edits[0].at == "2025-01-01T10:00:00+00:00"
    assert found.title("U").transcript.edits[-1].at == "2025-05-02T20:00:00+00:00"


_TEXTS = st.lists(st.sampled_from(["ships", "Rudd", "the", "quick", "end.", "Ärger"]), min_size=1, max_size=8)


@given(st.lists(st.tuples(st.integers(0, 20), _TEXTS), min_size=1, max_size=6))
def test_random_rewritings_read_as_written_and_undone_all_leave_the_first_state(
    changes: list[tuple[int, list[str]]],
) -> None:
    state = correcting()
    names: list[str] = []
    for number, words in changes:
        parts = state.transcript.paragraphs
        at = number % len(parts)
        text = " ".join(words)
        found = done(state, rewrite(at, text, state.transcript), name=f"n{len(names)}")
        assert found.refused == {}
        shown = found.corrections.transcript.paragraphs
        assert [part.text for part in shown if part.overlap(parts[at]) > 0] == [text]
        assert len(shown) == len(parts)
        state = found.corrections
        names.append(f"n{len(names)}")
    assert done(state, {"do": "undo", "steps": names}).corrections.transcript == correcting().transcript
