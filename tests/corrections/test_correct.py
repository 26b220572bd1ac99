"""Corrections, each of its kind: what they change, what they refuse, and that they can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise

import pytest

from pipeline.article.places import ranked
from pipeline.corrections.correct import Corrections, correct
from pipeline.corrections.places import CorrectionError
from pipeline.transcript.json_file import from_json, to_json
from pipeline.transcript.model import Role, Utterance
from tests.golden import TRANSCRIPT
from tests.support.corrected import FERRY, article, correcting, through_a_file

Change = Callable[[Corrections], Corrections]

CHANGES: dict[str, Change] = {
    "name": lambda c: c.rename("S3", "Jane Doe"),
    "role": lambda c: c.role("S2", "unknown"),
    "merge": lambda c: c.merge("S3", "S2"),
    "split": lambda c: c.split(23.0, "S4"),
    "reassign": lambda c: c.reassign("0:28", "S3"),
    "replace": lambda c: c.replace("Rut", "Rudd"),
    "replace at": lambda c: c.replace("Rut", "Rudd", at="0:13"),
    "rewrite": lambda c: c.rewrite("0:01", "The strike enters, at last, its third week!"),
    "quote": lambda c: c.quote("0:13"),
    "unquote": lambda c: c.unquote("0:15"),
    "join": lambda c: c.join("0:13"),
    "divide": lambda c: c.divide(9.5),
    "checked": lambda c: c.checked("0:15"),
    "drop": lambda c: c.drop("0:13", "0:15.5"),
    "title": lambda c: c.title("Ferry strike"),
    "published": lambda c: c.published("2025-05-02 20:00"),
    "source": lambda c: c.source("Example News"),
    "url": lambda c: c.url("https://news.example/1"),
}


@pytest.fixture
def ferry() -> Corrections:
    return correcting()


def test_the_article_that_is_corrected_here() -> None:
    assert [(int(part.start), text) for part, text in zip(FERRY.paragraphs, article(FERRY), strict=True)] == [
        (0, "Good evening."),
        (1, "The strike enters its second week."),
        (4, "Lena Ford has more from the harbor."),
        (7, "The ships lie still, and Kevin Rut expects no quick end."),
        (13, "Mr. Rut's crews are angry."),
        (15, '"We want an answer. I think they owe us one."'),
        (20, "The owners say they will meet the crews again in the course of the week."),
        (28, "Thank you, Lena."),
        (29, "In other news, the museum shows its new hall tomorrow."),
    ]


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_every_correction_is_kept_in_the_file_and_taken_back_to_the_very_same_file(change: Change) -> None:
    corrected = change(correcting()).transcript
    assert len(corrected.edits) >= 1
    assert corrected.recognised is not None
    assert not any(edit.unplaced for edit in corrected.edits)
    assert all((edit.by, edit.at) == ("R. Ito", "2025-05-02T20:00:00+00:00") for edit in corrected.edits)
    read = through_a_file(corrected)
    assert read == corrected
    assert to_json(correcting(read).undo().transcript) == to_json(FERRY)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_was_recognised_stays_readable(change: Change) -> None:
    recognised = change(correcting()).transcript.recognised
    assert recognised is not None
    assert (recognised.utterances, recognised.paragraphs) == (FERRY.utterances, FERRY.paragraphs)


def test_a_misheard_name_is_right_everywhere_it_stands(ferry: Corrections) -> None:
    heard = ferry.rename("S3", "Ann Rut").replace("Rut", "Rudd").transcript
    assert article(heard)[3:5] == [
        "The ships lie still, and Kevin Rudd expects no quick end.",
        "Mr. Rudd's crews are angry.",
    ]
    assert "Kevin Rudd expects" in heard.utterances[1].text
    assert "Rudd's" in heard.utterances[1].text
    assert [word.text for word in heard.words if "Ru" in word.text] == ["Rudd", "Rudd's"]
    assert [speaker.name for speaker in heard.speakers] == [None, "Lena Ford", "Ann Rudd"]


def test_words_that_did_not_change_keep_their_times_and_the_others_share_theirs(ferry: Corrections) -> None:
    heard = ferry.replace("Kevin Rut", "the Prime Minister").transcript
    before, after = FERRY.utterances[1].words, heard.utterances[1].words
    assert after[:5] == before[:5]
    assert after[8:] == before[7:]
    shared = after[5:8]
    assert [word.text for word in shared] == ["the", "Prime", "Minister"]
    assert (shared[0].start, shared[-1].end) == (before[5].start, before[6].end)
    assert [word.extra for word in shared] == [{"timed": "shared"}] * 3
    assert [word.end for word in shared[:-1]] == [word.start for word in shared[1:]]


def test_at_a_time_only_that_paragraph_is_meant(ferry: Corrections) -> None:
    assert article(ferry.replace("Rut", "Rudd", at="0:13").transcript)[3:5] == [
        "The ships lie still, and Kevin Rut expects no quick end.",
        "Mr. Rudd's crews are angry.",
    ]


@pytest.mark.parametrize("time", ["0:15", "00:00:15", "0:17", "17.25", 16.0])
def test_any_time_in_a_paragraph_means_it(ferry: Corrections, time: str | float) -> None:
    assert not any(part.quoted for part in ferry.unquote(time).transcript.paragraphs)


def test_a_quote_that_is_none_becomes_sentences(ferry: Corrections) -> None:
    assert article(ferry.unquote("0:15").transcript)[5:7] == [
        "We want an answer.",
        "I think they owe us one.",
    ]


def test_a_role_a_person_gave_is_certain_also_when_it_is_unknown(ferry: Corrections) -> None:
    speaker = ferry.role("S3", Role.UNKNOWN).transcript.speaker("S3")
    assert speaker is not None
    assert (speaker.role, speaker.confidence, speaker.evidence) == (Role.UNKNOWN, 1.0, ())


def test_an_utterance_is_split_at_a_word(ferry: Corrections) -> None:
    split = ferry.split(18.0, "S4").transcript
    assert [(one.speaker, one.text) for one in split.utterances[2:4]] == [
        ("S3", "We want an answer. I"),
        ("S4", "think they owe us one."),
    ]
    assert split.speaker("S4") is not None
    assert split.utterances[2].id == FERRY.utterances[2].id


def test_a_merged_voice_is_gone(ferry: Corrections) -> None:
    merged = ferry.merge("S3", "S2").transcript
    assert [speaker.label for speaker in merged.speakers] == ["S1", "S2"]
    assert not any(part.quoted for part in merged.paragraphs)


def test_what_is_left_out_is_not_printed_and_still_there(ferry: Corrections) -> None:
    dropped = ferry.drop("0:13", 15.5)
    assert "Mr. Rut's crews are angry." not in article(dropped.transcript)
    assert dropped.transcript.utterances == FERRY.utterances
    assert [(one.start, one.end, one.kind) for one in dropped.transcript.excluded] == [
        (13.0, 15.5, "dropped")
    ]
    kept = dropped.keep("0:13", 15.5).transcript
    assert (article(kept), kept.excluded) == (article(FERRY), ())


def test_a_stretch_by_printed_times_goes_from_paragraph_to_paragraph() -> None:
    late = replace(FERRY, utterances=tuple(_later(one, 0.3) for one in FERRY.utterances), paragraphs=())
    state = correct(late)
    assert [part.start for part in state.transcript.paragraphs][3:6] == [7.8, 13.3, 15.8]
    dropped = state.drop("0:07", "0:15")
    assert [(one.start, one.end) for one in dropped.transcript.excluded] == [(7.8, 15.8)]
    assert dropped.keep("0:07", "0:15").transcript.excluded == ()
    assert [(one.start, one.end) for one in state.drop(7.0, 15.0).transcript.excluded] == [(7.0, 15.0)]


def _later(one: Utterance, seconds: float) -> Utterance:
    words = tuple(replace(word, start=word.start + seconds, end=word.end + seconds) for word in one.words)
    return replace(one, start=one.start + seconds, end=one.end + seconds, words=words)


def test_paragraphs_are_joined_and_divided_without_another_change(ferry: Corrections) -> None:
    assert article(ferry.join("0:13").transcript)[3] == (
        "The ships lie still, and Kevin Rut expects no quick end. Mr. Rut's crews are angry."
    )
    assert article(ferry.divide(9.5).transcript)[3:5] == [
        "The ships lie still,",
        "and Kevin Rut expects no quick end.",
    ]


def test_a_paragraph_reads_as_somebody_wrote_it_to_the_letter(ferry: Corrections) -> None:
    text = "the strike -- enters its THIRD week!"
    read = ferry.rewrite("0:01", text).transcript
    assert read.paragraphs[1].text == text
    assert read.paragraphs[1].id == FERRY.paragraphs[1].id
    assert "THIRD" in read.utterances[0].text
    later = correcting(read).replace("strike", "walkout").transcript
    assert later.paragraphs[1].text == "the walkout -- enters its THIRD week!"


def test_corrections_are_taken_back_one_by_one(ferry: Corrections) -> None:
    states = [ferry]
    for change in CHANGES.values():
        with suppress(CorrectionError):  # what an earlier one has made impossible
            states.append(change(states[-1]))
    assert len(states) > len(CHANGES) - 4
    for before, after in pairwise(states):
        assert to_json(after.undo().transcript) == to_json(before.transcript)
    assert to_json(states[-1].undo(len(states) - 1).transcript) == to_json(FERRY)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda c: c.rename("S9", "X"), "there is no speaker 'S9'; there are S1, S2, S3"),
        (lambda c: c.role("S1", "boss"), "'boss' is no role; there are anchor, correspondent"),
        (lambda c: c.merge("S1", "S1"), "S1 cannot become itself"),
        (lambda c: c.replace("rut", "Rudd"), "'rut' does not occur; there is 'Rut'"),
        (lambda c: c.replace("Rut", "Rudd", at="0:15"), "'Rut' does not occur at 0:15; there is 'Rut'"),
        (lambda c: c.replace("Ru", "Rudd"), "'Ru' does not occur"),
        (lambda c: c.replace(" ", "Rudd"), "there is no word to be replaced"),
        (lambda c: c.quote("9:00"), "there is no paragraph at 00:09:00; paragraphs begin from 00:00:00 to"),
        (lambda c: c.quote("0:15"), "the paragraph at 0:15 is a quote already"),
        (lambda c: c.unquote("0:13"), "the paragraph at 0:13 is no quote already"),
        (lambda c: c.quote("soon"), "'soon' is not a time like 0:50, 00:00:50 or 50.2"),
        (lambda c: c.quote(float("inf")), "inf is not a time"),
        (lambda c: c.quote("nan"), "'nan' is not a time like"),
        (lambda c: c.join("0:00"), "there is no paragraph of the same voice before it"),
        (lambda c: c.join("0:15"), "there is no paragraph of the same voice before it"),
        (lambda c: c.divide("0:13"), "a paragraph begins there already"),
        (lambda c: c.split("0:15", "S3"), "S3 says that already"),
        (lambda c: c.drop("0:40", "0:41"), "nothing is said from 00:00:40 to 00:00:41"),
        (lambda c: c.drop("0:13", "9:10"), "the recording ends at 00:01:00, before 00:09:10"),
        (lambda c: c.drop("0:10", "0:05"), "cannot end"),
        (lambda c: c.keep("0:10", "0:12"), "nothing is left out there; left out is nothing"),
        (lambda c: c.published("soon"), "'soon' is not a date"),
        (lambda c: c.undo(), "1 cannot be undone; there are 0 corrections"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_what_there_is(change: Change, complaint: str) -> None:
    with pytest.raises(CorrectionError) as caught:
        change(correcting())
    assert complaint in str(caught.value)
    assert not str(caught.value).endswith(".")


def test_a_checked_paragraph_is_no_place_to_listen_to_any_more() -> None:
    heard = from_json(TRANSCRIPT.read_bytes())
    worst = ranked(heard)[0]
    checked = correct(heard).checked(worst.time)
    part = next(part for part in checked.transcript.paragraphs if part.start <= worst.time < part.end)
    assert not part.doubts
    assert ranked(checked.undo().transcript) == ranked(heard)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The owners say they will meet the crews again in the course of the week. Yes.", "week Yes."),
        ("The owners say. They will meet the crews again in the course of the week.", "say They will"),
        ("The owners say they will meet no crew in the course of the week", "meet no crew in"),
    ],
)
def test_words_are_corrected_where_only_their_marks_would_part_a_paragraph(text: str, words: str) -> None:
    read = correcting().rewrite("0:20", text).transcript
    assert text in article(read)
    assert len(read.paragraphs) == len(FERRY.paragraphs)
    said = " ".join(word.text for word in read.utterances[3].words)
    assert words.casefold() in said.casefold()


@pytest.mark.parametrize("text", ["Rut's crews are angry.", "Mr. Rut's crews are.", "crews"])
def test_words_at_the_edge_of_a_paragraph_can_be_taken_out(text: str) -> None:
    read = through_a_file(correcting().rewrite("0:13", text).transcript)
    assert text in article(read)
    assert len(read.paragraphs) == len(FERRY.paragraphs)
    said = " ".join(word.text for word in read.utterances[1].words).casefold()
    assert said.endswith(f"end. {text.casefold().rstrip('.')}") or said.endswith(text.casefold())
