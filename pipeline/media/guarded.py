"""Command lines of programs under guards, and which guards this machine has for them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pipeline
from pipeline.guards.names import CPU, FILE_SIZE, FILES, MEMORY, NETWORK, PROCESSES
from pipeline.limits import Limits

_START = (
    "import sys; package = type(sys)('pipeline'); package.__path__ = [sys.argv[1]]; "
    "sys.modules['pipeline'] = package; "
    "from pipeline.guards.{0} import main; main(sys.argv[2:])"
)
"""The package's own `__init__` is passed by: what it imports takes as long as all the rest."""
_PATIENCE = 20.0
"""Seconds for a program to say its version, on a machine with much else to do."""
_SYSTEM = ("/usr", "/lib", "/lib32", "/lib64", "/nix/store", "/etc/ld.so.cache", "/etc/ld.so.preload")
"""Where Linux has the libraries that programs need, and nothing of anybody's."""


@dataclass(frozen=True, slots=True)
class Reach:
    """The only files that a program may open: one to read, and a folder to write into."""

    read: Path | None = None
    write: Path | None = None


@dataclass(frozen=True, slots=True)
class Guards:
    """Those that hold for a program on this machine, and where it finds what it needs to start."""

    names: tuple[str, ...] = ()
    runs: tuple[str, ...] = ()


def guarded(command: list[str], reach: Reach, limits: Limits) -> list[str]:
    """The command line that puts every guard on that this machine has, then becomes `command`."""
    held = guards_of(command[0])
    return [*launcher(), *_asked(held, reach, limits), "--", *command] if held.names else command


@cache
def guards_of(program: str) -> Guards:
    """Found by trying: the strictest under which the program still says its version."""
    if sys.platform != "linux" or not sys.executable:
        return Guards()
    for runs, names in _from_strict_to_loose(program):
        held = _tried(program, Guards(names, runs))
        if held is not None:
            return Guards(held, runs)
    return Guards()


def launcher(module: str = "launcher") -> list[str]:
    """How a module of `pipeline.guards` is started by itself, in some 15 ms."""
    return [sys.executable, "-I", "-S", "-c", _START.format(module), os.path.dirname(pipeline.__file__)]  # noqa: PTH120  # a word of a command line


def _from_strict_to_loose(program: str) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    if _is_binary(program):  # a script around it starts others, and is not to be tried for that
        yield (program,), (FILES, NETWORK, PROCESSES)
        yield (program, *_near(program), *_SYSTEM), (FILES, NETWORK, PROCESSES)
        yield (), (NETWORK,)
        yield (), ()


def _near(program: str) -> tuple[str, ...]:
    """The libraries of an environment that has its own, such as conda's."""
    folder = Path(program).resolve().parent
    return (str(folder.parent / "lib"),) if folder.name == "bin" else ()


def _is_binary(program: str) -> bool:
    try:
        with Path(program).open("rb") as file:
            return file.read(4) == b"\x7fELF"
    except OSError:
        return False


def _tried(program: str, guards: Guards) -> tuple[str, ...] | None:
    """The guards that held when the program said its version, None where it did not."""
    asked = _asked(guards, Reach(), Limits())
    command = [*launcher(), "tell=yes", *asked, "--", program, "-version"]
    try:
        ended = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    told, _, said = ended.stdout.partition(b"\n")
    return tuple(told.decode().split()) if ended.returncode == 0 and said else None


def _asked(guards: Guards, reach: Reach, limits: Limits) -> list[str]:
    """The words that tell the launcher what to do."""
    most = {CPU: limits.processor, MEMORY: limits.memory, FILE_SIZE: limits.written if reach.write else 0}
    return [
        *(f"{name}={int(value)}" for name, value in most.items() if value is not None),
        *(f"guard={name}" for name in guards.names),
        *(f"run={path}" for path in guards.runs),
        *(f"read={path.absolute()}" for path in (reach.read,) if path),
        *(f"write={path.absolute()}" for path in (reach.write,) if path),
    ]
