"""Programs watched from outside; where the kernel does not allow that, the test skips and says why."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import pytest

from pipeline.privacy.offline import NoNamespaceError, Watched, run_offline
from pipeline.privacy.telemetry import SWITCHES

TOP = Path(__file__).parents[2]


def watch(command: Sequence[str], seconds: float = 60) -> Watched:
    """Run a program for a user who asked for telemetry, where there is no network; it finds this package."""
    wanted = {name: {"0": "1", "1": "0", "true": "false"}[off] for name, off in SWITCHES.items()}
    return run_offline(command, seconds, {**os.environ, **wanted, "PYTHONPATH": str(TOP)})


def skip(reason: NoNamespaceError) -> NoReturn:
    """There is nothing to be seen on this machine."""
    pytest.skip(f"This kernel allows no empty network namespace: {reason}")


def watched(command: Sequence[str], seconds: float = 60) -> Watched:
    """The same, or skip."""
    try:
        return watch(command, seconds)
    except NoNamespaceError as reason:
        skip(reason)
