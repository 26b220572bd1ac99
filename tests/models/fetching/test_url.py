"""Downloads over a bad line."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import OutputError
from pipeline.models import Model, ModelStore, State, pull
from pipeline.models.fetching.context import RetryPolicy
from tests.support.models import BRISK, WEIGHTS, at, made_up, refusal
from tests.support.server import FaultyServer, Page

PATH = "/weights.bin"


def part_of(store: ModelStore, model: Model, content: bytes) -> Path:
    """Leave `content` behind as an earlier, interrupted pull would have."""
    with store.opened(model) as deposit:
        part = deposit.part(model.files[0])
        part.write_bytes(content)
    return part


@pytest.mark.parametrize("sized", [True, False])
@pytest.mark.parametrize("length", [True, False])
def test_a_file_is_fetched_whole(store: ModelStore, server: FaultyServer, sized: bool, length: bool) -> None:
    model = made_up(at(server.serve(PATH, Page(WEIGHTS, length=length))), sized=sized)
    pull([model], store)
    assert store.files(model)["weights.bin"].read_bytes() == WEIGHTS
    assert [path.name for path in store.folder(model).glob(".*.part")] == []


@pytest.mark.parametrize("length", [True, False])
def test_a_cut_connection_is_gone_on_with_where_it_broke(
    store: ModelStore, server: FaultyServer, length: bool
) -> None:
    pages = (Page(WEIGHTS, cut=100_000, length=length), Page(WEIGHTS, cut=50_000), Page(WEIGHTS))
    model = made_up(at(server.serve(PATH, *pages)), sized=False)
    pull([model], store, patience=BRISK)
    assert store.state(model) is State.INSTALLED
    assert server.ranges == [None, "bytes=100000-", "bytes=150000-"]


def test_the_next_pull_goes_on_where_the_last_one_gave_up(store: ModelStore, server: FaultyServer) -> None:
    cut = Page(WEIGHTS, cut=10_000)
    model = made_up(at(server.serve(PATH, cut, cut, cut, Page(WEIGHTS))))
    assert "the connection keeps breaking (the other side hung up)" in refusal(model, store)
    pull([model], store, patience=BRISK)
    assert store.state(model) is State.INSTALLED
    assert server.ranges[-1] == "bytes=30000-"


def test_a_server_that_ignores_the_range_starts_over(store: ModelStore, server: FaultyServer) -> None:
    pages = (Page(WEIGHTS, cut=100_000), Page(WEIGHTS, ranges=False))
    model = made_up(at(server.serve(PATH, *pages)))
    pull([model], store, patience=BRISK)
    assert store.state(model) is State.INSTALLED
    assert server.ranges == [None, "bytes=100000-"], "the whole answer is used, not asked for again"


def test_a_server_that_always_starts_over_and_breaks_is_not_asked_for_ever(
    store: ModelStore, server: FaultyServer
) -> None:
    content = bytes(3_000_000)
    url = server.serve(PATH, Page(content, cut=2_000_000, ranges=False))
    message = refusal(made_up(at(url), content={"weights.bin": content}), store)
    assert "keeps breaking" in message
    assert len(server.asked) < 8


def test_a_range_the_server_cannot_serve_starts_over(store: ModelStore, server: FaultyServer) -> None:
    model = made_up(at(server.serve(PATH, Page(status=416), Page(WEIGHTS))), sized=False)
    part_of(store, model, WEIGHTS)
    pull([model], store, patience=BRISK)
    assert store.state(model) is State.INSTALLED
    assert server.ranges == ["bytes=300000-", None]


def test_a_partial_answer_from_another_place_starts_over(store: ModelStore, server: FaultyServer) -> None:
    model = made_up(at(server.serve(PATH, Page(WEIGHTS, range_offset=5), Page(WEIGHTS))))
    part_of(store, model, WEIGHTS[:1000])
    pull([model], store, patience=BRISK)
    assert store.state(model) is State.INSTALLED
    assert server.ranges == ["bytes=1000-", None]


def test_spoilt_bytes_from_an_earlier_pull_are_thrown_away(store: ModelStore, server: FaultyServer) -> None:
    model = made_up(at(server.serve(PATH, Page(WEIGHTS))))
    part_of(store, model, b"spoilt")
    pull([model], store, patience=BRISK)
    assert store.state(model) is State.INSTALLED
    assert server.ranges == ["bytes=6-", None]


def test_a_part_that_was_complete_is_not_asked_for_again(store: ModelStore, server: FaultyServer) -> None:
    model = made_up(at(server.serve(PATH, Page(WEIGHTS))))
    part_of(store, model, WEIGHTS)
    pull([model], store)
    assert store.state(model) is State.INSTALLED
    assert server.asked == []


def test_wrong_bytes_are_refused_and_removed(store: ModelStore, server: FaultyServer) -> None:
    model = made_up(at(server.serve(PATH, Page(bytes(len(WEIGHTS))))))
    assert "wrong checksum for weights.bin" in refusal(model, store)
    assert {path.name for path in store.folder(model).iterdir()} == {".lock"}


def test_another_length_than_the_registry_says_is_refused_before_a_byte_is_read(
    store: ModelStore, server: FaultyServer
) -> None:
    model = made_up(at(server.serve(PATH, Page(b"<html>Please log in to the hotel network</html>"))))
    assert "the file there has 47 bytes, 300000 were expected" in refusal(model, store)


def test_never_more_is_written_than_the_registry_says(store: ModelStore, server: FaultyServer) -> None:
    model = made_up(at(server.serve(PATH, Page(WEIGHTS * 20, length=False))))
    assert "longer than the 300000 bytes" in refusal(model, store)
    assert all(path.stat().st_size <= len(WEIGHTS) for path in store.folder(model).iterdir())


def test_a_server_in_trouble_is_asked_again(store: ModelStore, server: FaultyServer) -> None:
    model = made_up(at(server.serve(PATH, Page(status=503), Page(WEIGHTS))))
    pull([model], store, patience=BRISK)
    assert store.state(model) is State.INSTALLED


def test_a_server_that_says_nothing_is_given_up(store: ModelStore, server: FaultyServer) -> None:
    patience = RetryPolicy(timeout=0.1, attempts=2, pause=0.0)
    message = refusal(made_up(at(server.serve(PATH, Page(stall=True)))), store, patience)
    assert "the connection keeps breaking (no more bytes came)" in message


def test_a_full_disk_stops_the_pull(store: ModelStore, server: FaultyServer) -> None:
    resource = pytest.importorskip("resource")
    model = made_up(at(server.serve(PATH, Page(WEIGHTS))))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        with pytest.raises(OutputError, match="Cannot write to the model store"):
            pull([model], store, patience=BRISK)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert len(server.asked) == 1, "a full disk is no reason to ask again"
