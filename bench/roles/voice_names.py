"""`python -m bench.roles.voice_names [FOLDER]`: how often voices get their own name, and how often another's.

On true turns, each programme with what was learnt without its family. Voices whose reference has no name are
passed over. A given name beside a reference that has the surname only is neither right nor wrong.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import click

from bench.figures import json_option, reference_folder, write_figures
from bench.roles.judging import crossed
from bench.roles.programme import Programme, programmes
from bench.roles.told import NOBODY
from bench.roles.variations import confused
from pipeline.profile.model import Profile
from pipeline.roles.decision import Case, Knowledge
from pipeline.roles.naming.voices import voice_names

_TITLES = frozenset(
    (
        "sen",
        "rep",
        "dr",
        "gov",
        "mr",
        "mrs",
        "ms",
        "gen",
        "col",
        "prof",
        "de",
        "sam",
        "van",
        "von",
        "the",
        "of",
    )
)
Reading = Callable[[Programme], Programme]


@click.command()
@reference_folder
@json_option
def main(folder: Path, json_file: Path | None) -> None:
    """Print names that are right and wrong, and voices without one whose full name is said."""
    data = [p for p in programmes(folder) if not all(turn.text.isupper() for turn in p.turns)]
    knowledge = crossed(data)
    readings: dict[str, Reading] = {
        "as it is": lambda programme: programme,
        "7.5 % of turns wrong": lambda p: confused(p, random.Random(p.name)),
    }
    figures = {}
    for title, reading in readings.items():
        found = sum((named(reading(p), knowledge[p.family]) for p in data), start=Counter[str]())
        figures[title] = dict(found)
        share = found["right"] / max(1, found["right"] + found["wrong"])
        print(f"{title}: {share:.1%} of the names are right; {dict(found)}")
    write_figures("bench.roles.voice_names", figures, json_file)


def named(programme: Programme, knowledge: Knowledge) -> Counter[str]:
    """What became of the voices of a programme, counted."""
    labels = {name: f"S{n}" for n, name in enumerate(dict.fromkeys(t.speaker for t in programme.turns), 1)}
    turns = [replace(turn, speaker=labels[turn.speaker]) for turn in programme.turns]
    case = Case.of(turns, "en", knowledge)
    names = voice_names(turns, case.cues.cues, case.chances({}), "en", Profile()).names
    said = _parts(" ".join(turn.text for turn in turns))
    found = Counter[str]()
    for true, label in labels.items():
        if true and not true.lower().startswith(NOBODY):
            found[_judged(true, names[label].identity.name if label in names else None, said)] += 1
    return found


def _judged(true: str, name: str | None, said: set[str]) -> str:
    if name is None:
        return "missed" if " " in true and _parts(true) <= said else "not said"
    if _parts(name) & _parts(true):
        return "right"
    return "wrong" if " " in name or " " in true else "cannot tell"


def _parts(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", re.sub("['’]", "", text.lower()))) - _TITLES


if __name__ == "__main__":
    main()
