"""Requests that are refused or never get through: said in words, and never sent where they should not go."""

from __future__ import annotations

import socket
import sys
import threading

import pytest

from pipeline.models import ModelStore
from tests.support.models import at, made_up, refusal
from tests.support.server import FaultyServer, Page, closed_port

PATH = "/weights.bin"


@pytest.mark.parametrize(
    ("status", "words"),
    [(401, "a login is needed (HTTP 401)"), (403, "refused (HTTP 403)"), (404, "not found (HTTP 404)")],
)
def test_a_refusal_is_said_in_words_and_not_repeated(
    store: ModelStore, server: FaultyServer, status: int, words: str
) -> None:
    assert words in refusal(made_up(at(server.serve(PATH, Page(status=status)))), store)
    assert len(server.asked) == 1


def test_a_host_that_does_not_listen_is_named_at_once(store: ModelStore) -> None:
    port = closed_port()
    message = refusal(made_up(at(f"http://127.0.0.1:{port}{PATH}")), store)
    assert f"127.0.0.1:{port} cannot be reached (connection refused)" in message
    assert "`pipeline models import PATH`" in message


def test_a_proxy_that_does_not_listen_is_named_without_its_password(
    store: ModelStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = closed_port()
    monkeypatch.setenv("https_proxy", f"http://user:secret@127.0.0.1:{port}")
    message = refusal(made_up(at("https://weights.example/w.bin")), store)
    assert f"weights.example cannot be reached through the proxy 127.0.0.1:{port}" in message
    assert "secret" not in message


def test_a_proxy_that_refuses_is_told_from_a_server_that_refuses(
    store: ModelStore, server: FaultyServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("https_proxy", server.url)
    message = refusal(made_up(at("https://weights.example/w.bin")), store)
    assert f"through the proxy 127.0.0.1:{server.port}" in message
    assert "it wants a login, HTTP 407: put name and password into https_proxy" in message
    assert [asked.path for asked in server.asked] == ["weights.example:443"]


def test_a_socks_proxy_without_the_package_for_it_is_told(
    store: ModelStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "socksio", None)
    monkeypatch.setenv("all_proxy", "socks5://127.0.0.1:9")
    message = refusal(made_up(at("https://weights.example/w.bin")), store)
    assert "a SOCKS proxy is set, which needs one more package" in message
    assert "`pip install socksio`" in message


def test_a_proxy_of_no_known_kind_is_told(store: ModelStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "gopher://127.0.0.1:9")
    assert "the proxy that is set cannot be used" in refusal(made_up(at("https://weights.example/w")), store)


def test_redirects_in_a_circle_are_given_up(store: ModelStore, server: FaultyServer) -> None:
    model = made_up(at(server.serve(PATH, Page(status=302, location=PATH))))
    assert "Exceeded maximum allowed redirects" in refusal(model, store)


def test_plain_http_is_refused(store: ModelStore) -> None:
    assert "only https addresses are used" in refusal(made_up(at("http://weights.example/w.bin")), store)


@pytest.mark.parametrize("target", ["http://weights.example/w.bin", "file:///etc/hostname"])
def test_a_redirect_away_from_https_is_refused(store: ModelStore, server: FaultyServer, target: str) -> None:
    model = made_up(at(server.serve(PATH, Page(status=302, location=target))))
    assert "only https addresses are used" in refusal(model, store)
    assert len(server.asked) == 1


@pytest.mark.parametrize("slow", ["getaddrinfo", "create_connection"])
def test_a_name_service_or_a_line_that_never_answers_is_waited_for_no_longer_than_allowed(
    store: ModelStore, monkeypatch: pytest.MonkeyPatch, slow: str
) -> None:
    """For looking up a name the system knows no limit."""
    enough = threading.Event()

    def hang(*_: object, **__: object) -> None:
        enough.wait(10)
        raise OSError("too late")

    monkeypatch.setattr(socket, slow, hang)
    try:
        message = refusal(made_up(at("https://weights.example/w.bin")), store)
    finally:
        enough.set()
    assert "weights.example cannot be reached (no answer within 0.3 seconds)" in message
