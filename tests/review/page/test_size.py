"""A transcript of thirty thousand words: opened at once, and typed in without waiting."""

from __future__ import annotations

import statistics
from typing import Any

import pytest

from tests.review.page.conftest import Opens
from tests.review.page.item import State, item

pytestmark = pytest.mark.slow
_WORDS = 30_000
_LONGER = 12
"""Times as long as the item, which has a sixtieth of the words, it may take to open; 4 to 6 were measured."""
_TOWNS = "document.getElementById('text').textContent.split('city').length - 1"
_SLOWER = 5
"""The same for a keystroke; 1 to 2 were measured."""
_LEAST = 20.0
"""Milliseconds: times below are what a machine that others use makes of them."""


def long_item() -> State:
    """The item again and again."""
    state = item()
    once, length = state["paragraphs"], state["length"]
    words = sum(len(part["text"].split()) for part in once)
    times = _WORDS // words + 1
    state["paragraphs"] = [_later(part, number, number * length) for number in range(times) for part in once]
    state["places"] = [{**place, "paragraph": place["paragraph"] + ".0"} for place in state["places"]]
    state["left_out"] = []
    state["length"] = length * times
    return state


def _later(part: State, number: int, shift: float) -> State:
    ms = round(shift * 1000)
    words = [[first, last, start + ms, end + ms] for first, last, start, end in part["words"]]
    times = {"start": part["start"] + shift, "end": part["end"] + shift}
    return {**part, **times, "id": f"{part['id']}.{number}", "words": words}


def took(page: Any, act: str) -> float:
    """Milliseconds that a statement takes."""
    return float(
        page.evaluate(
            f"(() => {{ const start = performance.now(); {act}; return performance.now() - start; }})()"
        )
    )


def keystrokes(page: Any, keys: str) -> list[float]:
    """Milliseconds from each key to after the next frame."""
    page.evaluate(
        """() => {
        window.took = [];
        document.addEventListener("keydown", () => {
            const start = performance.now();
            requestAnimationFrame(() => {
                const channel = new MessageChannel();
                channel.port1.onmessage = () => took.push(performance.now() - start);
                channel.port2.postMessage(0);
            });
        }, true);
    }"""
    )
    for key in keys:
        page.keyboard.press(key)
        page.wait_for_timeout(40)
    return [float(one) for one in page.evaluate("took")]


def test_thirty_thousand_words_open_and_are_typed_in_at_once(from_disk: Opens) -> None:
    ready = "performance.getEntriesByName('ready')[0].startTime"
    small = from_disk()
    once = small.evaluate(ready)
    small.evaluate("write(rowAt(3), 4)")
    usual = statistics.median(keystrokes(small, "typed words at once"))
    page = from_disk(long_item())
    assert page.evaluate(ready) < _LONGER * once
    assert page.evaluate("rowsShown().length") > 1000
    page.evaluate("write(rowAt(Math.floor(rowsShown().length / 2)), 4)")
    page.evaluate("bringIntoView(liveRow())")
    assert statistics.median(keystrokes(page, "typed words at once")) < _SLOWER * max(usual, _LEAST)
    page.keyboard.press("Escape")
    count = "[...document.querySelectorAll('.turn')].map((one) => one.querySelectorAll('.p').length)"
    assert max(page.evaluate(count)) <= 40


def test_a_turn_of_any_length_is_drawn_in_parts(from_disk: Opens) -> None:
    state = long_item()
    for part in state["paragraphs"]:
        part["speaker"] = "S1"
    page = from_disk(state)
    assert page.locator(".turn").count() == -(-len(state["paragraphs"]) // 40)
    assert page.locator(".who").count() == 1


def test_replace_all_and_undo_in_thirty_thousand_words(from_disk: Opens) -> None:
    times = []
    for state in (item(), long_item()):
        page = from_disk(state)
        page.keyboard.press("/")
        page.keyboard.type("city")
        page.fill("#by", "town")
        replaced = took(page, "document.getElementById('replace-all').click()")
        times.append((replaced, took(page, "undo()"), page.evaluate(_TOWNS)))
    (first, first_undone, once), (later, later_undone, all_of_them) = times
    assert all_of_them >= 50 * once
    # Not more than by the number of places.
    assert later < 100 * max(first, _LEAST)
    assert later_undone < 100 * max(first_undone, _LEAST)
