"""A world of its own for every test: no proxy, no package index, no token, no models of the user's."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from huggingface_hub import constants

from pipeline.models import ModelStore
from tests.support.server import FaultyServer


@pytest.fixture(autouse=True)
def own_world(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing of the machine's own settings reaches a test."""
    for name in list(os.environ):
        if name.lower().endswith("_proxy") or name.startswith(("PIP_", "HF_", "HUGGING_FACE_", "XDG_")):
            monkeypatch.delenv(name)
    # The hub's library reads its settings once, when it is imported.
    monkeypatch.setattr(constants, "HF_TOKEN_PATH", str(tmp_path / "hub-home" / "token"))
    monkeypatch.setattr(constants, "HF_STORED_TOKENS_PATH", str(tmp_path / "hub-home" / "stored_tokens"))
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "wheels"))
    monkeypatch.setenv("PIPELINE_MODELS", str(tmp_path / "store"))


@pytest.fixture
def wheels(tmp_path: Path) -> Path:
    """The folder in which pip finds packages."""
    folder = tmp_path / "wheels"
    folder.mkdir()
    return folder


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    """An empty store."""
    return ModelStore(tmp_path / "store")


@pytest.fixture
def server() -> Iterator[FaultyServer]:
    """A server with no pages yet."""
    with FaultyServer() as running:
        yield running


@pytest.fixture
def other_server() -> Iterator[FaultyServer]:
    """Another host, as far as a browser would say."""
    with FaultyServer() as running:
        yield running


@pytest.fixture
def small_files_only() -> Iterator[None]:
    """The system refuses to let any file grow beyond 100,000 bytes, as a full disk would."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which Python looks for installed packages."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    return folder
