"""One request to one address: only over https, never carrying a secret to another host, failures in words."""

from __future__ import annotations

import http.client
import queue
import socket
import ssl
import threading
from collections.abc import Mapping
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener, getproxies, proxy_bypass

from pipeline.models.failure import SourceFailed, Unreachable

_LEEWAY = 1.25
"""How much longer than one wait all steps up to the answer may take together."""
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_WORTH_ANOTHER_TRY = frozenset({408, 429, 500, 502, 503, 504})
_STATUS = {
    401: "refused, a login is needed",
    403: "refused",
    404: "not found",
    407: "refused by the proxy, which wants a login",
    410: "no longer there",
}


class Dropped(Exception):
    """The connection broke in a way that another attempt may mend. Says how."""


def connect(url: str, headers: Mapping[str, str], timeout: float) -> http.client.HTTPResponse:
    """Open `url`, through the system's proxy if one is set, and wait at most `timeout` seconds for an answer.

    The answer has a status below 300, and its body is still to be read. Raises SourceFailed, with the status
    if there is one, Unreachable where there is no answer at all, or Dropped.
    """
    _require_safe(url)
    request = Request(
        url, headers={"User-Agent": "broadcast-pipeline", "Accept-Encoding": "identity", **headers}
    )
    try:
        return _answer(request, timeout)
    except HTTPError as error:
        error.close()
        if error.code in _WORTH_ANOTHER_TRY:
            raise Dropped(f"the server answers HTTP {error.code}") from None
        words = _STATUS.get(error.code, "refused")
        code = error.headers.get("X-Error-Code", "")
        raise SourceFailed(f"{words} (HTTP {error.code})", status=error.code, code=code) from None
    except URLError as error:
        if isinstance(error.reason, ConnectionResetError | BrokenPipeError):
            raise Dropped("connection reset") from None
        raise _unreachable(url, error.reason, timeout) from None
    except (OSError, http.client.HTTPException) as error:
        raise Dropped(drop_words(error)) from None
    except ValueError as error:  # an address or header that cannot be sent
        raise SourceFailed(f"the request cannot be sent ({error})") from None


def _answer(request: Request, timeout: float) -> http.client.HTTPResponse:
    """The answer, or URLError with TimeoutError when it does not come in time.

    The system's own limit holds for one address at a time, and for looking up a name there is none. So a
    thread asks, and is left to itself when it takes too long.
    """
    came: queue.SimpleQueue[http.client.HTTPResponse | Exception] = queue.SimpleQueue()
    late = threading.Event()

    def ask() -> None:
        try:
            answer = build_opener(_CarefulRedirects).open(request, timeout=timeout)
            if late.is_set():
                answer.close()
            came.put(answer)
        except Exception as error:  # carried over to the thread that waits
            came.put(error)

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = came.get(timeout=_LEEWAY * timeout)
    except queue.Empty:
        late.set()
        raise URLError(TimeoutError()) from None
    if isinstance(answer, Exception):
        raise answer
    return answer


def drop_words(error: Exception) -> str:
    """How a connection broke, in plain words."""
    if isinstance(error, TimeoutError):
        return "no more bytes came"
    if isinstance(error, ConnectionError | http.client.IncompleteRead):
        return "the other side hung up"
    return str(error) or type(error).__name__


class _CarefulRedirects(HTTPRedirectHandler):
    """Follows redirects, but leaves the login behind when they lead to another host."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: http.client.HTTPMessage, newurl: str
    ) -> Request | None:
        try:
            _require_safe(newurl)
        except SourceFailed:
            fp.close()
            raise
        onward = super().redirect_request(req, fp, code, msg, headers, newurl)
        if onward is not None and _origin(newurl) != _origin(req.full_url):
            onward.remove_header("Authorization")
        return onward


def host_of(url: str) -> str:
    """The host that an address names, with its port, without a login."""
    return urlsplit(url).netloc.rpartition("@")[2]


def _origin(url: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port


def _require_safe(url: str) -> None:
    try:
        parts = urlsplit(url)
        safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
    except ValueError:
        raise SourceFailed(f"{url!r} is not an address") from None
    if not safe:
        raise SourceFailed(f"it leads to {url!r}, and only https addresses are used")


def _unreachable(url: str, reason: object, timeout: float) -> Unreachable:
    parts = urlsplit(url)
    proxy = _proxy(parts.scheme, parts.netloc)
    through = f" through the proxy {proxy}" if proxy else ""
    match reason:
        case socket.gaierror():
            why = "the proxy's name is not known" if proxy else "its name is not known"
        case TimeoutError():
            why = f"no answer within {timeout:g} seconds"
        case ConnectionRefusedError():
            why = "connection refused"
        case OSError() if "407" in str(reason):
            why = "it wants a login, HTTP 407: put name and password into https_proxy"
        case ssl.SSLError():
            why = f"no secure connection: {reason.reason or reason}"
        case _:
            why = str(reason)
    return Unreachable(host_of(url), why, through)


def _proxy(scheme: str, netloc: str) -> str:
    """Host and port of the proxy in use, without its login; empty when there is none."""
    address = getproxies().get(scheme, "")
    if not address or proxy_bypass(netloc):
        return ""
    try:
        parts = urlsplit(address if "://" in address else f"//{address}")
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return "that is set"
    return f"{parts.hostname}{port}"
