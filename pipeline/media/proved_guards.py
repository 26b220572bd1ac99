"""Which guards hold on this machine, proved by trying what they stop."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass

from pipeline.guards.names import CPU, FILE_SIZE, FILES, MEMORY, NETWORK, PROCESSES
from pipeline.media.guarded import guards_of, launcher

_IN_WORDS = {
    FILES: "no other files", NETWORK: "no network", PROCESSES: "no other programs",
    MEMORY: "limited memory", CPU: "limited processor time", FILE_SIZE: "limited size of files",
}  # fmt: skip
_ASKED = (f"{CPU}=1", f"{MEMORY}={1 << 28}", f"{FILE_SIZE}=0")
_PATIENCE = 60.0
"""Seconds for one of processor time, on a machine with much else to do."""


@dataclass(frozen=True, slots=True)
class ProvedGuards:
    """Guards that hold for a program, and those that do not, in words."""

    hold: tuple[str, ...]
    lack: tuple[str, ...]

    @property
    def words(self) -> str:
        """One line for people."""
        if not self.hold:
            return "none on this machine"
        lacking = f"; not on this machine: {', '.join(self.lack)}" if self.lack else ""
        return f"{', '.join(self.hold)} (each tried){lacking}"


def prove_guards(program: str) -> ProvedGuards:
    """Those under which `program` runs, as far as they were felt by somebody who tried. Takes a second."""
    felt = set(guards_of(program).names) & _felt()
    return ProvedGuards(
        tuple(words for name, words in _IN_WORDS.items() if name in felt),
        tuple(words for name, words in _IN_WORDS.items() if name not in felt),
    )


def _felt() -> set[str]:
    names = (*_ASKED, *(f"guard={name}" for name in (FILES, NETWORK, PROCESSES)))
    try:
        ended = subprocess.run(
            [*launcher("attempts"), *names], stdin=subprocess.DEVNULL, capture_output=True,
            timeout=_PATIENCE, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return set()
    told = set(ended.stdout.decode().split())
    return told | {CPU} if ended.returncode < 0 else told
