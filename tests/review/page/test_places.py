"""The check list: each place is played, settled with one key, and can be taken back."""

from __future__ import annotations

from typing import Any

import pytest

from tests.review.page.conftest import Opens
from tests.review.page.hands import reads, says, shown, steps, until
from tests.review.page.item import item

pytestmark = pytest.mark.slow


class Keys:
    """A keyboard that counts."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self.pressed = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self._page.keyboard.press(key)
            self.pressed += 1


def said(page: Any) -> str:
    return str(page.evaluate("document.querySelector('#say').textContent"))


def test_five_places_are_settled_by_keyboard_alone(from_disk: Opens) -> None:
    page = from_disk()
    keys = Keys(page)
    keys.press("n")
    until(page, "!media.paused")
    assert page.evaluate("media.currentTime") == pytest.approx(49.8, abs=0.5)
    assert said(page).startswith("Place 1, 5 left. Voice. Peter Lane, 0:50. Printed as a quote")
    keys.press("y")
    assert page.evaluate("document.activeElement.closest('.place').dataset.place").startswith("quote@")
    keys.press("w", "y", "w", "w")
    assert keys.pressed == 6
    assert shown(page)["places"] == []
    reads(page, "#summary h2", "Nothing left to look at.")
    assert page.evaluate("document.activeElement.id") == "signoff"
    texts = [part["text"] for part in shown(page)["paragraphs"]]
    assert "We will study the tariff every day" in texts[15]
    assert texts[4] == "The answer is money, Clara."
    assert [one["actions"][-1]["how"] for one in steps(page)] == [
        "right",
        "mended",
        "right",
        "mended",
        "mended",
    ]
    assert page.evaluate("media.paused")


def test_a_place_is_played_from_a_second_before_and_pauses_after_it(from_disk: Opens) -> None:
    page = from_disk()
    page.evaluate("media.addEventListener('play', () => { media.dataset.from = media.currentTime; })")
    page.keyboard.press("n")
    until(page, "!media.paused")
    page.keyboard.press(" ")
    until(page, "media.paused")
    page.keyboard.press("n")
    first, last = next((one["first"], one["last"]) for one in item()["places"] if one["kind"] == "quote")
    words = [word for word in item()["paragraphs"][15]["words"] if word[0] < last and word[1] > first]
    until(page, f"Math.abs(media.dataset.from - {words[0][2] / 1000 - 1}) < 0.05")
    until(page, "media.paused")
    assert 0.55 < page.evaluate("media.currentTime") - words[-1][3] / 1000 < 1.6  # a busy machine is late
    page.keyboard.press("h")
    until(page, f"!media.paused && Math.abs(media.dataset.from - {words[0][2] / 1000 - 1}) < 0.05")


def test_editing_a_place_marks_its_words_and_control_enter_settles_it(from_disk: Opens) -> None:
    page = from_disk()
    for key in ("n", "n", "n", "e"):
        page.keyboard.press(key)
    assert page.evaluate("String(getSelection())") == "Peter Lane"
    page.keyboard.type("Petra Lane,")
    page.keyboard.press("Escape")
    assert len(shown(page)["places"]) == 5
    page.keyboard.press("e")
    page.keyboard.press("Control+Enter")
    assert len(shown(page)["places"]) == 4
    says(page, "#places", "Name: mended")
    assert page.evaluate("document.querySelector('.place.open').dataset.place").startswith("number@")


def test_a_settled_place_is_taken_back_by_opening_it_again(from_disk: Opens) -> None:
    page = from_disk()
    page.keyboard.press("n")
    page.keyboard.press("y")
    page.click(".place.done button")
    assert len(shown(page)["places"]) == 5
    assert page.evaluate("document.querySelector('.place.open .n').textContent") == "1"
    assert steps(page) == []


def test_numbers_never_change_and_passing_by_is_not_looking(from_disk: Opens) -> None:
    page = from_disk()
    for key in ("n", "n", "y", "p"):
        page.keyboard.press(key)
    assert page.locator(".place:not(.done) .n").all_inner_texts() == ["1", "3", "4", "5"]
    assert page.locator(".flag").count() == 4


def test_a_quote_is_marked_off_and_a_voice_left_out(from_disk: Opens) -> None:
    page = from_disk()
    page.keyboard.press("n")
    page.keyboard.press("q")
    assert not shown(page)["paragraphs"][9]["quoted"]
    page.keyboard.press("Control+Z")
    assert shown(page) == item()
    page.evaluate(f"openPlace('{item()['places'][0]['id']}')")
    page.keyboard.press("x")
    reads(page, ".gap del", item()["paragraphs"][9]["text"])
    assert len(shown(page)["places"]) == 4
    page.keyboard.press("Control+Z")
    assert shown(page) == item()


def test_a_key_means_the_paragraph_that_has_the_focus_before_the_open_place(from_disk: Opens) -> None:
    page = from_disk()
    page.keyboard.press("n")
    page.evaluate("rowAt(0).words.focus()")
    page.keyboard.press("q")
    assert shown(page)["paragraphs"][0]["quoted"]
    assert len(shown(page)["places"]) == 5
    page.keyboard.press("x")
    reads(page, ".gap del", item()["paragraphs"][0]["text"])
    assert page.evaluate("document.querySelector('.place.open').dataset.place").startswith("voice@")
