"""`python -m bench.roles.split_speakers [FOLDER]`: anchor and reporter under one label, as a diarizer errs.

Roles by speaking time with the packaged weights: with true labels, with the two merged, and with the merged
ones taken apart by the words. Says as well where true labels are taken apart, which should be nowhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from bench.figures import json_option, reference_folder, write_figures
from bench.roles.programme import Programme, programmes, unseen
from bench.roles.variations import merged
from pipeline.roles import assign_roles, part_voices
from pipeline.transcript.model import Utterance


def right(programme: Programme, heard: Sequence[Utterance]) -> Counter[bool]:
    """Milliseconds of the true turns during which what is `heard` has, or has not, the true role."""
    roles = {speaker.label: speaker.role for speaker in assign_roles(heard, "en")}
    found: Counter[bool] = Counter()
    for turn in programme.turns:
        true = programme.roles.get(turn.speaker or "")
        for one in heard if true else ():
            shared = min(turn.end, one.end) - max(turn.start, one.start)
            if shared > 0:
                found[roles[one.speaker or ""] is true] += round(1000 * shared)
    return found


@click.command()
@reference_folder
@json_option
def main(folder: Path, json_file: Path | None) -> None:
    """Print a line for each programme with an anchor and a reporter, and the shares over all of them."""
    everything: dict[str, Counter[bool]] = {}
    for programme in (*programmes(folder), *unseen()):
        if part_voices(programme.turns, "en")[1]:
            print(f"{programme.name}: true labels were taken apart")
        heard = merged(programme)
        if heard is None:
            continue
        apart, parted = part_voices(heard.turns, "en")
        for kind, turns in {"true": programme.turns, "merged": heard.turns, "taken apart": apart}.items():
            everything.setdefault(kind, Counter()).update(right(programme, turns))
        print(f"{programme.name}: {'; '.join(map(str, parted)) or 'left merged'}")
    shares = {kind: found[True] / found.total() for kind, found in everything.items()}
    for kind, found in everything.items():
        print(f"{kind}: {shares[kind]:.1%} of {found.total() / 1000:.0f} s")
    write_figures("bench.roles.split_speakers", {"right": shares}, json_file)


if __name__ == "__main__":
    main()
