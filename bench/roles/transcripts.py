"""`python -m bench.roles.transcripts FOLDER OUT`: reference items as transcripts with true turns and words.

Roles are decided by what was learnt without the item's family; names and paragraphs follow as for any
transcript. What `pipeline evaluate` then finds wrong is theirs alone.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from bench.figures import json_option, reference_folder, write_figures
from bench.roles.judging import crossed, judge
from bench.roles.programme import programmes
from pipeline import relabel, to_json
from pipeline.transcript.model import Speaker, Transcript


@click.command()
@reference_folder
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
@json_option
def main(folder: Path, out: Path, json_file: Path | None) -> None:
    """Write to OUT one transcript for each item of the reference folder."""
    data = list(programmes(folder))
    knowledge = crossed(data)
    written = Counter[str]()
    for programme in data:
        if programme.kind != "written":
            target = out / programme.kind
            target.mkdir(parents=True, exist_ok=True)
            verdicts = judge(programme, knowledge[programme.family])
            speakers = tuple(Speaker(v.label, v.said, confidence=v.chance) for v in verdicts)
            transcript = relabel(Transcript("en", programme.turns, speakers=speakers))
            (target / f"{programme.name}.json").write_text(to_json(transcript), encoding="utf-8")
            written[programme.kind] += 1
    for kind, count in written.items():
        print(f"{kind}: {count} transcripts")
    write_figures("bench.roles.transcripts", {"transcripts": written}, json_file)


if __name__ == "__main__":
    main()
