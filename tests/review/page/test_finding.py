"""Find and replace, the heading, the article, and the changes as a file."""

from __future__ import annotations

import json

import pytest

from tests.review.page.conftest import Opens
from tests.review.page.hands import is_ready, reads, says, shown, steps, until
from tests.review.page.item import item

pytestmark = pytest.mark.slow


def test_replace_all_is_one_step(from_disk: Opens) -> None:
    page = from_disk()
    page.keyboard.press("/")
    page.keyboard.type("city")
    many = sum(part["text"].lower().count("city") for part in item()["paragraphs"])
    reads(page, "#hits", f"1 of {many}")
    page.keyboard.press("Enter")
    reads(page, "#hits", f"2 of {many}")
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("Shift+Enter")
    reads(page, "#hits", f"{many} of {many}")
    page.fill("#by", "town")
    page.click("#replace-all")
    says(page, "#quiet", f"{many} replaced.")
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


def test_the_article_can_be_copied_and_the_heading_changed(from_disk: Opens) -> None:
    page = from_disk()
    page.click("#details")
    page.fill("#set-title", "The bridge")
    page.fill("#set-source", "")
    page.keyboard.press("Enter")
    reads(page, "h1", "The bridge")
    assert [action["do"] for action in steps(page)[0]["actions"]] == ["title", "source"]
    page.click("#tab-article")
    says(page, "#article", "The bridge")
    page.uncheck("#timestamps")
    until(page, "!document.querySelector('#article').textContent.includes('[00:00')")


def test_changes_of_a_page_from_a_disk_are_kept_and_downloaded(from_disk: Opens) -> None:
    page = from_disk()
    page.keyboard.press("n")
    page.keyboard.press("y")
    reads(page, "#saved", "1 change is in this browser only. Download them")
    page.reload()
    is_ready(page)
    assert len(shown(page)["places"]) == 4
    with page.expect_download() as told:
        page.click("#saved")
    saved = json.loads(told.value.path().read_text("utf-8"))
    assert saved["of"] == "a" * 64
    assert saved["steps"][0]["actions"][0]["do"] == "settle"
    page.keyboard.press("Control+Z")
    assert len(shown(page)["places"]) == 5


def test_signs_are_looked_for_as_they_are_written(from_disk: Opens) -> None:
    page = from_disk()
    page.keyboard.press("/")
    for wanted, found in (("money-clarer", "1 of 1"), (".*", "None"), ("(a", "None"), ("now?", "1 of 1")):
        page.fill("#wanted", wanted)
        page.check("#whole-word")
        if wanted == "now?":
            page.uncheck("#whole-word")
        reads(page, "#hits", found)
