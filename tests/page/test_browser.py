"""The page in a real browser: it plays, follows, seeks, prints, and asks nobody for anything."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline import from_json
from pipeline.page.document import read_along
from tests.golden import EXAMPLE, TRANSCRIPT
from tests.page.test_document import hostile
from tests.support.browser import reads, says, until

pytestmark = pytest.mark.slow


@pytest.fixture
def page(browser: Any, tmp_path: Path) -> Iterator[Any]:
    """The example's page beside its recording; `page.asked` are the addresses that it asked for."""
    shutil.copy(EXAMPLE / "segment.opus", tmp_path)
    (tmp_path / "segment.html").write_text(read_along(from_json(TRANSCRIPT.read_bytes())), "utf-8")
    opened = browser.new_page()
    opened.asked, opened.wrong = [], []
    opened.on("request", lambda request: opened.asked.append(request.url))
    opened.on("pageerror", lambda error: opened.wrong.append(str(error)))
    opened.on("console", lambda message: opened.wrong.append(message.text))
    opened.goto((tmp_path / "segment.html").as_uri())
    until(opened, "document.getElementById('media').readyState > 0")
    yield opened
    assert opened.wrong == []
    opened.close()


def test_a_click_on_a_word_plays_from_it_and_the_page_follows(page: Any, tmp_path: Path) -> None:
    page.click("#p10 .w")
    until(page, "media.currentTime > 0 && !media.paused && CSS.highlights.has('now')")
    start = float(page.evaluate("JSON.parse(data.textContent)[10].start")) / 1000
    assert start - 1 <= page.evaluate("media.currentTime") <= start + 20
    assert page.evaluate("document.querySelectorAll('.p.now').length") == 1
    files = [(tmp_path / name).as_uri() for name in ("segment.html", "segment.opus")]
    assert set(page.asked) == set(files)


def test_keys_play_pause_and_move(page: Any) -> None:
    page.keyboard.press(" ")
    until(page, "!media.paused")
    page.keyboard.press(" ")
    assert page.evaluate("media.paused")
    page.evaluate("media.currentTime = 30")
    page.keyboard.press("l")
    page.keyboard.press("l")
    page.keyboard.press("j")
    assert page.evaluate("Math.round(media.currentTime)") == 32
    page.keyboard.press(".")
    assert page.evaluate("media.playbackRate") == 1.25
    reads(page, "#rate", "1.25×")


def test_the_position_can_be_set_and_is_told(page: Any) -> None:
    page.focus("#seek")
    page.evaluate("seek.value = 75; seek.dispatchEvent(new Event('input'))")
    until(page, "media.currentTime > 74")
    reads(page, "#at", "1:15")
    assert page.get_attribute("#seek", "aria-valuetext") == "1:15, Clara Hughes"


def test_a_flag_plays_its_place_and_says_why(page: Any) -> None:
    page.click(".flag")
    until(page, "!media.paused")
    says(page, "#say", "to listen to")


def test_without_the_recording_it_says_so_and_takes_it_from_elsewhere(browser: Any, tmp_path: Path) -> None:
    (tmp_path / "alone.html").write_text(read_along(from_json(TRANSCRIPT.read_bytes())), "utf-8")
    opened = browser.new_page()
    opened.goto((tmp_path / "alone.html").as_uri())
    opened.wait_for_selector("#missing:not([hidden])")
    says(opened, "#missing", "not beside this page")
    opened.set_input_files("#file", EXAMPLE / "segment.opus")
    until(opened, "media.readyState > 0 && missing.hidden")
    opened.close()


@pytest.mark.parametrize("width", [320, 360, 600, 900, 1440])
def test_nothing_is_cut_off_at_any_width(page: Any, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    wide = page.evaluate(
        "[...document.querySelectorAll('button, .w, h1, .t')]"
        ".filter((one) => one.getBoundingClientRect().right > innerWidth + 1)"
        ".map((one) => one.id || one.className)"
    )
    assert wide == []


def test_it_prints_all_of_its_text_and_nothing_of_its_player(page: Any) -> None:
    page.emulate_media(media="print")
    assert not page.is_visible(".dock")
    assert page.evaluate("document.body.scrollHeight") > 1500
    assert page.pdf().startswith(b"%PDF")


def test_hostile_text_does_not_run(browser: Any, tmp_path: Path) -> None:
    opened = browser.new_page()
    alerts: list[str] = []
    opened.on("dialog", lambda dialog: alerts.append(dialog.message))
    for number, text in enumerate(("</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>")):
        file = tmp_path / f"{number}.html"
        file.write_text(read_along(hostile(text)), "utf-8")
        opened.goto(file.as_uri())
        opened.wait_for_selector(".dock:not([hidden])")
    assert alerts == []
    opened.close()
