"""No network: a program can make no socket, so it reaches nobody, on this machine or elsewhere.

An empty network namespace would do less (sockets that lie in files still work in it) and is often not to be
had: systems and containers refuse it to ordinary users. A filter of system calls they allow.
"""

from __future__ import annotations

from pipeline.guards.seccomp import install, machine, refused

_SOCKET = {"x86_64": 41, "aarch64": 198}
_RING = 425
"""io_uring_setup: sockets can be asked for through it, past every filter."""


def no_network() -> bool:
    """For good; whether the kernel did it."""
    name = machine()
    return name is not None and install([*refused(_SOCKET[name]), *refused(_RING)])
