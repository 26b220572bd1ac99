"""Waiting in a browser."""

from __future__ import annotations

from typing import Any

_PATIENCE = 600


def until(page: Any, expression: str) -> None:
    """Wait; Playwright's own way is text that the page would run, which the page's policy forbids."""
    for _ in range(_PATIENCE):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"it never came to {expression}")
