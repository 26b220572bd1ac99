"""A browser, and the page in it: from a disk with its State inside, or from a server."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.page.template import filled
from pipeline.review.document import joined
from tests.golden import EXAMPLE, TRANSCRIPT
from tests.review.page.hands import is_ready
from tests.review.page.item import State, item

ASSETS = Path(__file__).parents[3] / "pipeline" / "review" / "assets"
LOOK = Path(__file__).parents[3] / "pipeline" / "page" / "assets" / "page.css"
POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
    "media-src 'self' file: data: blob:; img-src data:; base-uri 'none'; "
    "form-action 'none'; require-trusted-types-for 'script'"
)


def self_contained(state: State) -> str:
    """The page in one file, as the exporter makes it; its names can be called from a test."""
    style = LOOK.read_text("utf-8") + (ASSETS / "review.css").read_text("utf-8")
    parts = {
        "policy": POLICY,
        "title": "",
        "head": f"<style>{style}</style>",
        "language": state["language"],
        "plain": "",
        "state": json.dumps(state).replace("<", "\\u003c"),
        "script": f"<script>{joined()}</script>",
    }
    return filled((ASSETS / "review.html").read_text("utf-8"), parts)


Opens = Callable[..., Any]


@pytest.fixture
def from_disk(browser: Any, tmp_path: Path) -> Iterator[Opens]:
    """Opens a State as a file beside its recording; what the page said was wrong is looked at in the end."""
    contexts: list[Any] = []
    wrong: list[str] = []

    def opened(state: State | None = None, width: int = 1440, height: int = 900, **options: Any) -> Any:
        shutil.copy(EXAMPLE / "segment.opus", tmp_path)
        file = tmp_path / "review.html"
        file.write_text(self_contained(item() if state is None else state), "utf-8")
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda message: wrong.append(message.text))
        page.goto(file.as_uri())
        is_ready(page)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert wrong == []


class Running:
    """`pipeline review` on a copy of the example, at one port; it may be killed and started again."""

    def __init__(self, folder: Path, port: int) -> None:
        self.path = folder / "harbour-bridge.json"
        self._port = port
        self._process: subprocess.Popen[str] | None = None
        shutil.copy(TRANSCRIPT, self.path)
        shutil.copy(EXAMPLE / "segment.opus", folder)

    def start(self, *more: str) -> str:
        """Its address."""
        command = [
            sys.executable,
            "-m",
            "pipeline",
            "review",
            str(self.path),
            "--no-browser",
            "--port",
            str(self._port),
            *more,
        ]
        self._process = subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"}
        )
        assert self._process.stdout is not None
        return "http" + self._process.stdout.readline().partition("http")[2].strip()

    def kill(self) -> None:
        """At once, as when a machine stops."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            if self._process.stdout:
                self._process.stdout.close()
        self._process = None

    def written(self) -> dict[str, Any]:
        """The transcript as it is in its file."""
        return dict(json.loads(self.path.read_bytes()))


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Running]:
    """The program, not started yet."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    running = Running(tmp_path, port)
    yield running
    running.kill()


@pytest.fixture
def visits(browser: Any) -> Iterator[Opens]:
    """Opens an address; each person (`who`) has a browser of their own, with any number of pages."""
    contexts: dict[str, Any] = {}
    wrong: list[str] = []

    def opened(address: str, who: str = "one", ready: bool = True, **options: Any) -> Any:
        if who not in contexts:
            contexts[who] = browser.new_context(viewport={"width": 1440, "height": 900}, **options)
        page = contexts[who].new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(address)
        if ready:
            is_ready(page)
        return page

    yield opened
    for context in contexts.values():
        context.close()
    assert wrong == []
