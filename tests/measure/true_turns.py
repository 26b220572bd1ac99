"""`python -m tests.measure.true_turns FOLDER OUT`: reference items as transcripts with true turns and words.

Roles, names and paragraphs are worked out as for any transcript; what `pipeline evaluate` then finds wrong is
theirs alone.
"""

from __future__ import annotations

import sys
from pathlib import Path

from pipeline import relabel, to_json
from pipeline.types import Transcript
from tests.measure.programmes import programmes


def main(folder: Path, out: Path) -> None:
    """One transcript for each item of the reference folder."""
    for programme in programmes(folder):
        if programme.kind != "written":
            target = out / programme.kind
            target.mkdir(parents=True, exist_ok=True)
            transcript = relabel(Transcript("en", programme.turns))
            (target / f"{programme.name}.json").write_text(to_json(transcript), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
