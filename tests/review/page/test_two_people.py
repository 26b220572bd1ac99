"""Two people at one transcript."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.review.page.conftest import Opens, Running
from tests.review.page.hands import is_ready, is_saved, says, texts, until, write

pytestmark = pytest.mark.slow


def test_what_another_person_does_appears_and_the_same_paragraph_is_told(
    program: Running, visits: Opens
) -> None:
    address = program.start()
    one, other = visits(address, "one"), visits(address, "other")
    write(one, 2, "Now ")
    is_saved(one)
    other.evaluate("dispatchEvent(new Event('focus'))")
    until(other, "document.querySelectorAll('.p .w')[2].textContent.startsWith('Now ')")
    until(other, "document.querySelector('#say').textContent.includes('changed 1 paragraph.')")
    other.locator(".p .w").nth(0).click()
    one.locator(".p .w").nth(0).click()
    one.keyboard.press("Control+A")
    one.keyboard.type("Tonight it is Clara Hughes.")
    one.keyboard.press("Escape")
    is_saved(one)
    other.keyboard.press("Control+A")
    other.keyboard.type("Something else.")
    other.keyboard.press("Escape")
    says(other, "#notice", "changed the same paragraph")
    other.click("text=Show both")
    assert [text.split("\n", 1)[1].strip() for text in other.locator(".version").all_inner_texts()] == [
        "Something else.", "Tonight it is Clara Hughes.",
    ]  # fmt: skip
    other.keyboard.press("ArrowDown")
    other.keyboard.press("Enter")
    until(other, "document.querySelector('.p .w').textContent.startsWith('Tonight it')")
    is_saved(other)
    assert "Tonight it is" in json.dumps(program.written()["paragraphs"])


def test_nothing_of_the_server_changes_under_the_caret(program: Running, visits: Opens) -> None:
    address = program.start()
    one, other = visits(address, "one"), visits(address, "other")
    one.locator(".p .w").nth(0).click(position={"x": 1, "y": 12})
    one.keyboard.press("Home")
    one.keyboard.type("Well ")
    until(one, "document.querySelector('#saved').textContent === 'Saved'")
    write(other, 1, "Yes ")
    is_saved(other)
    one.evaluate("dispatchEvent(new Event('focus'))")
    one.wait_for_timeout(300)
    assert not texts(one)[1].startswith("Yes")
    one.keyboard.type("then ")
    assert texts(one)[0].startswith("Well then Good")
    one.keyboard.press("Escape")
    until(one, "document.querySelectorAll('.p .w')[1].textContent.startsWith('Yes ')")
    assert texts(one)[0].startswith("Well then Good")


def test_an_answer_that_comes_after_the_paragraph_was_left_fits_what_it_was_asked_about(
    program: Running, visits: Opens
) -> None:
    page = visits(program.start())
    asked: list[Any] = []
    page.locator(".p .w").nth(0).click(position={"x": 1, "y": 12})
    page.keyboard.press("Home")
    page.keyboard.press("Control+ArrowRight")
    page.keyboard.press("Control+ArrowRight")
    page.keyboard.press("Enter")
    is_saved(page)
    page.route("**/edits", lambda route: route.continue_() if asked else asked.append(route))
    page.keyboard.press("End")
    page.keyboard.type(" Then.")
    for _ in range(100):
        if asked:
            break
        page.wait_for_timeout(50)
    page.keyboard.press("Escape")
    page.locator(".p .w").nth(4).focus()
    page.keyboard.press("q")
    asked[0].continue_()
    is_saved(page)
    before = texts(page)
    page.reload()
    is_ready(page)
    assert texts(page) == before
    assert before[:2] == ["Good", "evening, this is Clara Hughes with the news. Then."]
