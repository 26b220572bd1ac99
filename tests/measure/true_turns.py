"""`python -m tests.measure.true_turns FOLDER OUT`: reference items as transcripts with true turns and words.

Roles are decided by weights that were fitted without the item; names and paragraphs follow as for any
transcript. What `pipeline evaluate` then finds wrong is theirs alone.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

from pipeline import relabel, to_json
from pipeline.transcript.model import Speaker, Transcript
from tests.measure.programmes import programmes
from tests.measure.roles import Verdict, crossed


def main(folder: Path, out: Path) -> None:
    """One transcript for each item of the reference folder."""
    data = list(programmes(folder))
    verdicts: defaultdict[str, list[Verdict]] = defaultdict(list)
    for verdict in crossed(data, lambda programme: programme):
        verdicts[verdict.programme.name].append(verdict)
    for programme in data:
        if programme.kind != "written":
            target = out / programme.kind
            target.mkdir(parents=True, exist_ok=True)
            speakers = tuple(Speaker(v.label, v.said, confidence=v.chance) for v in verdicts[programme.name])
            transcript = relabel(Transcript("en", programme.turns, speakers=speakers))
            (target / f"{programme.name}.json").write_text(to_json(transcript), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
