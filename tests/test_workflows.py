"""What runs elsewhere calls what runs here."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

_TOP = Path(__file__).parents[1]
_FILES = [*sorted((_TOP / ".github" / "workflows").glob("*.yml")), _TOP / ".pre-commit-config.yaml"]


@pytest.mark.parametrize("file", _FILES, ids=lambda file: file.name)
def test_every_target_of_make_that_is_called_exists(file: Path) -> None:
    called = re.findall(r"(?:run|entry): make ([a-z -]+)", file.read_text("utf-8"))
    targets = {target for line in called for target in line.split()}
    listed = subprocess.run(["make", "help"], cwd=_TOP, capture_output=True, text=True, check=True).stdout
    assert targets
    assert targets <= {line.split()[0] for line in listed.splitlines()}


def test_every_file_of_tests_that_is_called_exists() -> None:
    called = [name for file in _FILES for name in re.findall(r"tests/\w+\.py", file.read_text("utf-8"))]
    assert called
    assert all((_TOP / name).is_file() for name in called)
