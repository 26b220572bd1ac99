"""Who is answered: the page of this run, and nobody else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from starlette.types import Receive, Scope, Send

from pipeline.review.serve import Serving
from tests.support.corrected import FERRY
from tests.support.review import Client, reviewed
from tests.support.steps import raw_step


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    path = tmp_path_factory.mktemp("guard") / "ferry.json"
    FERRY.save(path)
    with reviewed(path) as client:
        yield client


def _steps(page: Client) -> dict[str, object]:
    version = page.get("transcript").data["version"]
    return {"base": version, "by": "R. Ito", "steps": [raw_step({"do": "title", "text": "Ferries"})]}


@pytest.mark.parametrize("secret", ["", "x", "wrong-secret", "../", "%2e%2e/", "%C3%BC", "%FF"])
def test_without_the_secret_nothing_is_told(page: Client, secret: str) -> None:
    reply = page.ask("GET", f"/{secret}/transcript", {})
    assert reply.status == 404
    assert b"belongs to an earlier run" in reply.body
    assert b"Ferry" not in reply.body


def test_the_secret_alone_without_a_slash_is_not_enough(page: Client) -> None:
    assert page.ask("GET", f"/{page.address.secret}", {}).status == 404


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "localhost:1", "0.0.0.0:{port}"])
def test_a_name_that_somebody_else_points_at_this_machine_is_refused(page: Client, host: str) -> None:
    told = {"Host": host.format(port=page.address.port)}
    assert page.get("transcript", told).status == 403
    assert page.get("transcript", {"Host": f"localhost:{page.address.port}"}).status == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Content-Type": "text/plain"},
        {"Content-Type": "multipart/form-data; boundary=x"},
    ],
    ids=str,
)
def test_another_page_cannot_correct_anything(page: Client, headers: Mapping[str, str]) -> None:
    assert page.post(_steps(page), headers).status == 403
    assert page.get("transcript").data["title"] is None


def test_a_request_without_an_origin_cannot_correct_anything(page: Client) -> None:
    path = f"/{page.address.secret}/edits"
    assert page.ask("POST", path, {"Content-Type": "application/json"}, b"{}").status == 403


def test_a_request_that_is_larger_than_any_correction_is_refused_before_it_is_read(page: Client) -> None:
    assert page.post(b"{}", {"Content-Length": "99999999999"}).status == 403


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH"])
def test_other_methods_are_refused(page: Client, method: str) -> None:
    origin = {"Origin": f"http://127.0.0.1:{page.address.port}", "Content-Type": "application/json"}
    reply = page.ask(method, f"/{page.address.secret}/transcript", origin | {"Content-Length": "0"})
    assert reply.status == 405
    assert "Access-Control-Allow-Origin" not in reply.headers


@pytest.mark.parametrize(
    "path", ["", "transcript", "media", "assets/main.js", "nothing", "assets/../guard.py"]
)
def test_every_answer_says_what_a_browser_may_do_with_it(page: Client, path: str) -> None:
    headers = {name.lower(): value for name, value in page.get(path).headers.items()}
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"
    assert "access-control-allow-origin" not in headers
    assert "server" not in headers


@pytest.mark.parametrize(
    "path", ["assets/..%2fguard.py", "assets/guard.py", "render/..%2f..%2fetc", "../transcript", "p/x/media"]
)
def test_nothing_else_of_this_machine_is_served(page: Client, path: str) -> None:
    assert page.get(path).status == 404


def test_a_secret_is_another_one_each_time_and_long(tmp_path: Path) -> None:
    FERRY.save(tmp_path / "a.json")
    with reviewed(tmp_path / "a.json") as one, reviewed(tmp_path / "a.json") as other:
        assert one.address.secret != other.address.secret
        assert len(one.address.secret) >= 43
        assert other.ask("GET", f"/{one.address.secret}/transcript", {}).status == 404


def test_the_port_is_the_usual_one_where_it_is_free_and_another_where_it_is_taken() -> None:
    first = Serving(_nobody)
    second = Serving(_nobody)
    try:
        assert first.address.port != second.address.port
    finally:
        for one in (first, second):
            one.close()


async def _nobody(scope: Scope, receive: Receive, send: Send) -> None:
    raise AssertionError("nobody asks")
