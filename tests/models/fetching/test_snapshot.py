"""Whole repositories from the hub: every file checked, none visible before all are there."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pipeline.errors import ModelError
from pipeline.models import ModelStore, Registry, State, pull
from pipeline.models.manifest import MANIFEST, Manifest
from pipeline.models.model import Model, snapshot_model
from tests.support.hub import (
    BORROWING,
    COMMIT,
    FILES,
    REPO,
    SINGLE,
    file_path,
    listing,
    listing_path,
    offer,
)
from tests.support.models import BRISK
from tests.support.server import FaultyServer, Page, closed_port

MODEL = snapshot_model(REPO)
WEIGHTS = "segmentation/pytorch_model.bin"


@pytest.fixture(autouse=True)
def hub(server: FaultyServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server plays the hub."""
    monkeypatch.setenv("HF_ENDPOINT", server.url)
    offer(server)


def paths(server: FaultyServer) -> list[str]:
    """What was asked for, in order."""
    return [asked.path for asked in server.asked]


def refusal(store: ModelStore, model: Model = MODEL, asked: str = "") -> str:
    """What the user is told when the pull fails; the model counts as not installed."""
    with pytest.raises(ModelError) as raised:
        pull([model], store, patience=BRISK, asked=asked)
    assert store.state(model) is State.MISSING
    assert raised.value.exit_code == 5
    assert "\n" not in str(raised.value)
    return str(raised.value)


def test_a_pipeline_comes_whole_at_one_commit_with_a_list_of_its_files(
    store: ModelStore, server: FaultyServer
) -> None:
    pull([MODEL], store)
    folder = store.root / "nobody--diarization"
    assert {name: path.read_bytes() for name, path in store.files(MODEL).items()} == FILES
    assert store.state(MODEL) is State.INSTALLED
    manifest = Manifest.read(folder)
    assert manifest is not None
    assert (manifest.repo, manifest.commit) == (REPO, COMMIT)
    assert paths(server)[0] == listing_path(REPO)
    assert set(paths(server)[1:]) == {file_path(REPO, name) for name in FILES}


def test_what_a_pipeline_does_not_need_is_not_fetched(store: ModelStore, server: FaultyServer) -> None:
    offer(server, files={**FILES, "README.md": b"words", ".gitattributes": b"x", "picture.png": b"png"})
    pull([MODEL], store)
    assert set(store.files(MODEL)) == set(FILES)


def test_what_is_installed_is_not_asked_for_again(store: ModelStore, server: FaultyServer) -> None:
    pull([MODEL], store)
    asked = len(server.asked)
    pull([MODEL, MODEL.at("main"), MODEL.at(COMMIT[:10])], store)
    assert len(server.asked) == asked


def test_another_commit_is_fetched_when_it_is_asked_for(store: ModelStore, server: FaultyServer) -> None:
    pull([MODEL], store)
    later = {**FILES, WEIGHTS: b"better weights"}
    commit = "beef" * 10
    offer(server, files=later, commit=commit)
    server.serve(listing_path(REPO, "v2"), Page(json.dumps(listing(later, commit)).encode()))
    before = len(server.asked)
    pull([MODEL.at("v2")], store)
    assert paths(server)[before:] == [listing_path(REPO, "v2"), file_path(REPO, WEIGHTS, commit)]
    assert store.files(MODEL)[WEIGHTS].read_bytes() == b"better weights"


def test_a_branch_with_a_slash_is_one_word_of_the_address(store: ModelStore, server: FaultyServer) -> None:
    server.serve(listing_path(REPO, "refs%2Fpr%2F1"), Page(json.dumps(listing()).encode()))
    pull([MODEL.at("refs/pr/1")], store)
    assert store.state(MODEL) is State.INSTALLED


def test_a_download_that_was_cut_goes_on_where_it_stopped(store: ModelStore, server: FaultyServer) -> None:
    whole = FILES[WEIGHTS]
    server.serve(file_path(REPO, WEIGHTS), Page(whole, cut=50_000), Page(status=404))
    assert "not found (HTTP 404)" in refusal(store)
    assert not (store.root / "nobody--diarization" / MANIFEST).exists()
    server.serve(file_path(REPO, WEIGHTS), Page(whole))
    before = len(server.asked)
    pull([MODEL], store)
    again = server.asked[before:]
    assert [asked.path for asked in again][:2] == [listing_path(REPO), file_path(REPO, WEIGHTS)]
    assert again[1].headers["Range"] == "bytes=50000-"
    fetched_before = {file_path(REPO, name) for name in ("config.yaml", "LICENSE")}
    assert fetched_before.isdisjoint(asked.path for asked in again)


