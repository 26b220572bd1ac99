"""`python -m bench.roles.told [FOLDER]`: roles where a profile names the journalists of a new station.

Each programme is judged by what was learnt without its family, and told the names of its own journalists, as
a newsroom's profile tells them; who says what is for the program to find out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import click

from bench.figures import json_option, reference_folder, write_figures
from bench.roles.judging import crossed
from bench.roles.programme import Programme, programmes
from pipeline.profile.model import Person, Profile
from pipeline.roles.assign import assign_roles
from pipeline.roles.caution import TOLD
from pipeline.roles.decision import Knowledge
from pipeline.roles.learn import Trial
from pipeline.transcript.model import Role

NOBODY = ("unidentified", "unknown", "voice", "speaker", "announcer", "host", "journalist", "interviewer")
"""How the reference calls those whose name it does not know."""


@click.command()
@reference_folder
@json_option
def main(folder: Path, json_file: Path | None) -> None:
    """Print the shares by words over all programmes that name a journalist."""
    data = list(programmes(folder))
    found = told(data, crossed(data))
    row = {"right": found.right_share, "false": found.false_share, "printed": found.printed_share}
    print(", ".join(f"{name} {share:.2%}" for name, share in row.items()))
    write_figures("bench.roles.told", row, json_file)


def told(data: Sequence[Programme], knowledge: dict[str, Knowledge]) -> Trial:
    """All programmes together."""
    return sum((_judged(p, knowledge[p.family]) for p in data if _journalists(p)), start=Trial())


def _journalists(programme: Programme) -> tuple[Person, ...]:
    return tuple(
        Person(name, role, "profile")
        for name, role in programme.roles.items()
        if role in (Role.ANCHOR, Role.CORRESPONDENT) and " " in name and not name.lower().startswith(NOBODY)
    )


def _judged(programme: Programme, knowledge: Knowledge) -> Trial:
    labels = {name: f"S{n}" for n, name in enumerate(dict.fromkeys(t.speaker for t in programme.turns), 1)}
    turns = [replace(turn, speaker=labels[turn.speaker]) for turn in programme.turns]
    house = Profile(people=_journalists(programme))
    with patch("pipeline.roles.assign.knowledge_of", lambda *_: (knowledge, TOLD)):
        speakers = {one.label: one for one in assign_roles(turns, "en", house=house)}
    words = Counter[str | None]()
    for turn in programme.turns:
        words[turn.speaker] += len(turn.text.split())
    found = Trial()
    for name, true in programme.roles.items():
        voice = speakers.get(labels.get(name, ""))
        if voice is not None:
            is_expert, quoted = true is Role.EXPERT, voice.role is Role.EXPERT and not voice.unsure
            count = words[name]
            found += Trial(
                known=count,
                right=count * (voice.role is true),
                quoted=count * quoted,
                false=count * (quoted and not is_expert),
                true=count * is_expert,
            )
    return found


if __name__ == "__main__":
    main()
