"""One request to one address: only over https, never carrying a secret to another host, failures in words."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import closing, contextmanager
from functools import cache
from threading import Thread
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from pipeline.models.source_errors import SourceError, UnreachableError

if TYPE_CHECKING:
    import httpx2

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
_Result = TypeVar("_Result")


class ConnectionDroppedError(Exception):
    """The connection broke in a way that another attempt may mend. Says how."""


@contextmanager
def connect(url: str, headers: Mapping[str, str], timeout: float) -> Iterator[httpx2.Response]:
    """The answer of `url`, asked through the system's proxy if one is set; its body is still to be read.

    `timeout` is in seconds, for the answer and for every wait for more bytes. The answer's status is below
    300. Raises SourceError, with the status if there is one, UnreachableError where there is no answer at
    all, or ConnectionDroppedError, which also comes out of the block when the body breaks off.
    """
    import httpx2

    try:
        with _client(timeout) as client:
            request = client.build_request("GET", url, headers=headers)
            # The client's limit holds for one address at a time, and for looking up a name there is none.
            answer = in_time(lambda: client.send(request, stream=True), _LEEWAY * timeout)
            with closing(answer):
                _require_success(answer)
                yield answer
    except (httpx2.ConnectTimeout, TimeoutError):
        raise _unreachable(url, f"no answer within {timeout:g} seconds") from None
    except httpx2.ConnectError as error:
        raise _unconnected(url, _root(error)) from None
    except httpx2.ProxyError as error:
        login = "it wants a login, HTTP 407: put name and password into https_proxy"
        raise _unreachable(url, login if "407" in str(error) else str(error)) from None
    except httpx2.TimeoutException:
        raise ConnectionDroppedError("no more bytes came") from None
    except (httpx2.NetworkError, httpx2.RemoteProtocolError):
        raise ConnectionDroppedError("the other side hung up") from None
    except (httpx2.HTTPError, httpx2.InvalidURL, UnicodeError) as error:
        raise SourceError(f"the request cannot be sent ({error})") from None


def in_time(call: Callable[[], _Result], seconds: float) -> _Result:
    """What `call` returns or raises, TimeoutError when that takes longer; it is then left to itself."""
    future: Future[_Result] = Future()

    def run() -> None:
        try:
            future.set_result(call())
        except Exception as error:  # noqa: BLE001  # carried over to the thread that waits
            future.set_exception(error)

    Thread(target=run, daemon=True).start()
    return future.result(seconds)


def host_of(url: str) -> str:
    """The host that an address names, with its port, without a login."""
    return urlsplit(url).netloc.rpartition("@")[2]


def _client(timeout: float) -> httpx2.Client:
    """Follows redirects, and takes the login off where they lead to another host."""
    import httpx2

    try:
        return httpx2.Client(
            headers={"User-Agent": "broadcast-pipeline", "Accept-Encoding": "identity"},
            timeout=timeout,
            verify=_trusted(),
            follow_redirects=True,
            event_hooks={"request": [lambda request: _require_safe(str(request.url))]},
        )
    except ImportError:
        raise SourceError(
            "a SOCKS proxy is set, which needs one more package",
            hint="Run `pip install socksio`; or unset all_proxy where https_proxy names another proxy.",
        ) from None
    except ValueError as error:
        raise SourceError(f"the proxy that is set cannot be used ({error})") from None


@cache
def _trusted() -> ssl.SSLContext:
    """The system's certificates. Reading them takes longer than many a request."""
    import httpx2

    return httpx2.create_ssl_context()


def _require_success(answer: httpx2.Response) -> None:
    status = answer.status_code
    if status in _WORTH_ANOTHER_TRY:
        raise ConnectionDroppedError(f"the server answers HTTP {status}")
    if not answer.is_success:
        words = _STATUS.get(status, "refused")
        code = answer.headers.get("X-Error-Code", "")
        raise SourceError(f"{words} (HTTP {status})", status=status, code=code)


def _require_safe(url: str) -> None:
    try:
        parts = urlsplit(url)
        safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
    except ValueError:
        raise SourceError(f"{url!r} is not an address") from None
    if not safe:
        raise SourceError(f"it leads to {url!r}, and only https addresses are used")


def _root(error: BaseException) -> BaseException:
    """What the system said, below what libraries made of it."""
    while error.__context__ is not None:
        error = error.__context__
    return error


def _unconnected(url: str, reason: BaseException) -> UnreachableError | ConnectionDroppedError:
    match reason:
        case ConnectionResetError() | BrokenPipeError():
            return ConnectionDroppedError("connection reset")
        case socket.gaierror():
            why = "the proxy's name is not known" if _proxy(url) else "its name is not known"
        case ConnectionRefusedError():
            why = "connection refused"
        case ssl.SSLError():
            why = f"no secure connection: {reason.reason or reason}"
        case _:
            why = str(reason)
    return _unreachable(url, why)


def _unreachable(url: str, why: str) -> UnreachableError:
    proxy = _proxy(url)
    return UnreachableError(host_of(url), why, f" through the proxy {proxy}" if proxy else "")


def _proxy(url: str) -> str:
    """Host and port of the proxy in use, without its login; empty when there is none."""
    parts = urlsplit(url)
    proxies = getproxies()
    address = proxies.get(parts.scheme) or proxies.get("all", "")
    if not address or proxy_bypass(parts.netloc):
        return ""
    return host_of(address if "://" in address else f"//{address}")
