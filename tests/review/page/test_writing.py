"""Writing in the page: every gesture is one edit, and undo gives the very same words and times back."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest

from tests.review.page.conftest import Opens, until

pytestmark = pytest.mark.slow


def texts(page: Any) -> list[str]:
    return [
        str(text)
        for text in page.evaluate("[...document.querySelectorAll('.p .w')].map((one) => one.textContent)")
    ]


def model(page: Any) -> Any:
    """What is shown, as the page's scripts have it."""
    return json.loads(page.evaluate("JSON.stringify(shown())"))


def steps(page: Any) -> list[Any]:
    return list(json.loads(page.evaluate("JSON.stringify(stepsMade())")))


def caret(page: Any, number: int, letter: int) -> None:
    page.evaluate(f"write(rowAt({number}), {letter})")


def test_a_click_writes_there_and_escape_reads_again(from_disk: Opens) -> None:
    page = from_disk()
    page.click(".p:nth-child(1) .w >> nth=0", position={"x": 5, "y": 10})
    assert page.evaluate("document.activeElement.getAttribute('role')") == "textbox"
    assert page.evaluate("document.querySelectorAll('[contenteditable]').length") == 1
    assert page.evaluate("media.currentTime") == pytest.approx(0.675, abs=0.01)
    page.keyboard.press("Escape")
    assert page.evaluate("document.querySelector('[contenteditable]')") is None
    assert page.evaluate("document.activeElement.className") == "w"
    assert steps(page) == []


def test_words_that_stay_keep_their_times_and_a_run_of_typing_is_one_step(from_disk: Opens) -> None:
    page = from_disk()
    before = model(page)["paragraphs"][0]
    caret(page, 0, len("Good evening, this is Clara Hughes"))
    page.keyboard.type(" here in the studio")
    after = model(page)["paragraphs"][0]
    assert after["text"] == "Good evening, this is Clara Hughes here in the studio with the news."
    times = [word[2:] for word in after["words"]]
    assert times[:5] == [word[2:] for word in before["words"][:5]]
    assert times[-2:] == [word[2:] for word in before["words"][-2:]]
    assert times == sorted(times)
    [step] = steps(page)
    assert step["actions"] == [{"do": "rewrite", "texts": [{
        "where": {"start": before["start"], "end": before["end"], "was": before["text"]}, "text": after["text"]}]}]  # fmt: skip


def test_enter_divides_at_the_word_and_backspace_joins_again(from_disk: Opens) -> None:
    page = from_disk()
    whole = model(page)["paragraphs"][2]
    caret(page, 2, len("Our correspondent Tho"))
    page.keyboard.press("Enter")
    first, second = model(page)["paragraphs"][2:4]
    assert (first["text"], second["text"]) == ("Our correspondent", "Thomas Baker joins us in the studio.")
    assert first["end"] <= second["start"]
    assert first["speaker"] == second["speaker"] == whole["speaker"]
    assert page.evaluate("getSelection().focusOffset") == 0
    action = steps(page)[0]["actions"][0]
    assert (action["do"], action["word"], action["at"]) == ("divide", "Thomas", second["start"])
    page.keyboard.press("Backspace")
    again = model(page)["paragraphs"][2]
    assert again["text"] == whole["text"]
    assert [word[2:] for word in again["words"]] == [word[2:] for word in whole["words"]]
    assert page.evaluate("getSelection().focusOffset") == len("Our correspondent ")


def test_enter_at_the_very_start_or_end_does_nothing(from_disk: Opens) -> None:
    page = from_disk()
    caret(page, 0, 0)
    page.keyboard.press("Enter")
    caret(page, 0, 1000)
    page.keyboard.press("Enter")
    assert steps(page) == []


def test_joining_two_voices_asks_first(from_disk: Opens) -> None:
    page = from_disk()
    before = texts(page)
    caret(page, 4, 0)
    page.keyboard.press("Backspace")
    assert page.inner_text("#quiet") == "Two speakers. Backspace again to give these words to Clara Hughes."
    assert texts(page) == before
    page.keyboard.press("Backspace")
    assert texts(page)[3] == before[3] + " " + before[4]
    assert model(page)["paragraphs"][3]["speaker"] == "S1"


def test_delete_at_the_end_joins_from_the_other_side(from_disk: Opens) -> None:
    page = from_disk()
    before = texts(page)
    caret(page, 0, 1000)
    page.keyboard.press("Delete")
    assert texts(page)[0] == before[0] + " " + before[1]


def test_arrows_at_the_edge_go_on_into_the_neighbour(from_disk: Opens) -> None:
    page = from_disk()
    caret(page, 0, 1000)
    page.keyboard.press("ArrowRight")
    assert page.evaluate("[numberOf(liveRow()), getSelection().focusOffset]") == [1, 0]
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("numberOf(liveRow())") == 0
    caret(page, 2, 20)
    page.keyboard.press("ArrowDown")
    assert page.evaluate("numberOf(liveRow())") == 3
    assert 15 <= page.evaluate("getSelection().focusOffset") <= 25


