"""Pulling: one source after the other, nothing twice, and one clear word when nothing helps."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from pipeline.errors import ModelError, OutputError
from pipeline.models import Model, ModelStore, State, pull
from pipeline.models.source import UrlSource, WheelSource

from .made_up import BRISK, WEIGHTS, at, made_up
from .server import FaultyServer, Page, closed_port

GOOD = Page(WEIGHTS)


class Notes:
    """Writes down what a pull tells."""

    def __init__(self) -> None:
        self.waits: list[str] = []
        self.bytes: list[tuple[str, int, int | None]] = []
        self.ends: list[tuple[str, int]] = []

    def waiting(self, model: str) -> None:
        """Keep it."""
        self.waits.append(model)

    def receiving(self, model: str, file: str, received: int, size: int | None) -> None:
        """Keep it."""
        self.bytes.append((file, received, size))

    def finished(self, model: str, files: int) -> None:
        """Keep it."""
        self.ends.append((model, files))


@pytest.mark.parametrize("first", [Page(bytes(300_000)), Page(status=404), Page(b"short")])
def test_the_next_source_is_tried_when_the_first_has_it_not(
    store: ModelStore, server: FaultyServer, first: Page
) -> None:
    model = made_up(at(server.serve("/first", first)), at(server.serve("/second", GOOD)))
    pull([model], store, patience=BRISK)
    assert store.state(model) is State.INSTALLED


def test_a_broken_first_source_does_not_spoil_the_second(store: ModelStore, server: FaultyServer) -> None:
    broken = Page(bytes(300_000), cut=1000)
    model = made_up(at(server.serve("/first", broken)), at(server.serve("/second", GOOD)))
    pull([model], store, patience=BRISK)
    assert store.state(model) is State.INSTALLED


def test_sources_may_each_have_only_some_of_the_files(store: ModelStore, server: FaultyServer) -> None:
    content = {"a.bin": b"aaa", "sub/b.bin": b"bbb"}
    one = UrlSource({"a.bin": server.serve("/a", Page(b"aaa"))})
    two = UrlSource({"a.bin": f"{server.url}/gone", "sub/b.bin": server.serve("/b", Page(b"bbb"))})
    model = made_up(one, two, content=content)
    pull([model], store, patience=BRISK)
    assert store.state(model) is State.INSTALLED
    assert [asked.path for asked in server.asked] == ["/a", "/b"]


def test_what_a_failing_source_did_deliver_is_kept(store: ModelStore, server: FaultyServer) -> None:
    one = UrlSource({"a.bin": server.serve("/a1", Page(b"aaa")), "b.bin": f"{server.url}/gone"})
    two = UrlSource({"a.bin": server.serve("/a2", Page(b"aaa")), "b.bin": server.serve("/b2", Page(b"bbb"))})
    model = made_up(one, two, content={"a.bin": b"aaa", "b.bin": b"bbb"})
    pull([model], store, patience=BRISK)
    assert store.state(model) is State.INSTALLED
    assert [asked.path for asked in server.asked] == ["/a1", "/gone", "/b2"]


def test_when_all_sources_fail_each_is_named_with_its_reason(store: ModelStore, server: FaultyServer) -> None:
    model = made_up(
        WheelSource("toy-package", "1.0", {"weights.bin": "toy/weights.bin"}),
        at(server.serve("/gone", Page(status=404))),
        at(server.serve("/wrong", Page(bytes(300_000)))),
        at(f"https://127.0.0.1:{closed_port()}/w.bin"),
    )
    with pytest.raises(ModelError) as raised:
        pull([model], store, patience=BRISK)
    message = raised.value.message
    assert message.startswith("Could not get the model toy: ")
    for reason in (
        "the package toy-package 1.0: not found in the package index",
        f"127.0.0.1:{server.port}: not found (HTTP 404)",
        f"127.0.0.1:{server.port}: wrong checksum for weights.bin",
        " cannot be reached (connection refused)",
    ):
        assert reason in message
    assert raised.value.exit_code == 5


def test_what_is_there_is_not_fetched_again(store: ModelStore, server: FaultyServer) -> None:
    model, notes = made_up(at(server.serve("/w", GOOD))), Notes()
    pull([model], store)
    pull([model], store, progress=notes)
    assert len(server.asked) == 1
    assert notes.ends == [("toy", 0)]


def test_a_damaged_file_is_replaced_and_its_intact_neighbour_left_alone(
    store: ModelStore, server: FaultyServer
) -> None:
    urls = {"a.bin": server.serve("/a", Page(b"aaa")), "b.bin": server.serve("/b", Page(b"bbb"))}
    model = made_up(UrlSource(urls), content={"a.bin": b"aaa", "b.bin": b"bbb"})
    pull([model], store)
    (store.folder(model) / "b.bin").write_bytes(b"BBB")
    pull([model], store)
    assert store.state(model) is State.INSTALLED
    assert [asked.path for asked in server.asked] == ["/a", "/b", "/b"]


def test_one_model_that_fails_does_not_keep_the_others_away(store: ModelStore, server: FaultyServer) -> None:
    bad = made_up(at(f"{server.url}/gone"), name="bad")
    worse = made_up(at(f"{server.url}/gone"), name="worse")
    good = made_up(at(server.serve("/w", GOOD)))
    with pytest.raises(ModelError, match=r"the model bad: .* the model worse: "):
        pull([bad, good, worse], store, patience=BRISK)
    assert store.state(good) is State.INSTALLED


def test_offline_no_address_is_asked(store: ModelStore, server: FaultyServer) -> None:
    with pytest.raises(ModelError, match="nothing is downloaded offline"):
        pull([made_up(at(server.serve("/w", GOOD)))], store, offline=True)
    assert server.asked == []


def test_bytes_are_reported_from_nothing_to_all(store: ModelStore, server: FaultyServer) -> None:
    notes = Notes()
    pull([made_up(at(server.serve("/w", GOOD)))], store, progress=notes)
    assert notes.bytes[0] == ("weights.bin", 0, 300_000)
    assert notes.bytes[-1] == ("weights.bin", 300_000, 300_000)
    assert notes.ends == [("toy", 1)]


def test_of_two_pulls_at_once_one_fetches_and_the_other_waits(
    store: ModelStore, server: FaultyServer
) -> None:
    model = made_up(at(server.serve("/w", GOOD)))
    notes = [Notes(), Notes()]
    threads = [threading.Thread(target=pull, args=([model], store), kwargs={"progress": n}) for n in notes]
    with store.opened(model):  # so that both find the folder taken
        for thread in threads:
            thread.start()
        while not all(note.waits for note in notes):
            time.sleep(0.01)
    for thread in threads:
        thread.join()
    assert store.state(model) is State.INSTALLED
    assert len(server.asked) == 1
    assert sorted(count for note in notes for _, count in note.ends) == [0, 1]


def test_a_store_below_a_file_cannot_be_written(tmp_path: Path, server: FaultyServer) -> None:
    (tmp_path / "file").write_bytes(b"")
    model = made_up(at(server.serve("/w", GOOD)))
    with pytest.raises(OutputError):
        pull([model], ModelStore(tmp_path / "file" / "store"))
    assert server.asked == []


def test_a_complete_store_need_not_be_writable(
    store: ModelStore, server: FaultyServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = made_up(at(server.serve("/w", GOOD)))
    pull([model], store)

    def refuse(*_: object) -> None:
        raise AssertionError("the folder must not be opened for writing")

    monkeypatch.setattr(ModelStore, "opened", refuse)
    pull([model], store)


def test_files_can_be_read_by_everyone_the_users_settings_allow(
    store: ModelStore, server: FaultyServer, tmp_path: Path
) -> None:
    model: Model = made_up(at(server.serve("/w", GOOD)))
    pull([model], store)
    plain = tmp_path / "plain"
    plain.touch()
    assert store.files(model)["weights.bin"].stat().st_mode == plain.stat().st_mode
