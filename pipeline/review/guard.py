"""Who is answered: only the page that this run opened, on this machine.

Another page in the same browser can send requests to any port; it does not know the secret, and its requests
say where they come from.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterator, Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pipeline.review.document import POLICY

_HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": f"{POLICY}; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_EARLIER = "This page belongs to an earlier run. Start `pipeline review` again and use its new address.\n"
_MOST = 32_000_000
"""Bytes of one request: every word of a day's programme changed is less."""


class Guard:
    """In front of `app`, which then answers below `/<secret>/`. `hosts` are the names it is called by."""

    def __init__(self, app: ASGIApp, secret: str, hosts: frozenset[str]) -> None:
        self._app = app
        self._secret = secret.encode("ascii")
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            return
        headers = Headers(scope=scope)
        first, slash, rest = str(scope["path"]).lstrip("/").partition("/")
        reason = next(self._refusals(str(scope["method"]), headers), None)
        if reason is not None:
            await PlainTextResponse(f"{reason}\n", 403)(scope, receive, _with_headers(send))
        elif not slash or not hmac.compare_digest(first.encode("utf-8", "replace"), self._secret):
            await PlainTextResponse(_EARLIER, 404)(scope, receive, _with_headers(send))
        else:
            inner = {**scope, "path": f"/{rest}", "root_path": "", "raw_path": None}
            await self._app(inner, receive, _with_headers(send))

    def _refusals(self, method: str, headers: Headers) -> Iterator[str]:
        host = headers.get("host", "")
        if host not in self._hosts:
            yield "This address is not served here."
        if headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
            yield "Another page asked for this."
        if method in ("GET", "HEAD"):
            return
        if headers.get("origin") != f"http://{host}":
            yield "Another page asked for this."
        if headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            yield "Only JSON is taken here."
        if not headers.get("content-length", "").isdigit() or int(headers["content-length"]) > _MOST:
            yield "This is more than any correction."


def _with_headers(send: Send) -> Send:
    async def answered(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(_HEADERS)
        await send(message)

    return answered
