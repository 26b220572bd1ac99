"""The examples in docstrings are true."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

import pipeline

_PACKAGE = Path(pipeline.__file__).parent
_WITH_EXAMPLES = [
    ".".join(("pipeline", *path.relative_to(_PACKAGE).with_suffix("").parts))
    for path in sorted(_PACKAGE.rglob("*.py"))
    if ">>> " in path.read_text("utf-8")
]


@pytest.mark.parametrize("name", _WITH_EXAMPLES)
def test_what_an_example_shows_is_what_comes(name: str) -> None:
    tried = doctest.testmod(importlib.import_module(name))
    assert tried.attempted
    assert not tried.failed


def test_there_are_some() -> None:
    assert len(_WITH_EXAMPLES) >= 12
