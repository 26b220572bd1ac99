"""Waiting in a browser: what a page shows comes a moment after what was done, and later on a busy machine."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_PATIENCE = 600
"""Looks, 50 ms apart."""


def until(page: Any, expression: str) -> None:
    """Wait; Playwright's own way is text that the page would run, which the page's policy forbids."""
    for _ in range(_PATIENCE):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"it never came to {expression}")


def reads(page: Any, selector: str, text: str) -> None:
    """Wait until this is all that is read there."""
    _comes_to_read(page, selector, text, text.__eq__)


def says(page: Any, selector: str, text: str) -> None:
    """Wait until this is read there, whatever else is."""
    _comes_to_read(page, selector, text, lambda read: text in read)


def _comes_to_read(page: Any, selector: str, text: str, is_right: Callable[[str], bool]) -> None:
    read = ""
    for _ in range(_PATIENCE):
        read = page.inner_text(selector)
        if is_right(read):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"{selector} never came to read {text!r}; it reads {read!r}")