def test_a_damaged_file_is_replaced_and_the_others_left_alone(
    store: ModelStore, server: FaultyServer
) -> None:
    pull([MODEL], store)
    (store.folder(MODEL) / "config.yaml").write_bytes(b"x")
    assert store.state(MODEL) is State.DAMAGED
    before = len(server.asked)
    pull([MODEL], store)
    assert paths(server)[before:] == [listing_path(REPO), file_path(REPO, "config.yaml")]
    assert store.state(MODEL) is State.INSTALLED


@pytest.mark.parametrize("name", [WEIGHTS, "config.yaml"])
def test_a_file_with_another_checksum_is_refused(store: ModelStore, server: FaultyServer, name: str) -> None:
    server.serve(file_path(REPO, name), Page(b"?" * len(FILES[name])))
    assert f"wrong checksum for {name} (expected " in refusal(store)


@pytest.mark.parametrize("name", [WEIGHTS, "config.yaml"])
def test_a_file_longer_than_the_hub_said_is_refused(
    store: ModelStore, server: FaultyServer, name: str
) -> None:
    server.serve(file_path(REPO, name), Page(FILES[name] + b"more", length=False))
    assert "longer than the" in refusal(store)


def test_a_pipeline_made_of_other_repositories_brings_them_along(
    store: ModelStore, server: FaultyServer
) -> None:
    offer(server, files={"config.yaml": BORROWING.encode()})
    offer(server, "nobody/segmentation", SINGLE)
    offer(server, "nobody/embedding", SINGLE)
    pull([MODEL], store)
    assert [model.name for model in store.snapshots()] == [
        "nobody/diarization", "nobody/embedding", "nobody/segmentation",
    ]  # fmt: skip
    assert store.state(MODEL) is State.INSTALLED
    (store.root / "nobody--embedding" / "pytorch_model.bin").unlink()
    assert store.state(MODEL) is State.INCOMPLETE
    pull([MODEL], store)
    assert store.state(MODEL) is State.INSTALLED


def test_conditions_of_a_part_are_explained_with_its_own_page_and_the_command_that_was_typed(
    store: ModelStore, server: FaultyServer
) -> None:
    offer(server, files={"config.yaml": BORROWING.encode()})
    offer(server, "nobody/embedding", SINGLE)
    offer(server, "nobody/segmentation", SINGLE)
    server.serve(file_path("nobody/segmentation", "config.yaml"), Page(status=401, code="GatedRepo"))
    with pytest.raises(ModelError) as raised:
        pull([MODEL], store, patience=BRISK, asked="studio")
    message = str(raised.value)
    assert "Accept the conditions once at https://huggingface.co/nobody/segmentation." in message
    assert "`pipeline models pull studio`" in message
    assert store.state(MODEL) is State.INCOMPLETE


@pytest.mark.parametrize("status", [401, 403])
def test_a_gated_pipeline_is_explained(store: ModelStore, server: FaultyServer, status: int) -> None:
    server.serve(listing_path(REPO), Page(status=status, code="GatedRepo"))
    message = refusal(store, asked=REPO)
    for words in (
        f"given only to people who have accepted its conditions (HTTP {status})",
        "https://huggingface.co/nobody/diarization",
        "HF_TOKEN, HUGGING_FACE_HUB_TOKEN and ",
        "`pipeline models pull nobody/diarization`",
        "`pipeline models import FOLDER`",
        "`--diarizer pyannote:FOLDER`",
    ):
        assert words in message


@pytest.mark.parametrize("page", [Page(status=404), Page(status=401), Page(status=401, code="RepoNotFound")])
def test_a_name_that_the_hub_does_not_know_is_said_to_be_wrong(
    store: ModelStore, server: FaultyServer, page: Page
) -> None:
    server.serve(listing_path(REPO), page)
    message = refusal(store)
    assert (
        f"it shows no nobody/diarization to this machine (HTTP {page.status}): the name is misspelt"
        in message
    )
    assert "Names look like pyannote/" in message


def test_a_revision_that_is_not_there_is_said_to_be_wrong(store: ModelStore, server: FaultyServer) -> None:
    server.serve(listing_path(REPO, "v9"), Page(status=404, code="RevisionNotFound"))
    assert "nobody/diarization has no branch, tag or commit v9" in refusal(store, MODEL.at("v9"))


