"""Where the registry and the store are looked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.models import ModelStore
from pipeline.models import paths as location

CHECKOUT = Path(__file__).parents[2]


def test_the_environment_variable_names_the_store(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIPELINE_MODELS", "~/weights")
    assert ModelStore.default().root == Path.home() / "weights"


def test_a_checkout_keeps_weights_beside_its_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PIPELINE_MODELS")
    assert ModelStore.default().root == CHECKOUT / "models"
    assert str(location.registry_file()) == str(CHECKOUT / "models" / "registry.toml")


def test_an_installed_package_keeps_weights_in_the_users_data_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("PIPELINE_MODELS")
    monkeypatch.setattr(location, "__file__", str(tmp_path / "site" / "pipeline" / "models" / "location.py"))
    root = ModelStore.default().root
    assert root.parts[-2:] == ("broadcast-pipeline", "models")
    assert CHECKOUT not in root.parents
