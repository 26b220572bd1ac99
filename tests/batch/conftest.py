"""A source of two recordings and an empty archive."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.batch import Bench, sound


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    sound(tmp_path / "in" / "monday.wav")
    sound(tmp_path / "in" / "shows" / "tuesday.wav", loud=7)
    return Bench(tmp_path / "in", tmp_path / "out")
