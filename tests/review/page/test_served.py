"""A whole item on the page that is served, by hand, by keyboard and by touch."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.review.page.conftest import Opens, Running
from tests.review.page.hands import is_ready, is_saved, reads, says, until, write

pytestmark = pytest.mark.slow


def test_a_tap_hears_and_a_second_tap_writes(program: Running, visits: Opens) -> None:
    page = visits(program.start(), has_touch=True)
    page.locator(".p .w").nth(1).tap()
    until(page, "!document.querySelector('#media').paused")
    assert page.locator("[contenteditable]").count() == 0
    page.locator(".p .w").nth(1).tap()
    until(page, "document.querySelectorAll('[contenteditable]').length === 1")


def test_following_stops_for_the_wheel_and_goes_on_with_f(program: Running, visits: Opens) -> None:
    page = visits(program.start())
    page.keyboard.press(" ")
    until(page, "!document.querySelector('#media').paused")
    page.mouse.move(400, 400)
    page.mouse.wheel(0, 600)
    until(page, "document.querySelector('#follow').getAttribute('aria-pressed') === 'false'")
    page.keyboard.press("f")
    assert page.get_attribute("#follow", "aria-pressed") == "true"
    until(page, "document.querySelector('.p.now').getBoundingClientRect().top > 60")


def test_where_one_was_is_kept(program: Running, visits: Opens) -> None:
    page = visits(program.start())
    page.keyboard.press("n")
    page.keyboard.press("n")
    until(page, "!document.querySelector('#media').paused")
    page.keyboard.press(" ")
    place = page.get_attribute(".place.open", "data-place")
    page.reload()
    is_ready(page)
    assert page.get_attribute(".place.open", "data-place") == place
    assert page.evaluate("document.querySelector('#media').paused")


def test_a_whole_item_is_corrected_by_keyboard_alone(program: Running, visits: Opens) -> None:
    page = visits(program.start("--by", "R. Ito"))
    count = page.locator(".flag").count()
    assert count > 0
    for key in ["n", *"y" * count]:
        page.keyboard.press(key)
        is_saved(page)
    reads(page, "#summary h2", "Nothing left to look at.")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    until(page, "document.querySelector('#facts').textContent.includes('Checked by R. Ito')")
    is_saved(page)
    page.reload()
    is_ready(page)
    says(page, "#facts", "Checked by R. Ito")
    assert page.locator(".flag").count() == 0


def test_the_page_as_one_file_opens_from_a_disk(program: Running, visits: Opens) -> None:
    page_file = program.path.parent / "one.html"
    command = [sys.executable, "-m", "pipeline", "review", str(program.path), "--export", str(page_file)]
    subprocess.run(command, check=True, capture_output=True)
    page = visits("about:blank", ready=False)
    said, asked = [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(page_file.as_uri())
    is_ready(page)
    until(page, "document.querySelector('#media').readyState > 0")
    write(page, 0, "Well ")
    reads(page, "#saved", "1 change is in this browser only. Download them")
    with page.expect_download() as told:
        page.click("#saved")
    corrections = program.path.parent / "corrections.json"
    told.value.save_as(corrections)
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "correct", str(program.path), "--from", str(corrections)],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert "Well Good evening" in json.dumps(program.written()["paragraphs"])
    assert said == []
    assert {address.rpartition("/")[2] for address in asked if address.startswith("file:")} == {
        "one.html",
        "segment.opus",
    }
