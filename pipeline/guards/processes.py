"""No other processes: a program may have threads, and starts nothing.

RLIMIT_NPROC could not say that: it counts threads, and those of all the user's other programs.
"""

from __future__ import annotations

import errno

from pipeline.guards.seccomp import install, machine, refused, refused_without

_FORKS = {"x86_64": (57, 58), "aarch64": ()}
"""fork, vfork"""
_CLONE = {"x86_64": 56, "aarch64": 220}
_CLONE_3 = 435
"""Its flags lie where no filter can look; where it does not exist, C libraries take the older one."""
_THREAD = 0x10000


def no_processes() -> bool:
    """For good; whether the kernel did it."""
    name = machine()
    if name is None:
        return False
    forks = [step for number in _FORKS[name] for step in refused(number)]
    return install([*forks, *refused(_CLONE_3, errno.ENOSYS), *refused_without(_CLONE[name], _THREAD)])
