"""Run a program where there is no network, and count from outside how often it tried to reach one.

The program runs in a new network namespace that holds nothing but loopback. The kernel counts there what
finds no way out, whoever asks: Python, native code, programs that it starts. A look-up of a name counts, too,
as it asks a name server. This file is also the keeper of that namespace, started by its path and alone: it
imports only what comes with Python.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_NEW_MOUNTS, _NEW_USER, _NEW_NETWORK = 0x0002_0000, 0x1000_0000, 0x4000_0000
_PRIVATE = 0x4_4000
"""MS_REC | MS_PRIVATE: what is mounted here is not seen elsewhere."""
_SET_ADDRESS, _SET_FLAGS = 0x8916, 0x8914
_ADOPT_ORPHANS = 36
_ADDRESS = "198.18.0.1"
"""Nobody's: with loopback's alone, the C library leaves out look-ups that are only for reachable families."""
_GRACE = 10.0
"""Seconds for what the program started to end after it."""
_OUTWARD = ("Ip.OutNoRoutes", "Ip6OutNoRoutes", "Udp.NoPorts", "Udp6NoPorts")
"""No way there; or, as nobody listens here, a look-up at a name server of this machine."""
_ANYWHERE = (*_OUTWARD, "Tcp.ActiveOpens", "Udp.OutDatagrams", "Udp6OutDatagrams")


class NoNamespaceError(Exception):
    """The kernel does not allow what it takes; the message says what it refused."""


@dataclass(frozen=True, slots=True)
class Watched:
    """How a program ended, and which of the kernel's counters it moved."""

    code: int
    out: str
    err: str
    rose: Mapping[str, int]

    def attempts(self, *, loopback: bool = False) -> Mapping[str, int]:
        """Counters of attempts to reach anybody; with `loopback` its own machine is none."""
        return {name: self.rose[name] for name in (_OUTWARD if loopback else _ANYWHERE) if name in self.rose}


def run_offline(
    command: Sequence[str], seconds: float, environment: Mapping[str, str] | None = None
) -> Watched:
    """Run a program for at most so many seconds. Raises NoNamespaceError where that is not allowed."""
    if not sys.platform.startswith("linux"):
        raise NoNamespaceError("only Linux has network namespaces")
    keeper = [sys.executable, "-I", __file__, str(seconds), *command]
    ended = subprocess.run(
        keeper, capture_output=True, text=True, stdin=subprocess.DEVNULL, env=environment, check=False
    )
    if ended.returncode:
        raise NoNamespaceError(ended.stderr.strip() or f"its keeper ended with {ended.returncode}")
    return Watched(**json.loads(ended.stdout))


def _main(seconds: str, *command: str) -> None:
    """Leave the network, run the program, print what came of it as JSON."""
    try:
        _leave_network()
    except (OSError, AttributeError) as error:  # AttributeError: a C library without these calls
        sys.exit(f"{error}")
    before = _counters()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=err) as program:
            try:
                program.wait(float(seconds))
            except subprocess.TimeoutExpired:
                program.kill()
        _outlive_orphans()
        out.seek(0), err.seek(0)
        said = [stream.read().decode(errors="replace") for stream in (out, err)]
    after = _counters()
    rose = {name: count - before.get(name, 0) for name, count in after.items() if count > before.get(name, 0)}
    print(json.dumps({"code": program.returncode, "out": said[0], "err": said[1], "rose": rose}))  # noqa: T201  # the answer


def _leave_network() -> None:
    """Enter new namespaces as the same user, where loopback is all there is."""
    libc = ctypes.CDLL(None, use_errno=True)
    user, group = os.getuid(), os.getgid()
    _call(libc, "unshare", _NEW_USER | _NEW_NETWORK | _NEW_MOUNTS)
    for name, text in (
        ("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1"),
    ):  # fmt: skip
        Path("/proc/self", name).write_text(text)
    # A service that looks up names for others would be asked through a file here, and no counter would move.
    _call(libc, "mount", None, b"/", None, _PRIVATE, None)
    folders = {folder.resolve() for folder in (Path("/run"), Path("/var/run")) if folder.is_dir()}
    for folder in folders:
        _call(libc, "mount", b"none", os.fsencode(folder), b"tmpfs", 0, None)
    _call(libc, "prctl", _ADOPT_ORPHANS, 1, 0, 0, 0)
    _raise_loopback()


def _call(libc: ctypes.CDLL, name: str, *arguments: Any) -> None:
    if getattr(libc, name)(*arguments) != 0:
        problem = ctypes.get_errno()
        raise OSError(problem, f"{name}: {os.strerror(problem)}")


def _raise_loopback() -> None:
    from fcntl import ioctl  # not on Windows, where this file is imported, too

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        address = struct.pack("=HH4s8x", socket.AF_INET, 0, socket.inet_aton(_ADDRESS))
        ioctl(any_socket, _SET_FLAGS, struct.pack("=16sH14x", b"lo", 1))
        ioctl(any_socket, _SET_ADDRESS, struct.pack("=16s16s", b"lo:1", address))


def _counters() -> dict[str, int]:
    """The kernel's counters of this namespace: `Ip.OutNoRoutes`, `Udp6NoPorts`."""
    found: dict[str, int] = {}
    lines = Path("/proc/self/net/snmp").read_text().splitlines()
    for names, numbers in zip(lines[::2], lines[1::2], strict=True):
        layer = names.split(":")[0]
        pairs = zip(names.split()[1:], numbers.split()[1:], strict=True)
        found.update({f"{layer}.{name}": int(number) for name, number in pairs})
    newer = Path("/proc/self/net/snmp6")
    for line in newer.read_text().splitlines() if newer.exists() else ():
        name, number = line.split()
        found[name] = int(number)
    return found


def _outlive_orphans() -> None:
    """Wait for what the program left running, which is ours now; in the end, end it."""
    until = time.monotonic() + _GRACE
    with contextlib.suppress(ChildProcessError):  # there are none any more
        while True:
            if os.waitpid(-1, os.WNOHANG)[0]:
                continue
            if time.monotonic() > until:
                children = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
                for child in children:
                    os.kill(int(child), signal.SIGKILL)
            time.sleep(0.05)


if __name__ == "__main__":
    _main(*sys.argv[1:])
