"""The keyboard: where its keys work, and what they do to the sound."""

from __future__ import annotations

import pytest

from tests.review.page.conftest import Opens
from tests.review.page.hands import reads, says, shown, until
from tests.review.page.item import item

pytestmark = pytest.mark.slow


def test_single_keys_are_dead_in_fields_and_can_be_switched_off(from_disk: Opens) -> None:
    page = from_disk()
    page.click("#tab-voices")
    page.fill("[aria-label='Name of Voice 4']", "")
    page.focus("[aria-label='Name of Voice 4']")
    page.keyboard.type("nyx ")
    assert page.input_value("[aria-label='Name of Voice 4']") == "nyx "
    assert len(shown(page)["places"]) == 5
    page.keyboard.press("Escape")
    page.evaluate("openKeys()")
    page.uncheck("#single")
    page.keyboard.press("Escape")
    page.evaluate("currentRow().words.focus()")
    page.keyboard.press("n")
    assert page.locator(".place.open").count() == 0
    page.keyboard.press(" ")
    until(page, "!media.paused")


def test_a_key_or_pedal_that_was_learnt_plays_while_writing_too(from_disk: Opens) -> None:
    page = from_disk()
    page.keyboard.press("?")
    page.click("#learn")
    page.keyboard.press("F4")
    reads(page, "#learnt", "F4 plays and pauses, also while writing.")
    page.keyboard.press("Escape")
    page.evaluate("write(rowAt(0), 3)")
    page.keyboard.press("F4")
    until(page, "!media.paused")
    page.keyboard.press("Alt+k")
    until(page, "media.paused")
    assert page.evaluate("isWriting()")


def test_time_words_speed_and_loop_by_keyboard(from_disk: Opens) -> None:
    page = from_disk()
    page.keyboard.press("g")
    page.keyboard.type("1:36.7")
    page.keyboard.press("Enter")
    page.keyboard.press("g")
    page.keyboard.type("1:37")
    page.keyboard.press("Enter")
    assert page.evaluate("media.currentTime") == pytest.approx(97, abs=0.01)
    assert page.evaluate("numberOf(currentRow())") == 15
    page.keyboard.press(".")
    assert page.evaluate("media.playbackRate") == 1.25
    page.keyboard.press("ArrowRight")
    until(page, "media.paused && media.currentTime > 97.1")
    page.evaluate("rowAt(18).words.focus()")
    page.keyboard.press("Shift+H")
    page.wait_for_timeout(2800)
    assert not page.evaluate("media.paused")
    assert page.evaluate("media.currentTime") < 119.479 + 0.8


def test_the_strip_zooms_about_the_playhead_and_keeps_twenty_seconds(from_disk: Opens) -> None:
    page = from_disk()
    page.evaluate("seek(60)")
    for _ in range(9):
        page.keyboard.press("+")
    start, end = page.evaluate(
        "[Number(document.getElementById('seek').min), Number(document.getElementById('seek').max)]"
    )
    assert end - start == pytest.approx(20)
    assert start < 60 < end
    for _ in range(9):
        page.keyboard.press("-")
    assert page.evaluate("Number(document.getElementById('seek').min)") == 0


def test_arrows_hear_word_after_word_and_go_on_in_the_next_paragraph(from_disk: Opens) -> None:
    page = from_disk()
    page.evaluate("seek(shown().paragraphs[0].start + 0.01)")
    words = [word for part in item()["paragraphs"][:2] for word in part["words"]]
    for number in range(1, 12):
        page.keyboard.press("ArrowRight")
        until(page, f"media.paused && media.currentTime >= {words[number][2] / 1000 - 0.02}")
        assert page.evaluate("media.currentTime") <= words[number][3] / 1000
    page.keyboard.press("ArrowLeft")
    until(page, "media.paused")
    assert page.evaluate("media.currentTime") <= words[10][3] / 1000


def test_more_than_twelve_places_are_shown_when_asked_for(from_disk: Opens) -> None:
    state = item()
    place = state["places"][0]
    state["places"] = [{**place, "id": f"voice@{n}", "rank": n, "time": float(n)} for n in range(1, 21)]
    page = from_disk(state)
    assert page.locator(".place").count() == 12
    assert page.locator("#marks button").count() == page.locator("#marks .tick").count() == 20
    page.click("text=Show 8 more")
    assert page.locator(".place").count() == 20


def test_where_a_browser_keeps_nothing_it_says_so(from_disk: Opens) -> None:
    page = from_disk()
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('refused'); }; }")
    page.keyboard.press("n")
    page.keyboard.press("y")
    says(page, "#notice", "Not saved: this browser keeps nothing.")
    assert len(shown(page)["places"]) == 4
