"""Writing: every gesture is one edit, and words that stay keep their times."""

from __future__ import annotations

import pytest

from tests.review.page.conftest import Opens
from tests.review.page.hands import caret, reads, shown, steps, texts

pytestmark = pytest.mark.slow


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
    before = shown(page)["paragraphs"][0]
    caret(page, 0, len("Good evening, this is Clara Hughes"))
    page.keyboard.type(" here in the studio")
    after = shown(page)["paragraphs"][0]
    assert after["text"] == "Good evening, this is Clara Hughes here in the studio with the news."
    times = [word[2:] for word in after["words"]]
    assert times[:5] == [word[2:] for word in before["words"][:5]]
    assert times[-2:] == [word[2:] for word in before["words"][-2:]]
    assert times == sorted(times)
    [step] = steps(page)
    where = {"start": before["start"], "end": before["end"], "was": before["text"]}
    assert step["actions"] == [{"do": "rewrite", "texts": [{"where": where, "text": after["text"]}]}]


def test_enter_divides_at_the_word_and_backspace_joins_again(from_disk: Opens) -> None:
    page = from_disk()
    whole = shown(page)["paragraphs"][2]
    caret(page, 2, len("Our correspondent Tho"))
    page.keyboard.press("Enter")
    first, second = shown(page)["paragraphs"][2:4]
    assert (first["text"], second["text"]) == ("Our correspondent", "Thomas Baker joins us in the studio.")
    assert first["end"] <= second["start"]
    assert first["speaker"] == second["speaker"] == whole["speaker"]
    assert page.evaluate("getSelection().focusOffset") == 0
    action = steps(page)[0]["actions"][0]
    assert (action["do"], action["word"], action["at"]) == ("divide", "Thomas", second["start"])
    page.keyboard.press("Backspace")
    again = shown(page)["paragraphs"][2]
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
    reads(page, "#quiet", "Two speakers. Backspace again to give these words to Clara Hughes.")
    assert texts(page) == before
    page.keyboard.press("Backspace")
    assert texts(page)[3] == before[3] + " " + before[4]
    assert shown(page)["paragraphs"][3]["speaker"] == "S1"


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


def test_a_word_put_where_no_time_is_takes_sixty_milliseconds_of_the_longer_neighbour(
    from_disk: Opens,
) -> None:
    page = from_disk()
    before = {word[0]: word for word in shown(page)["paragraphs"][0]["words"]}
    text = shown(page)["paragraphs"][0]["text"]
    here = text.index(" with")
    assert before[here + 1][2] == before[text.index("Hughes")][3]
    caret(page, 0, here)
    page.keyboard.type(" X")
    after = {word[0]: word for word in shown(page)["paragraphs"][0]["words"]}
    end = before[text.index("Hughes")][3]
    assert after[here + 1][2:] == [end, end + 60]
    assert after[here + 3][2:] == [end + 60, before[here + 1][3]]
    assert after[text.index("Hughes")][2:] == before[text.index("Hughes")][2:]
