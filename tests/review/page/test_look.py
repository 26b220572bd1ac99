"""How the page looks: at any width, printed, from right to left, and with text that means harm."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline import from_json
from pipeline.review.document import self_contained
from tests.golden import TRANSCRIPT
from tests.review.page.conftest import Opens, Running
from tests.review.page.hands import is_ready, says
from tests.review.page.item import State, item

pytestmark = pytest.mark.slow
_HOSTILE = '<img src=x onerror=alert(1)></script><b>\u202eevil\u2066 &amp; "quoted" {{script}}'


def hostile() -> State:
    """Every text in it is one that means harm."""
    state = item()
    state["title"] = _HOSTILE
    state["source"] = {"name": _HOSTILE, "url": "javascript:alert(1)"}
    for speaker in state["speakers"]:
        speaker.update(called=_HOSTILE, name=_HOSTILE, evidence=[_HOSTILE], suggestions=[_HOSTILE])
    for part in state["paragraphs"][:6]:
        part.update(text=_HOSTILE, words=[])
    for place in state["places"]:
        place.update(why=_HOSTILE, first=None, last=None, suggestion=_HOSTILE)
    state["left_out"] = [
        {"start": 4.0, "end": 5.0, "kind": "advert", "what": _HOSTILE, "speaker": None, "text": _HOSTILE}
    ]
    state["unplaced"] = [{"id": "1", "what": _HOSTILE, "why": _HOSTILE}]
    state["media"]["name"] = _HOSTILE
    return state


def test_text_that_means_harm_is_text(from_disk: Opens) -> None:
    page = from_disk(hostile())
    page.keyboard.press("n")
    page.click("#tab-voices")
    page.click("#tab-article")
    page.keyboard.press("/")
    page.keyboard.type("<img")
    page.fill("#by", _HOSTILE)
    page.click("#replace-all")
    page.keyboard.press("Escape")
    assert page.evaluate("document.querySelectorAll('img, .w *, b b').length") == 0
    assert (
        page.evaluate(
            "[...document.querySelectorAll('a[href]')].filter((one) => one.protocol === 'javascript:').length"
        )
        == 0
    )
    assert _HOSTILE.replace("\u202e", "").replace("\u2066", "")[:20] in page.inner_text("h1")


@pytest.mark.parametrize("width", [320, 360, 414, 600, 688, 720, 900, 1024, 1280, 1440, 1920])
def test_nothing_is_wider_than_the_window(from_disk: Opens, width: int) -> None:
    page = from_disk(width=width, height=700)
    for keys in (["n"], ["Escape", "/"]):
        for key in keys:
            page.keyboard.press(key)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        wide = page.evaluate(
            "[...document.querySelectorAll('button, input, select, .w, h1, h2, .p, .place, dialog')]"
            ".map((one) => [one, one.getBoundingClientRect()])"
            ".filter(([one, box]) => box.width > 1 && (box.right > innerWidth + 1 || box.left < -1))"
            ".filter(([one]) => !one.closest('#marks')).map(([one]) => one.id || one.className)"
        )
        assert wide == []
    for name in ("voices", "article"):
        page.evaluate(f"showTab('{name}')")
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("width", "height"), [(720, 450), (320, 225), (360, 640)])
def test_low_windows_keep_the_text_and_the_player(from_disk: Opens, width: int, height: int) -> None:
    page = from_disk(width=width, height=height)
    assert page.locator("#play").bounding_box()["y"] + 30 <= height
    page.keyboard.press("n")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_place_has_its_words_where_its_paragraph_is_out_of_sight(from_disk: Opens) -> None:
    page = from_disk(width=640, height=400)
    page.keyboard.press("n")
    page.wait_for_selector(".place.open q", state="visible")


def test_printed_there_is_the_text_alone(from_disk: Opens) -> None:
    page = from_disk()
    page.emulate_media(media="print")
    for gone in ("#rail", ".dock", ".tools", "#signoff", "#saved"):
        assert page.is_hidden(gone)
    assert page.is_visible(".who b >> nth=0")
    assert page.evaluate("getComputedStyle(document.querySelector('#text')).overflowY") == "visible"


def test_right_to_left_text_has_its_names_on_the_right(from_disk: Opens) -> None:
    state = item()
    state["language"] = "ar"
    page = from_disk(state)
    assert page.get_attribute("#text", "dir") == "rtl"
    name, words = (page.locator(one).first.bounding_box()["x"] for one in (".who", ".w"))
    assert name > words
    assert page.evaluate("getComputedStyle(document.querySelector('.dock')).direction") == "ltr"


def test_a_recording_without_speech_says_why(from_disk: Opens) -> None:
    state = item()
    state.update(
        paragraphs=[],
        places=[],
        speakers=[],
        left_out=[],
        skipped=[{"start": 0.0, "end": 125.0, "reason": "Only music"}],
    )
    page = from_disk(state)
    says(page, "#text", "No speech was found in this recording.")
    says(page, "#text", "0:00: Only music")
    assert "Nothing stands out. That is no promise: read it through once." in page.inner_text(
        "#summary"
    ).replace("\n\n", " ").replace("\n", " ")


def test_the_picture_of_a_video_can_be_folded_and_stays_so(from_disk: Opens) -> None:
    state = item()
    state["media"]["kind"] = "video"
    page = from_disk(state)
    assert page.is_visible("#media")
    page.click("#fold")
    assert page.is_hidden("#media")
    page.reload()
    is_ready(page)
    assert page.is_hidden("#media")


def test_bars_and_notices_leave_the_text_its_place(from_disk: Opens) -> None:
    page = from_disk(width=360, height=740)
    page.keyboard.press("/")
    page.evaluate("() => notice('x', 'Not saved: the program has stopped.', 'Your changes are kept.')")
    text, rail, bar = (page.locator(one).bounding_box() for one in ("#text", "#rail", "#notice"))
    assert bar["y"] + bar["height"] <= text["y"] + 1
    assert text["y"] + text["height"] <= rail["y"] + 1
    assert text["height"] > 80


def test_without_scripts_it_says_so_and_a_page_in_one_file_can_be_read(
    browser: Any, tmp_path: Path, program: Running
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    file = tmp_path / "page.html"
    file.write_text(self_contained(from_json(TRANSCRIPT.read_bytes())), "utf-8")
    page.goto(file.as_uri())
    assert page.inner_text("body").startswith(
        "This page needs scripts to play and correct.\n\nHarbour bridge"
    )
    assert "[00:00:00] Clara Hughes (anchor): Good evening" in page.inner_text(".plain")
    assert not page.is_visible("#play")
    page.goto(program.start())
    assert page.inner_text("body") == (
        "This page needs scripts to play and correct. Without them, pipeline render writes its text."
    )
    context.close()
