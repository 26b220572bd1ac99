"""`python -m bench.review_picture`: the picture of the review page in the README, of the example."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from bench.checking import running, until

TOP = Path(__file__).parents[1]
PICTURE = TOP / "docs" / "pictures" / "review.png"


def main() -> None:
    """Open the example, go to its second place, and keep what is seen."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        path = Path(shutil.copy(TOP / "tests" / "golden" / "harbour-bridge.json", folder))
        with running(path, TOP / "examples" / "harbour-bridge" / "segment.opus") as address:
            chromium = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            page = chromium.new_page(viewport={"width": 1280, "height": 720})
            page.goto(address)
            until(page, "performance.getEntriesByName('ready').length > 0")
            page.keyboard.press("n")
            until(page, "!document.querySelector('#media').paused")
            until(page, "document.querySelector('#media').paused")
            PICTURE.parent.mkdir(exist_ok=True)
            page.screenshot(path=PICTURE)
            chromium.close()


if __name__ == "__main__":
    main()