def test_what_is_pasted_is_plain_text_on_one_line(from_disk: Opens) -> None:
    page = from_disk()
    caret(page, 0, 0)
    page.evaluate(
        """() => {
        const data = new DataTransfer();
        data.setData("text/plain", "one\\n two\\u202e <b>three</b>\\u0007 ");
        data.setData("text/html", "<b>bad</b><img src=x>");
        liveRow().words.dispatchEvent(new InputEvent("beforeinput", { inputType: "insertFromPaste", dataTransfer: data, bubbles: true, cancelable: true }));
    }"""
    )
    assert texts(page)[0].startswith("one two <b>three</b> Good evening")
    assert page.evaluate("document.querySelectorAll('.w *').length") == 0


def test_an_emptied_paragraph_is_left_out_and_can_be_taken_back_in(from_disk: Opens) -> None:
    page = from_disk()
    before = model(page)
    caret(page, 0, 0)
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.keyboard.press("Escape")
    assert texts(page)[0] == before["paragraphs"][1]["text"]
    assert page.inner_text(".gap del") == before["paragraphs"][0]["text"]
    page.click(".gap .back")
    assert texts(page)[0] == before["paragraphs"][0]["text"]
    page.keyboard.press("Control+Z")
    page.keyboard.press("Control+Z")
    assert model(page) == before


def test_a_selection_over_several_paragraphs_becomes_one(from_disk: Opens) -> None:
    page = from_disk()
    before = texts(page)
    page.evaluate(
        "getSelection().setBaseAndExtent(rowAt(0).words.firstChild, 13, rowAt(2).words.firstChild, 17)"
    )
    page.keyboard.press("X")
    assert texts(page)[0] == "Good evening,X Thomas Baker joins us in the studio."
    assert texts(page)[1] == before[3]
    assert len(steps(page)) == 1
    page.keyboard.press("Control+Z")
    assert texts(page) == before


def test_nothing_is_read_while_an_input_method_is_at_work(from_disk: Opens) -> None:
    page = from_disk()
    caret(page, 0, 0)
    page.evaluate(
        """() => {
        liveRow().words.firstChild.insertData(0, "ni");
        liveRow().words.dispatchEvent(new InputEvent("input", { inputType: "insertCompositionText", isComposing: true, bubbles: true }));
    }"""
    )
    assert steps(page) == []
    page.evaluate(
        "liveRow().words.dispatchEvent(new CompositionEvent('compositionend', { data: 'ni', bubbles: true }))"
    )
    assert model(page)["paragraphs"][0]["text"].startswith("niGood")


def test_a_double_click_marks_the_word_and_plays_from_just_before(from_disk: Opens) -> None:
    page = from_disk()
    page.evaluate("getSelection().removeAllRanges()")
    box = page.evaluate(
        "(() => { const box = rangeIn(rowAt(2), 18, 24).getBoundingClientRect(); return [box.x + 10, box.y + 8]; })()"
    )
    page.mouse.dblclick(*box)
    until(page, "!media.paused")
    assert page.evaluate("String(getSelection())").strip() == "Thomas"
    assert page.evaluate("media.currentTime") >= 14.155
    page.keyboard.type("Tomas")
    assert "correspondent Tomas Baker" in texts(page)[2]
    assert not page.evaluate("media.paused")


def test_a_mended_word_is_offered_elsewhere_and_never_asked_twice(from_disk: Opens) -> None:
    page = from_disk()
    caret(page, 2, len("Our correspondent Thomas"))
    page.keyboard.press("Shift+Control+ArrowLeft")
    page.keyboard.type("Tomas")
    page.keyboard.press("Escape")
    assert page.inner_text("#quiet") == "Thomas also stands in 3 other places. Change it too?\nYes"
    page.click("#quiet button")
    assert "3 replaced." in page.inner_text("#quiet")
    assert not [text for text in texts(page) if "Thomas" in text]
    page.click("#quiet button")
    assert len([text for text in texts(page) if "Thomas" in text]) == 3


def test_two_hundred_random_edits_and_undos_give_the_very_same_state_back(from_disk: Opens) -> None:
    page = from_disk()
    chance, before = random.Random(7), model(page)
    for _ in range(200):
        rows = page.evaluate("rowsShown().length")
        number = chance.randrange(rows)
        caret(page, number, chance.randrange(60))
        page.keyboard.press(
            chance.choice(["Enter", "Backspace", "Delete", "a", " ", "Control+Backspace", "Control+Delete"])
        )
        if chance.random() < 0.2:
            page.keyboard.press("Escape")
            page.keyboard.press(chance.choice(["q", "x"]))
        if chance.random() < 0.2:
            page.keyboard.press("Control+Z")
        if chance.random() < 0.1:
            page.keyboard.press("Control+Y")
    page.evaluate("leave()")
    after = model(page)
    for part in after["paragraphs"]:
        times = [time for word in part["words"] for time in word[2:]]
        assert times == sorted(times)
        assert all(round(part["start"] * 1000) <= time <= round(part["end"] * 1000) for time in times)
    assert [part["start"] for part in after["paragraphs"]] == sorted(
        part["start"] for part in after["paragraphs"]
    )
    while page.evaluate("canUndo()"):
        page.evaluate("undo()")
    assert model(page) == before
    assert steps(page) == []
    while page.evaluate("canRedo()"):
        page.evaluate("redo()")
    assert model(page) == after
