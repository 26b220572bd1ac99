"""Writing into the store: all or nothing."""

from __future__ import annotations

import io
import threading
from pathlib import Path

import pytest

from pipeline.errors import OutputError
from pipeline.models import ModelStore, State
from pipeline.models.source_errors import SourceError, WrongChecksumError
from tests.support.models import WEIGHTS, made_up

MODEL = made_up()
FILE = MODEL.files[0]


def ignore(received: int, size: int | None) -> None:
    """Nobody watches."""


def names(store: ModelStore) -> set[str]:
    """What lies in the model's folder, the lock aside."""
    return {path.name for path in store.folder(MODEL).iterdir()} - {".lock"}


def test_the_right_bytes_get_their_name(store: ModelStore) -> None:
    with store.opened(MODEL) as deposit:
        deposit.put(FILE, io.BytesIO(WEIGHTS), ignore)
    assert store.state(MODEL) is State.INSTALLED
    assert names(store) == {"weights.bin"}


def test_wrong_bytes_leave_nothing_behind(store: ModelStore) -> None:
    with (
        store.opened(MODEL) as deposit,
        pytest.raises(WrongChecksumError, match=r"wrong checksum for weights\.bin"),
    ):
        deposit.put(FILE, io.BytesIO(bytes(len(WEIGHTS))), ignore)
    assert names(store) == set()


def test_wrong_bytes_do_not_replace_what_is_there(store: ModelStore) -> None:
    with store.opened(MODEL) as deposit:
        deposit.put(FILE, io.BytesIO(WEIGHTS), ignore)
        with pytest.raises(WrongChecksumError):
            deposit.put(FILE, io.BytesIO(b"wrong"), ignore)
    assert store.files(MODEL)["weights.bin"].read_bytes() == WEIGHTS


def test_too_many_bytes_are_not_even_read(store: ModelStore) -> None:
    endless = io.BytesIO(WEIGHTS + bytes(50_000_000))
    with store.opened(MODEL) as deposit, pytest.raises(SourceError, match="longer than the 300000 bytes"):
        deposit.put(FILE, endless, ignore)
    assert endless.tell() < 5_000_000
    assert names(store) == set()


def test_what_a_dead_process_left_is_cleared_away(store: ModelStore) -> None:
    store.folder(MODEL).mkdir(parents=True)
    (store.folder(MODEL) / ".weights.bin.0123.tmp").write_bytes(b"half")
    with store.opened(MODEL):
        pass
    assert names(store) == set()


def test_an_unreadable_source_is_not_called_a_full_disk(store: ModelStore) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError(5, "Input/output error")

    with store.opened(MODEL) as deposit, pytest.raises(SourceError, match="cannot be read"):
        deposit.put(FILE, Broken(), ignore)
    assert names(store) == set()


@pytest.mark.usefixtures("small_files_only")
def test_a_full_disk_is_an_output_error_and_leaves_nothing_behind(store: ModelStore) -> None:
    with store.opened(MODEL) as deposit, pytest.raises(OutputError, match="PIPELINE_MODELS") as raised:
        deposit.put(FILE, io.BytesIO(WEIGHTS), ignore)
    assert raised.value.exit_code == 7
    assert names(store) == set()


def test_a_store_that_cannot_be_made_is_an_output_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError, match="Cannot write to the model store"):  # noqa: SIM117  # the store is made outside
        with ModelStore(tmp_path / "file" / "store").opened(MODEL):
            raise AssertionError("a folder below a file cannot be opened")


def test_only_one_at_a_time_writes_a_model(store: ModelStore) -> None:
    events: list[str] = []
    waits = threading.Event()

    def second() -> None:
        with store.opened(MODEL, waits.set):
            events.append("second")

    thread = threading.Thread(target=second)
    with store.opened(MODEL):
        thread.start()
        assert waits.wait(5), "the second one must be told that it waits"
        events.append("first")
    thread.join()
    assert events == ["first", "second"]
