"""A web server on this machine that misbehaves as it is told."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self


@dataclass(frozen=True)
class Page:
    """How one request is answered. `cut` ends the connection after so many bytes of the body."""

    body: bytes = b""
    status: int = 200
    ranges: bool = True
    range_offset: int = 0  # how far beside the asked place a partial answer begins
    cut: int | None = None
    stall: bool = False
    length: bool = True  # False: sent in chunks, without a Content-Length
    location: str = ""
    code: str = ""  # what the hub calls its refusal


@dataclass
class Asked:
    """A request that came in."""

    path: str
    headers: Mapping[str, str]


@dataclass
class FaultyServer:
    """Answers a path with its pages, one for each request, the last one ever after."""

    pages: dict[str, list[Page]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Self:
        handler = type("Handler", (_Handler,), {"faulty": self})
        self._http = _QuietServer(("127.0.0.1", 0), handler)
        self._http.daemon_threads = True
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,))
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.closing.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._http.server_address[1])

    @property
    def url(self) -> str:
        """Its address, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    def serve(self, path: str, *pages: Page) -> str:
        """Answer `path` with these pages; its whole address."""
        self.pages[path] = list(pages)
        return f"{self.url}{path}"

    @property
    def ranges(self) -> list[str | None]:
        """The Range header of every request."""
        return [asked.headers.get("Range") for asked in self.asked]

    def take(self, path: str) -> Page:
        """The page for the next request of `path`."""
        pages = self.pages.get(path, [Page(status=404)])
        return pages.pop(0) if len(pages) > 1 else pages[0]


class _QuietServer(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up early is part of some tests."""


class _Handler(BaseHTTPRequestHandler):
    faulty: FaultyServer

    def do_GET(self) -> None:
        self.faulty.asked.append(Asked(self.path, dict(self.headers)))
        page = self.faulty.take(self.path)
        if page.stall:
            self.faulty.closing.wait(10)
            return
        start = self._start(page)
        partial = start is not None and page.status == 200
        body = page.body[start or 0 :]
        self.send_response(206 if partial else page.status)
        if partial:
            end = len(page.body) - 1
            self.send_header("Content-Range", f"bytes {(start or 0) + page.range_offset}-{end}/{end + 1}")
        if page.location:
            self.send_header("Location", page.location)
        if page.code:
            self.send_header("X-Error-Code", page.code)
        self._send(page, body)

    def do_CONNECT(self) -> None:
        """What a proxy is asked for: refused."""
        self.faulty.asked.append(Asked(self.path, dict(self.headers)))
        self.send_error(407)

    def _start(self, page: Page) -> int | None:
        asked = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        return int(asked[1]) if asked and page.ranges else None

    def _send(self, page: Page, body: bytes) -> None:
        sent = body if page.cut is None else body[: page.cut]
        if page.length:
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(sent)
        else:
            self.protocol_version = "HTTP/1.1"
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            self.wfile.write(f"{len(sent):x}\r\n".encode() + sent + b"\r\n")
            if page.cut is None:
                self.wfile.write(b"0\r\n\r\n")
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def closed_port() -> int:
    """A port of this machine on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
