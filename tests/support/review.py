"""The review page's server, running in a thread of the test, and what a page would ask of it."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from starlette.types import ASGIApp

from pipeline.errors import PipelineError
from pipeline.review.app import app_of
from pipeline.review.programme import Programme
from pipeline.review.serve import Address, Serving

_PATIENCE = 60


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def data(self) -> Any:
        """Parsed."""
        return json.loads(self.body)


@dataclass(frozen=True, slots=True)
class Client:
    """Asks as the page does; `below` is the programme's own address below the secret."""

    address: Address
    below: str = ""

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> Reply:
        """GET, with what a browser sends."""
        return self.ask("GET", f"/{self.address.secret}/{self.below}{path}", headers or {})

    def post(self, data: Any, headers: Mapping[str, str] | None = None, path: str = "edits") -> Reply:
        """POST of JSON, from the page's own origin."""
        origin = f"http://127.0.0.1:{self.address.port}"
        told = {"Origin": origin, "Content-Type": "application/json"} | dict(headers or {})
        body = data if isinstance(data, bytes) else json.dumps(data).encode()
        return self.ask("POST", f"/{self.address.secret}/{self.below}{path}", told, body)

    def ask(self, method: str, path: str, headers: Mapping[str, str], body: bytes | None = None) -> Reply:
        """Anything."""
        connection = http.client.HTTPConnection("127.0.0.1", self.address.port, timeout=_PATIENCE)
        try:
            connection.request(method, path, body, dict(headers))
            answer = connection.getresponse()
            return Reply(answer.status, dict(answer.headers.items()), answer.read())
        finally:
            connection.close()


@contextmanager
def served(app: ASGIApp) -> Iterator[Client]:
    """`app` on this machine, until the end of the block."""
    serving = Serving(app)
    thread = threading.Thread(target=serving.run, daemon=True)
    thread.start()
    try:
        yield Client(serving.address)
    finally:
        serving.stop()
        thread.join(_PATIENCE)


@contextmanager
def reviewed(path: Path, media: Path | None = None, me: str | None = None) -> Iterator[Client]:
    """The page of a transcript file. What the program would say on the terminal fails the test."""
    programme = Programme.opened(path, _unexpected, media, me)
    with served(app_of(programme)) as client:
        yield client
    programme.close()


def _unexpected(error: PipelineError) -> None:
    raise AssertionError(str(error))
