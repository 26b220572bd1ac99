"""The list of an archive in a browser: found, filtered, sorted, moved in and opened without a mouse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.corrections.correct import correct
from pipeline.errors import PipelineError
from pipeline.review.app import archive_app
from pipeline.review.programmes import Programmes
from pipeline.transcript.json_file import from_json
from tests.golden import TRANSCRIPT
from tests.review.page.hands import reads, until
from tests.support.review import served
from tests.support.steps import done

BRIDGE = from_json(TRANSCRIPT.read_bytes())


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Of an archive of four: two that wait, one in work, one that is checked."""
    folder = tmp_path / "Evening <b>news"
    for number, title in enumerate(("Ferry strike", "<img src=x onerror=alert(1)>", "Night train", "Budget")):
        one = replace(BRIDGE, title=title, published=f"2025-03-{14 + number}")
        if number == 2:
            one = correct(one).title("Night train, late").transcript
        if number == 3:
            one = done(correct(one), {"do": "sign", "name": "K. Osei"}).corrections.transcript
        one.save(folder / f"{number}.json")
    programmes = Programmes(folder, _fail)
    with served(archive_app(programmes)) as client:
        yield str(client.address)
    programmes.close()


def _fail(error: PipelineError) -> None:
    raise AssertionError(error)


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda message: wrong.append(message.text))
    opened.goto(address)
    until(opened, "document.querySelectorAll('#rows tr').length === 4")
    yield opened
    context.close()
    assert wrong == []


def shown(page: Any) -> list[str]:
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('#rows a')].map((one) => one.textContent)"
    )
    return found


def test_each_programme_is_told_with_its_state_the_newest_first(page: Any) -> None:
    assert shown(page) == ["Budget", "Night train, late", "<img src=x onerror=alert(1)>", "Ferry strike"]
    reads(page, "#name", "Evening <b>news")
    reads(page, "#counts", "4 programmes, 3 not checked")
    states = page.evaluate("[...document.querySelectorAll('.standing')].map((one) => one.textContent)")
    assert states == [
        "Checked by K. Osei",
        "In work, 2 places left",
        "2 places to check",
        "2 places to check",
    ]


def test_it_is_searched_filtered_and_sorted(page: Any) -> None:
    page.keyboard.press("/")
    page.keyboard.type("train")
    assert shown(page) == ["Night train, late"]
    page.fill("#wanted", "thomas BAKER")
    assert len(shown(page)) == 4
    page.fill("#wanted", "nobody")
    reads(page, "#none", "Nothing fits.")
    page.fill("#wanted", "")
    page.check("input[value=waiting]")
    assert len(shown(page)) == 2
    page.check("input[value=all]")
    page.select_option("#order", "title")
    assert shown(page)[1:] == ["Budget", "Ferry strike", "Night train, late"]


def test_a_programme_is_reached_and_opened_by_keys_alone(page: Any) -> None:
    page.keyboard.press("/")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "Budget"
    for key, title in (
        ("j", "Night train, late"),
        ("ArrowDown", "<img src=x onerror=alert(1)>"),
        ("k", "Night train, late"),
    ):
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.textContent") == title
    page.keyboard.press("Enter")
    page.wait_for_selector("#title:not(:empty)")
    reads(page, "#title", "Night train, late")


def test_the_list_is_one_stop_of_the_tab_key(page: Any) -> None:
    assert page.evaluate("document.querySelectorAll('#rows a[tabindex=\"0\"]').length") == 1


@pytest.mark.parametrize("width", [320, 360, 720, 1024, 1920])
def test_nothing_is_wider_than_the_screen(page: Any, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
