"""Keep foreign libraries from speaking in the user's program, and leave everything else in it alone.

A library is a guest in its process: other threads print, warn and log meanwhile, and must be heard. So only
what the libraries of engines themselves say is dropped, by the names of their modules and loggers.
"""

from __future__ import annotations

import builtins
import contextlib
import logging
import re
import threading
import warnings
from collections.abc import Iterator
from types import ModuleType
from typing import Any, cast

_SPEAKERS = r"(pyannote|lightning|pytorch_lightning|lightning_fabric|torch|torchaudio|whisper|numpy\._core)\b"
"""Modules whose warnings are no concern of the user's; numpy's there are about the engines' sums."""
_OURS = r"pipeline\.engines\b"
"""Native code warns in the name of whoever called it."""
_LOGGERS = (
    "lightning", "lightning.pytorch", "lightning.fabric", "lightning_fabric", "pytorch_lightning",
    "pyannote", "pyannote.audio", "torch", "matplotlib",
)  # fmt: skip
_FILTER = ("ignore", None, Warning, re.compile(f"{_SPEAKERS}|{_OURS}"), 0)
_lock = threading.Lock()
_levels: dict[str, int] = {}
_here = threading.local()
_inside = 0


@contextlib.contextmanager
def quiet_libraries() -> Iterator[None]:
    """Drop warnings and log lines below errors of the engines' libraries for the duration.

    May be entered by several threads at once, and again by one; the last to leave puts everything back.
    """
    global _inside
    with _lock:
        _inside += 1
        if _inside == 1:
            _hush()
    depth = getattr(_here, "depth", 0)
    _here.depth = depth + 1
    try:
        yield
    finally:
        _here.depth = depth
        with _lock:
            _inside -= 1
            if _inside == 0:
                _unhush()


def hush_prints(module: ModuleType) -> None:
    """Drop what a foreign module prints inside `quiet_libraries`, and only there."""

    def printed(*values: Any, **where: Any) -> None:
        if not getattr(_here, "depth", 0):
            builtins.print(*values, **where)  # noqa: T201  # it is what the module wanted

    vars(module)["print"] = printed


def _hush() -> None:
    # Put in and taken out again, instead of the whole list being kept and put back: another thread may have
    # changed it meanwhile.
    _filters().insert(0, _FILTER)
    for name in _LOGGERS:
        logger = logging.getLogger(name)
        if logger.level < logging.ERROR:
            _levels[name] = logger.level
            logger.setLevel(logging.ERROR)


def _unhush() -> None:
    filters = _filters()
    filters[:] = [found for found in filters if found is not _FILTER]
    for name, level in _levels.items():
        logger = logging.getLogger(name)
        if logger.level == logging.ERROR:  # else somebody else has set it since
            logger.setLevel(level)
    _levels.clear()


def _filters() -> list[Any]:
    """The process's list of filters, which the type stubs take for one that nobody changes."""
    return cast("list[Any]", warnings.filters)
