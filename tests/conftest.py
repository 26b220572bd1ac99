"""Shared by all tests. Hypothesis tries the same moderate number of examples on every run.

`pytest --hypothesis-profile=explore` tries many others, different ones each time.
"""

from __future__ import annotations

import os

os.environ.setdefault("GOMP_SPINCOUNT", "10000")  # as the command line does, before the libraries load
os.environ.setdefault("KMP_BLOCKTIME", "0")

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

from pipeline import Pipeline
from pipeline.errors import ModelError

settings.register_profile("steady", max_examples=40, deadline=None, derandomize=True, database=None)
settings.register_profile("explore", max_examples=400, deadline=None)
settings.load_profile("steady")

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def newsroom() -> Pipeline:
    """The starter engines, loaded once. On CI they must be there; elsewhere their tests skip, saying why."""
    try:
        return Pipeline.load("starter", diarizer="starter")
    except ModelError as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(error))


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium, where it is installed; no longer than needed: Playwright's loop runs in this thread."""
    api = pytest.importorskip("playwright.sync_api", reason="the page is tried with Playwright: `.[browser]`")
    program = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if program is None:
        pytest.skip("no Chromium is installed")
    with api.sync_playwright() as driver:
        running = driver.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--autoplay-policy=no-user-gesture-required"]
        )
        yield running
        running.close()
