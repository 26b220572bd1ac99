"""Where the registry and the store of weights lie, in a checkout and in an installed package."""

from __future__ import annotations

import importlib.resources
import os
from importlib.resources.abc import Traversable
from pathlib import Path

STORE_VARIABLE = "PIPELINE_MODELS"
"""The environment variable that names the store's folder."""

_REGISTRY = "registry.toml"


def registry_file() -> Traversable:
    """The registry inside the installed package, else the one in the checkout's models/ folder."""
    packaged = importlib.resources.files("pipeline.models") / _REGISTRY
    checkout = _checkout_models()
    return packaged if packaged.is_file() or checkout is None else checkout / _REGISTRY


def store_root() -> Path:
    """PIPELINE_MODELS if set, else the checkout's models/ folder, else a folder of the user's own data."""
    if chosen := os.environ.get(STORE_VARIABLE):
        return Path(chosen).expanduser().absolute()
    if checkout := _checkout_models():
        return checkout
    from platformdirs import user_data_path  # only an installed package needs it

    return user_data_path("broadcast-pipeline", appauthor=False) / "models"


def _checkout_models() -> Path | None:
    """The models/ folder beside the package when it runs from its source checkout."""
    top = Path(__file__).resolve().parents[2]
    models = top / "models"
    return models if (models / _REGISTRY).is_file() and (top / "pyproject.toml").is_file() else None
