"""What a keyboard and a screen reader meet: order, sizes, names and contrasts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.review.page.conftest import Opens
from tests.review.page.hands import until

pytestmark = pytest.mark.slow


def test_targets_are_large_enough(from_disk: Opens) -> None:
    for width, least in ((1440, 24), (360, 24)):
        page = from_disk(width=width, height=740)
        page.keyboard.press("n")
        small = page.evaluate(
            "(least) => [...document.querySelectorAll('button, select, summary, input:not([type=range])')]"
            ".map((one) => [one.id || one.className, one.getBoundingClientRect(), one])"
            ".filter(([, box]) => box.width > 1 && (box.height < least || box.width < least))"
            ".filter(([, , one]) => !one.closest('#marks') && !one.matches('[type=checkbox], [type=radio]'))"
            ".map(([name, box]) => `${name} ${box.width} ${box.height}`)",
            least,
        )
        assert small == []


def axe(page: Any) -> list[str]:
    """What axe-core (Mozilla Public Licence 2.0, from the package axe-playwright-python) finds wrong."""
    package = pytest.importorskip("axe_playwright_python", reason="axe-core comes with axe-playwright-python")
    page.evaluate((Path(str(package.__file__)).parent / "axe.min.js").read_text("utf-8"))
    page.evaluate("axe.run(document).then((result) => { window.found = result.violations; })")
    until(page, "Boolean(window.found)")
    told = "(one) => one.nodes.map((node) => `${one.id}: ${node.target} ${node.failureSummary}`)"
    return [str(one) for one in page.evaluate(f"window.found.flatMap({told})")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "part", ["check", "writing", "voices", "article", "keys", "picker", "find", "narrow"]
)
def test_axe_finds_nothing(from_disk: Opens, part: str, scheme: str) -> None:
    page = from_disk(width=360 if part == "narrow" else 1440, color_scheme=scheme, reduced_motion="reduce")
    act = {
        "check": "openPlace(shown().places[1].id, { sound: false })",
        "writing": "write(rowAt(9), 4)",
        "voices": "showTab('voices')",
        "article": "showTab('article')",
        "keys": "openKeys()",
        "picker": "ACTS.V()",
        "find": "openFinder(); quiet('6 replaced.', ['Undo', () => {}]); notice('x', 'Not saved.', 'Full.')",
        "narrow": "openPlace(shown().places[1].id, { sound: false })",
    }[part]  # fmt: skip
    page.evaluate(f"() => {{ {act} }}")
    page.wait_for_timeout(100)
    assert axe(page) == []


def test_the_keyboard_meets_few_stops_and_in_order(from_disk: Opens) -> None:
    page = from_disk()
    stops: list[str] = []
    for _ in range(30):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            "['id', 'className', 'tagName'].map((name) => document.activeElement[name]).find(Boolean)"
        )
        if stop == "BODY" or (stop == "skip" and stops):
            break
        stops.append(stop)
    assert stops[0] == "skip"
    assert (
        stops.index("signoff")
        < stops.index("w")
        < stops.index("tab-check")
        < stops.index("begin")
        < stops.index("play")
        < stops.index("seek")
    )
    assert len(stops) <= 22
    assert stops.count("w") == 1
