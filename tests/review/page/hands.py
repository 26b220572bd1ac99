"""What a person does on the page, and what is seen there."""

from __future__ import annotations

import json
from typing import Any

from tests.support.browser import reads as reads
from tests.support.browser import says as says
from tests.support.browser import until as until

TEXTS = "[...document.querySelectorAll('.p .w')].map((one) => one.textContent)"


def is_ready(page: Any) -> None:
    """Wait until the page can be used."""
    until(page, "performance.getEntriesByName('ready').length > 0")


def is_saved(page: Any) -> None:
    """Wait until the program has everything."""
    until(page, "document.querySelector('#saved').textContent === 'Saved'")


def texts(page: Any) -> list[str]:
    """The paragraphs as they stand on the page."""
    return [str(text) for text in page.evaluate(TEXTS)]


def shown(page: Any) -> Any:
    """What is shown, as the page's scripts have it; of a page from a disk."""
    return json.loads(page.evaluate("JSON.stringify(shown())"))


def steps(page: Any) -> list[Any]:
    """The steps made; of a page from a disk."""
    return list(json.loads(page.evaluate("JSON.stringify(stepsMade())")))


def caret(page: Any, number: int, letter: int) -> None:
    """Write in a paragraph, at a letter; in a page from a disk."""
    page.evaluate(f"write(rowAt({number}), {letter})")


def write(page: Any, number: int, text: str) -> None:
    """Click a paragraph, type at its start, and stop writing."""
    page.locator(".p .w").nth(number).click(position={"x": 1, "y": 12})
    page.keyboard.press("Home")
    page.keyboard.type(text)
    page.keyboard.press("Escape")
