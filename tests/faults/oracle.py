"""What must hold however a command ended."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from pipeline import from_json
from tests.support.cli import Outcome

NAMED = frozenset({0, 3, 4, 5, 6, 7, 8, 9, 130})
"""Exit codes that say what happened. 1 is a fault in the program, 2 a wrong command line."""


@dataclass(frozen=True, slots=True)
class Case:
    """A recording, its content before, and the folder for results."""

    recording: Path
    content: bytes
    folder: Path

    @classmethod
    def of(cls, recording: Path, folder: Path) -> Case:
        """As it is before anything is done."""
        return cls(recording, recording.read_bytes(), folder)

    def check(self, result: Outcome) -> None:
        """A named state, one line that says it, no other file than whole results, the source as it was."""
        assert result.code in NAMED, result.err
        assert "Traceback" not in result.err
        if result.code:
            assert len([line for line in result.err.splitlines() if line.startswith("pipeline: ")]) == 1
        assert self.recording.read_bytes() == self.content
        for path in self.folder.rglob("*") if self.folder.is_dir() else ():
            if path.is_file():
                assert path.suffix in (".json", ".txt", ".vtt"), f"{path.name} was left behind"
                if path.suffix == ".json":
                    from_json(path.read_bytes())

    def results(self) -> dict[str, object]:
        """What was made, without what tells when."""
        found: dict[str, object] = {}
        for path in self.folder.iterdir():
            if path.suffix == ".json":
                data = json.loads(path.read_bytes())
                data["provenance"]["created"] = None
                found[path.name] = data
            else:
                found[path.name] = path.read_bytes()
        return found
