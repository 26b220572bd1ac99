"""What the package imports is declared where it is installed from, and pinned where it is tested."""

from __future__ import annotations

import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.test_imports import _MODULES, imports

_TOP = Path(__file__).parents[1]
_OWNERS = packages_distributions()


def normal(name: str) -> str:
    """A distribution's name as indexes compare it, without its version: `pyannote.audio==4` is one."""
    bare = re.match(r"[\w.-]+", name)
    assert bare is not None
    return re.sub(r"[-_.]+", "-", bare[0]).lower()


def declared() -> set[str]:
    """The distributions that pyproject.toml asks for, for this package and what users may add to it."""
    project = tomllib.loads((_TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    added = (name for extra in ("cluster", "tables", "parquet", "subtitles") for name in extras[extra])
    return {normal(name) for name in (*project["dependencies"], *added)}


def distribution(module: str) -> str:
    """Which distribution an imported module comes from, as here installed."""
    top, *below = module.split(".")
    owners = {normal(name) for name in _OWNERS.get(top, [top])}
    # Several share a top name: pyannote.core is pyannote-core's.
    return owners.pop() if len(owners) == 1 else f"{normal(top)}-{normal(below[0])}"


FOREIGN = sorted(
    {
        distribution(name)
        for tree in _MODULES.values()
        for name in imports(tree)
        if name.split(".")[0] not in {"pipeline", "__future__", *sys.stdlib_module_names}
    }
)


@pytest.mark.parametrize("name", FOREIGN)
def test_what_is_imported_is_declared(name: str) -> None:
    assert name in declared()


def test_what_is_declared_is_imported() -> None:
    assert declared() - set(FOREIGN) == {
        "omegaconf",  # models of other people unpickle with it
        "tzdata",  # the standard library finds its files
    }


def test_what_is_declared_is_pinned() -> None:
    lines = (_TOP / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = {normal(line) for line in lines if line and not line.startswith("#")}
    assert declared() <= pinned
