"""What else is done to the text: pasting, selecting, an input method; and undo of any number of edits."""

from __future__ import annotations

import random

import pytest

from tests.review.page.conftest import Opens
from tests.review.page.hands import caret, reads, says, shown, steps, texts, until

pytestmark = pytest.mark.slow


def test_what_is_pasted_is_plain_text_on_one_line(from_disk: Opens) -> None:
    page = from_disk()
    caret(page, 0, 0)
    page.evaluate(
        """() => {
        const data = new DataTransfer();
        data.setData("text/plain", "one\\n two\\u202e <b>three</b>\\u0007 ");
        data.setData("text/html", "<b>bad</b><img src=x>");
        const told = { inputType: "insertFromPaste", dataTransfer: data, bubbles: true, cancelable: true };
        liveRow().words.dispatchEvent(new InputEvent("beforeinput", told));
    }"""
    )
    assert texts(page)[0].startswith("one two <b>three</b> Good evening")
    assert page.evaluate("document.querySelectorAll('.w *').length") == 0


def test_an_emptied_paragraph_is_left_out_and_can_be_taken_back_in(from_disk: Opens) -> None:
    page = from_disk()
    before = shown(page)
    caret(page, 0, 0)
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.keyboard.press("Escape")
    assert texts(page)[0] == before["paragraphs"][1]["text"]
    reads(page, ".gap del", before["paragraphs"][0]["text"])
    page.click(".gap .back")
    assert texts(page)[0] == before["paragraphs"][0]["text"]
    page.keyboard.press("Control+Z")
    page.keyboard.press("Control+Z")
    assert shown(page) == before


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
        const told = { inputType: "insertCompositionText", isComposing: true, bubbles: true };
        liveRow().words.dispatchEvent(new InputEvent("input", told));
    }"""
    )
    assert steps(page) == []
    page.evaluate(
        "liveRow().words.dispatchEvent(new CompositionEvent('compositionend', { data: 'ni', bubbles: true }))"
    )
    assert shown(page)["paragraphs"][0]["text"].startswith("niGood")


def test_a_double_click_marks_the_word_and_plays_from_just_before(from_disk: Opens) -> None:
    page = from_disk()
    page.evaluate("getSelection().removeAllRanges()")
    box = page.evaluate("JSON.parse(JSON.stringify(rangeIn(rowAt(2), 18, 24).getBoundingClientRect()))")
    page.mouse.dblclick(box["x"] + 10, box["y"] + 8)
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
    reads(page, "#quiet", "Thomas also stands in 3 other places. Change it too?\nYes")
    page.click("#quiet button")
    says(page, "#quiet", "3 replaced.")
    assert not [text for text in texts(page) if "Thomas" in text]
    page.click("#quiet button")
    assert len([text for text in texts(page) if "Thomas" in text]) == 3


def test_two_hundred_random_edits_and_undos_give_the_very_same_state_back(from_disk: Opens) -> None:
    page = from_disk()
    chance, before = random.Random(7), shown(page)
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
    after = shown(page)
    for part in after["paragraphs"]:
        times = [time for word in part["words"] for time in word[2:]]
        assert times == sorted(times)
        assert all(round(part["start"] * 1000) <= time <= round(part["end"] * 1000) for time in times)
    assert [part["start"] for part in after["paragraphs"]] == sorted(
        part["start"] for part in after["paragraphs"]
    )
    while page.evaluate("canUndo()"):
        page.evaluate("undo()")
    assert shown(page) == before
    assert steps(page) == []
    while page.evaluate("canRedo()"):
        page.evaluate("redo()")
    assert shown(page) == after
