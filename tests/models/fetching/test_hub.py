"""The Hugging Face hub: the token, who gets to see it, and conditions not yet accepted."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import ModelError
from pipeline.models import ModelStore, State, pull
from pipeline.models.sources import HubSource
from tests.support.models import BRISK, WEIGHTS, made_up
from tests.support.server import FaultyServer, Page

PATH = "/nobody/toy/resolve/v1/sub/pytorch_model.bin"
MODEL = made_up(HubSource("nobody/toy", "v1", {"weights.bin": "sub/pytorch_model.bin"}))


@pytest.fixture(autouse=True)
def hub(server: FaultyServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server plays the hub."""
    monkeypatch.setenv("HF_ENDPOINT", server.url)
    server.serve(PATH, Page(WEIGHTS))


def tokens(server: FaultyServer) -> list[str | None]:
    """The Authorization header of every request."""
    return [asked.headers.get("Authorization") for asked in server.asked]


def test_a_file_is_asked_for_under_its_repository_and_revision(
    store: ModelStore, server: FaultyServer
) -> None:
    pull([MODEL], store)
    assert store.state(MODEL) is State.INSTALLED
    assert [asked.path for asked in server.asked] == [PATH]
    assert tokens(server) == [None]


@pytest.mark.parametrize("variable", ["HF_TOKEN", "HUGGING_FACE_HUB_TOKEN"])
def test_the_token_comes_from_the_environment(
    store: ModelStore, server: FaultyServer, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, "hf_secret\n")
    pull([MODEL], store)
    assert tokens(server) == ["Bearer hf_secret"]


def test_the_token_comes_from_the_hubs_own_file(
    store: ModelStore, server: FaultyServer, tmp_path: Path
) -> None:
    (tmp_path / "hub-home").mkdir()
    (tmp_path / "hub-home" / "token").write_text("hf_kept\n")
    pull([MODEL], store)
    assert tokens(server) == ["Bearer hf_kept"]


def test_a_token_that_cannot_be_one_is_not_sent(
    store: ModelStore, server: FaultyServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", "two words")
    pull([MODEL], store)
    assert tokens(server) == [None]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_another_host_never_sees_the_token(
    store: ModelStore,
    server: FaultyServer,
    other_server: FaultyServer,
    monkeypatch: pytest.MonkeyPatch,
    host: str,
) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    other_server.serve("/blob", Page(WEIGHTS))
    server.serve(PATH, Page(status=302, location=f"http://{host}:{other_server.port}/blob"))
    pull([MODEL], store)
    assert store.state(MODEL) is State.INSTALLED
    assert tokens(server) == ["Bearer hf_secret"]
    assert tokens(other_server) == [None]


def test_a_way_back_to_the_hub_does_not_bring_the_token_back(
    store: ModelStore, server: FaultyServer, other_server: FaultyServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    server.serve(PATH, Page(status=302, location=f"{other_server.url}/hop"))
    other_server.serve("/hop", Page(status=302, location=server.serve("/blob", Page(WEIGHTS))))
    pull([MODEL], store)
    assert tokens(server) == ["Bearer hf_secret", None]


def test_the_token_goes_along_within_the_hub(
    store: ModelStore, server: FaultyServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    server.serve("/moved", Page(WEIGHTS))
    server.serve(PATH, Page(status=307, location="/moved"))
    pull([MODEL], store)
    assert tokens(server) == ["Bearer hf_secret"] * 2


@pytest.mark.parametrize("status", [401, 403])
def test_conditions_not_accepted_are_explained_with_page_command_and_way_round(
    store: ModelStore, server: FaultyServer, status: int
) -> None:
    server.serve(PATH, Page(status=status))
    with pytest.raises(ModelError) as raised:
        pull([MODEL], store, patience=BRISK)
    message = str(raised.value)
    assert f"nobody/toy is given only to people who have accepted its conditions (HTTP {status})" in message
    assert "Accept the conditions once at https://huggingface.co/nobody/toy." in message
    assert "set HF_TOKEN to it (none was found in HF_TOKEN, HUGGING_FACE_HUB_TOKEN and " in message
    assert "`pipeline models pull toy`" in message
    assert "`pipeline models import FOLDER`" in message
    assert "`--diarizer pyannote:FOLDER`" in message


def test_a_refused_token_is_not_asked_for_but_questioned(
    store: ModelStore, server: FaultyServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    server.serve(PATH, Page(status=403))
    with pytest.raises(ModelError, match=r"your access token \(from HF_TOKEN\) belongs") as raised:
        pull([MODEL], store, patience=BRISK)
    assert "hf_secret" not in str(raised.value)


def test_a_mirror_that_is_not_an_https_address_is_refused(
    store: ModelStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "mirror.example")
    with pytest.raises(ModelError, match="only https addresses are used"):
        pull([MODEL], store)
