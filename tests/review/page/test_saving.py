"""What is corrected is in the file at once, can be undone later, and is signed off."""

from __future__ import annotations

import json

import pytest

from tests.review.page.conftest import Opens, Running
from tests.review.page.hands import is_ready, is_saved, says, texts, until, write

pytestmark = pytest.mark.slow


def test_what_is_typed_is_in_the_file_and_there_after_a_reload(program: Running, visits: Opens) -> None:
    page = visits(program.start())
    write(page, 0, "Well. ")
    is_saved(page)
    assert "Well. Good evening" in json.dumps(program.written()["paragraphs"])
    page.reload()
    is_ready(page)
    assert "Well. Good evening" in " ".join(texts(page))
    assert (
        page.evaluate(
            "Object.keys(localStorage).filter((key) => !key.includes('view') && !key.includes('options'))"
        )
        == []
    )


def test_undo_reaches_behind_a_reload(program: Running, visits: Opens) -> None:
    page = visits(program.start())
    before = texts(page)
    write(page, 0, "Well ")
    is_saved(page)
    page.reload()
    is_ready(page)
    assert texts(page) != before
    page.keyboard.press("Control+Z")
    until(
        page,
        f"rowAt0() === {json.dumps(before[0])}".replace(
            "rowAt0()", "document.querySelector('.p .w').textContent"
        ),
    )
    is_saved(page)
    assert texts(page) == before


def test_undo_and_redo_of_what_was_sent(program: Running, visits: Opens) -> None:
    page = visits(program.start())
    before = texts(page)
    page.locator(".p .w").nth(9).focus()
    page.keyboard.press("q")
    is_saved(page)
    until(page, "document.querySelectorAll('.quoted').length === 1")
    assert len(texts(page)) > len(before)
    page.keyboard.press("Control+Z")
    until(page, "document.querySelectorAll('.quoted').length === 2")
    is_saved(page)
    assert texts(page) == before
    page.keyboard.press("Control+Y")
    until(page, "document.querySelectorAll('.quoted').length === 1")
    is_saved(page)
    page.keyboard.press("Control+Z")
    until(page, "document.querySelectorAll('.quoted').length === 2")
    assert texts(page) == before


def test_the_history_is_told_and_any_step_of_it_is_undone(program: Running, visits: Opens) -> None:
    page = visits(program.start("--by", "R. Ito"))
    before = texts(page)
    write(page, 0, "Well ")
    write(page, 2, "Now ")
    is_saved(page)
    page.click("#saved")
    until(page, "document.querySelectorAll('#entries li').length === 2")
    says(page, "#entries", "R. Ito")
    page.locator("#entries li").nth(1).get_by_text("Undo this").click()
    until(page, f"document.querySelector('.p .w').textContent === {json.dumps(before[0])}")
    is_saved(page)
    assert texts(page)[2].startswith("Now Our")


def test_signing_off_is_in_the_file_and_a_later_edit_lifts_it(program: Running, visits: Opens) -> None:
    page = visits(program.start())
    page.click("#signoff")
    page.keyboard.type("R. Ito")
    page.keyboard.press("Enter")
    says(page, "#facts", "Checked by R. Ito")
    assert page.is_hidden("#signoff")
    assert page.get_attribute("#tab-article", "aria-selected") == "true"
    is_saved(page)
    assert "R. Ito" in json.dumps(program.written()["edits"])
    says(page, "#article", "Good evening")
    says(page, "#article", "Harbour bridge reopens")
    page.locator(".p .w").nth(9).focus()
    page.keyboard.press("q")
    says(page, "#facts", "Changed since R. Ito checked it")
    assert page.is_visible("#signoff")
    is_saved(page)
    says(page, "#facts", "Changed since R. Ito checked it")
