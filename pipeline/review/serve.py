"""The server: on this machine only, on a port and with a secret of its own, until it is stopped."""

from __future__ import annotations

import secrets
import socket
from dataclasses import dataclass

import uvicorn
from starlette.types import ASGIApp

from pipeline.errors import OutputError
from pipeline.review.guard import Guard

_LOOPBACK = "127.0.0.1"
_USUAL = 47628
"""The port that is taken where nobody names one: a browser keeps what was not sent by the port's number, and
finds it again when the program runs again. Where it is taken, any that is free."""
_SECRET = 32
"""Bytes of the secret in the address."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a page is opened; whoever knows it may correct."""

    port: int
    secret: str

    def __str__(self) -> str:
        return f"http://{_LOOPBACK}:{self.port}/{self.secret}/"

    @property
    def hosts(self) -> frozenset[str]:
        """The names by which a browser may call it."""
        return frozenset({f"{_LOOPBACK}:{self.port}", f"localhost:{self.port}"})


class Serving:
    """Answers for `app` on `port`, by default the usual one, or any that is free where that is taken.

    Raises OutputError where the port that was named is taken.
    """

    def __init__(self, app: ASGIApp, port: int | None = None) -> None:
        self._listening = _usual() if port is None else _listening(port)
        self.address = Address(self._listening.getsockname()[1], secrets.token_urlsafe(_SECRET))
        self._server = uvicorn.Server(
            uvicorn.Config(
                Guard(app, self.address.secret, self.address.hosts),
                lifespan="off", access_log=False, log_config=None, server_header=False, date_header=False,
                ws="none", timeout_graceful_shutdown=2,
            )
        )  # fmt: skip

    def run(self) -> None:
        """Until the program is interrupted, or somebody stops it."""
        with self._listening:
            self._server.run(sockets=[self._listening])

    def close(self) -> None:
        """Give the port back where it was never run."""
        self._listening.close()

    def stop(self) -> None:
        """End it, from another thread."""
        self._server.should_exit = True


def _usual() -> socket.socket:
    try:
        return _listening(_USUAL)
    except OutputError:
        return _listening(0)


def _listening(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((_LOOPBACK, port))
        listening.listen()
    except (OSError, OverflowError) as error:
        listening.close()
        why = getattr(error, "strerror", None) or str(error)
        raise OutputError(
            f"Port {port} cannot be used: {why.lower()}.", hint="Leave --port out, and a free one is taken."
        ) from None
    return listening
