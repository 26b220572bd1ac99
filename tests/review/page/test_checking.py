"""The check list, voices, find and replace, and the keyboard."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.review.page.conftest import Opens, until
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


def shown(page: Any) -> Any:
    return json.loads(page.evaluate("JSON.stringify(shown())"))


def steps(page: Any) -> list[Any]:
    return list(json.loads(page.evaluate("JSON.stringify(stepsMade())")))


def said(page: Any) -> str:
    return str(page.evaluate("document.querySelector('#say').textContent"))


def test_five_places_are_settled_by_keyboard_alone(from_disk: Opens) -> None:
    page = from_disk()
    keys = Keys(page)
    keys.press("n")
    until(page, "!media.paused")
    assert page.evaluate("media.currentTime") == pytest.approx(49.8, abs=0.5)
    assert said(page).startswith("Place 1, 5 left. Voice. Voice 3, 0:50. Printed as a quote")
    keys.press("y")
    assert page.evaluate("document.activeElement.closest('.place').dataset.place").startswith("quote@")
    keys.press("w", "y", "w", "w")
    assert keys.pressed == 6
    assert shown(page)["places"] == []
    assert page.inner_text("#summary h2") == "Nothing left to look at."
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
    page.keyboard.press("n")
    page.keyboard.press("n")
    start = page.evaluate("media.currentTime")
    first, last = next((one["first"], one["last"]) for one in item()["places"] if one["kind"] == "quote")
    words = [word for word in item()["paragraphs"][15]["words"] if word[0] < last and word[1] > first]
    assert start == pytest.approx(words[0][2] / 1000 - 1, abs=0.3)
    until(page, "media.paused")
    assert page.evaluate("media.currentTime") == pytest.approx(words[-1][3] / 1000 + 0.6, abs=0.3)
    page.keyboard.press("h")
    assert page.evaluate("media.currentTime") == pytest.approx(start, abs=0.3)


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
    assert "Name: mended" in page.inner_text("#places")
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
    assert page.inner_text(".gap del") == item()["paragraphs"][9]["text"]
    assert len(shown(page)["places"]) == 4
    page.keyboard.press("Control+Z")
    assert shown(page) == item()


@pytest.mark.parametrize(
    ("scope", "key", "voices"),
    [("words", "2", ["S2", "S1", "S2"]), ("turn", "n", ["S5"]), ("voice", "1", ["S1"])],
)
def test_another_voice_for_words_turn_or_all(
    from_disk: Opens, scope: str, key: str, voices: list[str]
) -> None:
    page = from_disk()
    paragraph = 9 if scope == "voice" else 8 if scope == "words" else 15
    page.evaluate(f"rowAt({paragraph}).words.focus()")
    if scope == "words":
        page.evaluate(
            "getSelection().setBaseAndExtent(rowAt(8).words.firstChild, 11, rowAt(8).words.firstChild, 24)"
        )
    page.keyboard.press("v")
    assert page.is_checked(f"[value={scope}]") or scope == "voice"
    page.check(f"[value={scope}]")
    assert page.inner_text("#choices").startswith("Thomas Baker" if scope != "words" else "Clara Hughes")
    page.keyboard.press("1" if scope == "words" else key)
    after = shown(page)
    expected = {"words": ["S2", "S1", "S2"], "turn": ["S5"], "voice": ["S2"]}[scope]
    assert [
        part["speaker"] for part in after["paragraphs"][paragraph : paragraph + len(expected)]
    ] == expected
    if scope == "voice":
        assert "S3" not in [one["label"] for one in after["speakers"]]
    page.keyboard.press("Control+Z")
    assert shown(page) == item()


def test_a_name_and_a_role_belong_to_the_voice(from_disk: Opens) -> None:
    page = from_disk()
    page.click("#tab-voices")
    page.fill("[aria-label='Name of Voice 3']", "Peter Lane")
    page.keyboard.press("Enter")
    assert page.locator(".who b").nth(2).inner_text() == "Peter Lane"
    page.select_option("[aria-label='Role of Peter Lane']", "unknown")
    assert page.locator(".who .mark").nth(2).inner_text() == "Role not known"
    assert "Name and role by you" in page.inner_text("#voices")
    page.select_option("[aria-label='Voice 4 is the same as']", "S3")
    assert [one["label"] for one in shown(page)["speakers"]] == ["S1", "S2", "S3"]
    for _ in range(3):
        page.evaluate("undo()")
    assert shown(page) == item()


def test_a_new_name_is_offered_where_the_old_one_is_spoken(from_disk: Opens) -> None:
    page = from_disk()
    page.click("#tab-voices")
    page.fill("[aria-label='Name of Thomas Baker']", "Tomas Becker")
    page.keyboard.press("Enter")
    assert page.inner_text("#quiet").startswith("Write Tomas Becker in 1 other place too?")
    page.click("#quiet button")
    assert "Our correspondent Tomas Becker joins" in shown(page)["paragraphs"][2]["text"]


def test_hear_plays_the_next_sample_on_every_press(from_disk: Opens) -> None:
    page = from_disk()
    page.click("#tab-voices")
    samples = item()["speakers"][1]["samples"]
    for start, _ in samples[:2]:
        page.click("[aria-label='Hear Thomas Baker']")
        assert page.evaluate("media.currentTime") == pytest.approx(start, abs=0.5)


def test_replace_all_is_one_step(from_disk: Opens) -> None:
    page = from_disk()
    page.keyboard.press("/")
    page.keyboard.type("city")
    many = sum(part["text"].lower().count("city") for part in item()["paragraphs"])
    assert page.inner_text("#hits") == f"1 of {many}"
    page.keyboard.press("Enter")
    assert page.inner_text("#hits") == f"2 of {many}"
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("Shift+Enter")
    assert page.inner_text("#hits") == f"{many} of {many}"
    page.fill("#by", "town")
    page.click("#replace-all")
    assert page.inner_text("#quiet").startswith(f"{many} replaced.")
    assert len(steps(page)) == 1
    assert not [part for part in shown(page)["paragraphs"] if "city" in part["text"]]
    page.click("#quiet button")
    assert shown(page) == item()


def test_match_case_and_whole_word(from_disk: Opens) -> None:
    page = from_disk()
    page.keyboard.press("/")
    page.keyboard.type("the")
    many = int(page.inner_text("#hits").split()[-1])
    page.check("#whole-word")
    whole = int(page.inner_text("#hits").split()[-1])
    page.check("#match-case")
    small = int(page.inner_text("#hits").split()[-1])
    assert many > whole > small > 0
    page.keyboard.press("Escape")
    assert page.is_hidden("#finder")


def test_single_keys_are_dead_in_fields_and_can_be_switched_off(from_disk: Opens) -> None:
    page = from_disk()
    page.click("#tab-voices")
    page.fill("[aria-label='Name of Voice 3']", "")
    page.focus("[aria-label='Name of Voice 3']")
    page.keyboard.type("nyx ")
    assert page.input_value("[aria-label='Name of Voice 3']") == "nyx "
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
    assert page.inner_text("#learnt") == "F4 plays and pauses, also while writing."
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


def test_the_article_can_be_copied_and_the_heading_changed(from_disk: Opens) -> None:
    page = from_disk()
    page.click("#details")
    page.fill("#set-title", "The bridge")
    page.fill("#set-source", "")
    page.keyboard.press("Enter")
    assert page.inner_text("h1") == "The bridge"
    assert [action["do"] for action in steps(page)[0]["actions"]] == ["title", "source"]
    page.click("#tab-article")
    assert page.inner_text("#article").startswith("The bridge")
    page.uncheck("#timestamps")
    assert "[00:00" not in page.inner_text("#article")


def test_changes_of_a_page_from_a_disk_are_kept_and_downloaded(from_disk: Opens) -> None:
    page = from_disk()
    page.keyboard.press("n")
    page.keyboard.press("y")
    assert page.inner_text("#saved") == "1 change is in this browser only. Download them"
    page.reload()
    until(page, "performance.getEntriesByName('ready').length > 0")
    assert len(shown(page)["places"]) == 4
    with page.expect_download() as told:
        page.click("#saved")
    saved = json.loads(told.value.path().read_text("utf-8"))
    assert saved["of"] == "a" * 64
    assert saved["steps"][0]["actions"][0]["do"] == "settle"
    page.keyboard.press("Control+Z")
    assert len(shown(page)["places"]) == 5


def test_a_key_means_the_paragraph_that_has_the_focus_before_the_open_place(from_disk: Opens) -> None:
    page = from_disk()
    page.keyboard.press("n")
    page.evaluate("rowAt(0).words.focus()")
    page.keyboard.press("q")
    assert shown(page)["paragraphs"][0]["quoted"]
    assert len(shown(page)["places"]) == 5
    page.keyboard.press("x")
    assert page.inner_text(".gap del") == item()["paragraphs"][0]["text"]
    assert page.evaluate("document.querySelector('.place.open').dataset.place").startswith("voice@")
