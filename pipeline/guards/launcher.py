"""Puts the guards on, then becomes the program: `[name=value ...] -- program argument ...`.

A guard that the system has not is passed by. With `tell=yes` the names of those that hold are printed first.
"""

from __future__ import annotations

import os
import sys

from pipeline.guards.landlock import READ_ONLY, READ_WRITE, RUN, only_files
from pipeline.guards.libc import default_signals, die_with_parent
from pipeline.guards.names import CPU, FILE_SIZE, FILES, MEMORY, NETWORK, PROCESSES
from pipeline.guards.network import no_network
from pipeline.guards.processes import no_processes
from pipeline.guards.resources import limit, no_core_dump

_IGNORED_BY_PYTHON = (13, 25)
"""SIGPIPE, SIGXFSZ"""
_RIGHTS = {"run": RUN, "read": READ_ONLY, "write": READ_WRITE}
_DEVICES = [("/dev/null", READ_WRITE), ("/dev/urandom", READ_ONLY)]


def main(words: list[str]) -> None:
    """Never returns."""
    end = words.index("--")
    asked, command = [word.partition("=")[::2] for word in words[:end]], words[end + 1 :]
    holding = put_on(asked)
    if ("tell", "yes") in asked:
        os.write(1, f"{' '.join(holding)}\n".encode())
    die_with_parent()
    default_signals(*_IGNORED_BY_PYTHON)
    try:
        os.execv(command[0], command)
    except OSError as error:
        sys.exit(f"{command[0]} could not be started: {error.strerror}.")


def put_on(asked: list[tuple[str, str]]) -> list[str]:
    """Put on the guards that are asked for; the names of those that hold."""
    no_core_dump()
    most = {name: int(value) for name, value in asked if name in (CPU, MEMORY, FILE_SIZE)}
    holding = [name for name, value in most.items() if limit(name, value)]
    named = [name for key, name in asked if key == "guard"]
    if FILES in named:
        places = [(value, _RIGHTS[name]) for name, value in asked if name in _RIGHTS]
        holding += [FILES] * only_files([*places, *_DEVICES])
    holding += [NETWORK] * (NETWORK in named and no_network())
    holding += [PROCESSES] * (PROCESSES in named and no_processes())
    return holding