def test_a_repository_that_nothing_can_use_is_not_fetched(store: ModelStore, server: FaultyServer) -> None:
    offer(server, files={"model.safetensors": b"huge"})
    message = refusal(store)
    assert (
        "nobody/diarization has neither of config.yaml and model.bin, so nothing here can use it" in message
    )
    assert paths(server) == [listing_path(REPO)]


def test_a_converted_whisper_model_is_fetched_too(store: ModelStore, server: FaultyServer) -> None:
    files = {"model.bin": b"weights", "config.json": b"{}", "tokenizer.json": b"{}", "vocabulary.txt": b"a"}
    offer(server, files=files)
    pull([MODEL], store)
    assert set(store.files(MODEL)) == set(files)


@pytest.mark.parametrize(
    "body",
    [
        b"[]",
        b"{}",
        b'{"sha": "main", "siblings": []}',
        json.dumps({"sha": COMMIT}).encode(),
        json.dumps({"sha": COMMIT, "siblings": [{"rfilename": "config.yaml"}]}).encode(),
    ],
)
def test_a_list_of_files_that_is_none_is_refused(
    store: ModelStore, server: FaultyServer, body: bytes
) -> None:
    server.serve(listing_path(REPO), Page(body))
    assert "its list of files cannot be understood (" in refusal(store)


def test_a_login_page_in_the_hubs_place_is_recognised(store: ModelStore, server: FaultyServer) -> None:
    server.serve(listing_path(REPO), Page(b"<html>Please log in</html>"))
    message = refusal(store)
    assert "something else answered in its place" in message
    assert "login page of this network" in message


@pytest.mark.parametrize("name", ["../../../evil.bin", "/etc/evil.bin", ".hidden/x.bin", "a\\b.bin"])
def test_a_file_name_that_leads_elsewhere_is_refused(
    store: ModelStore, server: FaultyServer, name: str
) -> None:
    answer: dict[str, Any] = listing()
    answer["siblings"][2]["rfilename"] = name
    server.serve(listing_path(REPO), Page(json.dumps(answer).encode()))
    assert "is not a plain relative path" in refusal(store)


def test_a_hub_that_is_silent_is_given_up_on(store: ModelStore, server: FaultyServer) -> None:
    server.serve(listing_path(REPO), Page(stall=True))
    message = refusal(store)
    assert "the connection keeps breaking (no more bytes came)" in message
    assert "`pipeline models import PATH`" in message


def test_a_hub_that_hangs_up_is_asked_again(store: ModelStore, server: FaultyServer) -> None:
    whole = Page(json.dumps(listing()).encode())
    server.serve(listing_path(REPO), Page(whole.body, cut=20), Page(status=503), whole)
    pull([MODEL], store, patience=BRISK)
    assert store.state(MODEL) is State.INSTALLED


def test_a_hub_that_cannot_be_reached_is_named(store: ModelStore, monkeypatch: pytest.MonkeyPatch) -> None:
    port = closed_port()
    monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{port}")
    assert f"the Hugging Face hub: 127.0.0.1:{port} cannot be reached (connection refused)" in refusal(store)


def test_a_proxy_that_wants_a_login_is_told_from_a_gated_model(
    store: ModelStore, server: FaultyServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "https://hub.example")
    monkeypatch.setenv("https_proxy", server.url)
    message = refusal(store)
    assert f"hub.example cannot be reached through the proxy 127.0.0.1:{server.port}" in message
    assert "it wants a login, HTTP 407" in message


def test_offline_the_hub_is_not_asked(store: ModelStore, server: FaultyServer) -> None:
    with pytest.raises(ModelError, match="nothing is downloaded offline"):
        pull([MODEL], store, offline=True)
    assert server.asked == []


def test_a_pipeline_that_was_imported_from_a_folder_is_not_looked_for_on_the_hub(
    store: ModelStore, server: FaultyServer
) -> None:
    message = refusal(store, snapshot_model("local/ours"))
    assert "local/ours was imported from a folder" in message
    assert "`pipeline models import FOLDER`" in message
    assert server.asked == []


def test_the_registered_pipelines_are_snapshots_of_the_hub(store: ModelStore, server: FaultyServer) -> None:
    community = Registry.load().model("pyannote/speaker-diarization-community-1")
    assert community.name == "pyannote-community-1"
    assert community in Registry.load().select(["studio"])
    offer(server, "pyannote/speaker-diarization-community-1")
    pull([community], store)
    assert (store.root / "pyannote--speaker-diarization-community-1" / MANIFEST).is_file()
    assert [model.folder for model in store.snapshots()] == [community.folder]
