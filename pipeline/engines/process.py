"""Whose process the engines are in, and whose turn it is to use them.

Engines share more than their models: PyTorch's and CTranslate2's threads, random numbers, flags that
openai-whisper sets on classes. Used by several threads at once they have written garbage. All of them use
every core there is, so that taking turns costs little.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from pipeline.errors import EngineError

_POLL = 0.1
"""Seconds between two looks at whether the caller still wants to wait."""
_locks: dict[int, Any] = {}
_loaded_in: int | None = None
_loading = threading.RLock()


@contextmanager
def loading_engines() -> Iterator[int]:
    """Around loading, by one thread at a time; gives the process's number. Raises as `check_process`."""
    global _loaded_in
    if _loaded_in is not None:
        check_process(_loaded_in)
    _loaded_in = os.getpid()
    with _loading:
        yield _loaded_in


def check_process(loaded_in: int) -> None:
    """Raise EngineError in a fork of the process in which engines were loaded: there they would wait for ever
    for threads that a fork does not take along.
    """
    if os.getpid() != loaded_in:
        raise EngineError(
            "Engines were loaded before this process was forked, and do not work in a fork: use spawn.",
            hint='Start processes with multiprocessing.get_context("spawn"), and load the engines in them.',
        )


@contextmanager
def engines_turn(waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the engines of this process; while others do, `waiting` is called, and what it raises ends it."""
    lock = _locks.setdefault(os.getpid(), threading.RLock())  # in a fork the old one may be held for ever
    while not lock.acquire(timeout=_POLL):
        waiting()
    try:
        yield
    finally:
        lock.release()
