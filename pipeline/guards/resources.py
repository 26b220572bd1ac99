"""How much of the machine a program may take (`setrlimit`)."""

from __future__ import annotations

import resource

from pipeline.guards.names import CPU, FILE_SIZE, MEMORY

_KINDS = {CPU: resource.RLIMIT_CPU, MEMORY: resource.RLIMIT_DATA, FILE_SIZE: resource.RLIMIT_FSIZE}
"""Memory is what can be written to: room that is only set aside, 64 MB by each thread, does not count."""


def limit(name: str, most: int) -> bool:
    """Set one limit for good; whether the system did it. Seconds of processor time, or bytes."""
    kind = _KINDS[name]
    _, hard = resource.getrlimit(kind)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    try:
        resource.setrlimit(kind, (most, most))
    except (OSError, ValueError):
        return False
    return True


def no_core_dump() -> None:
    """What was in memory is not written down when the program crashes: it may be confidential."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
