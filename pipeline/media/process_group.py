"""A program and all that it starts, ended together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from typing import TypedDict

_GRACE = 3.0
"""Seconds between asking a program to end and ending it."""


class _Group(TypedDict, total=False):
    start_new_session: bool


OWN_GROUP: _Group = {} if sys.platform == "win32" else {"start_new_session": True}
"""For `subprocess.Popen`: a signal for it then reaches what it starts, and none of the terminal's does."""


def end_group(process: subprocess.Popen[bytes], *, at_once: bool = False) -> None:
    """SIGTERM to the group, then, or `at_once`, SIGKILL, which no program can refuse."""
    if not at_once:
        _signal(process, signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(_GRACE)
    if sys.platform == "win32":
        process.kill()
    else:
        _signal(process, signal.SIGKILL)
    process.wait()


def _signal(process: subprocess.Popen[bytes], number: int) -> None:
    if process.returncode is not None:  # its number may be another's by now
        return
    with suppress(ProcessLookupError, PermissionError):
        if sys.platform == "win32":
            process.send_signal(number)
        else:
            os.killpg(process.pid, number)
