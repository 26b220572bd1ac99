"""Programmes whose true turns, words and roles are known: what roles are fitted to and measured on."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.evaluation.sample import in_order
from pipeline.transcript.model import Role, Utterance

WRITTEN = Path(__file__).parents[1] / "programmes"
"""Scripts written for the purpose, part of the project."""
_LINE = re.compile(r"(anchor|correspondent|expert) ([^:]+): (.+)")


@dataclass(frozen=True, slots=True)
class Programme:
    """True turns and the roles of those voices whose role is certain."""

    kind: str
    name: str
    turns: tuple[Utterance, ...]
    roles: Mapping[str, Role]


def programmes(folder: Path) -> Iterator[Programme]:
    """Everything there is: reference items of `folder`, if it is there, and the written scripts."""
    for path in sorted((folder / "bnews-text").glob("*.json")):
        data = json.loads(path.read_text("utf-8"))
        turns = [Utterance(t["start"], t["end"], t["speaker"] or "?", t["text"]) for t in data["turns"]]
        roles = {name or "?": r["role"] for name, r in data["roles"].items() if r["confidence"] != "low"}
        yield _programme("bnews-text", path.stem, turns, roles)
    for path in sorted((folder / "scripts").glob("*.json")):
        data = json.loads(path.read_text("utf-8"))
        lines = [(turn["speaker"], turn["text"]) for turn in data["turns"]]
        yield _programme(
            "scripts", path.stem, in_order(lines), {turn["speaker"]: turn["role"] for turn in data["turns"]}
        )
    yield from written(WRITTEN, "written")


def unseen() -> Iterator[Programme]:
    """Written scripts that weights are never fitted on."""
    yield from written(WRITTEN / "unseen", "unseen")


def written(folder: Path, kind: str) -> Iterator[Programme]:
    """The scripts of a folder."""
    for path in sorted(folder.glob("*.txt")):
        matches = [_LINE.fullmatch(line) for line in path.read_text("utf-8").splitlines()]
        found = [match.groups() for match in matches if match]
        roles = {name: role for role, name, _ in found}
        yield _programme(kind, path.stem, in_order([(name, text) for _, name, text in found]), roles)


def _programme(kind: str, name: str, turns: Sequence[Utterance], roles: Mapping[str, str]) -> Programme:
    certain = {
        label: Role(role) for label, role in roles.items() if role in {"anchor", "correspondent", "expert"}
    }
    return Programme(kind, name, tuple(turns), certain)


def bare(programme: Programme) -> Programme:
    """The same as the poorest transcripts have it: capitals, no punctuation."""
    turns = (replace(turn, text=re.sub(r"[^\w\s']", "", turn.text).upper()) for turn in programme.turns)
    return replace(programme, turns=tuple(turns))


def without_words(programme: Programme) -> Programme:
    """The same with the words hidden: only who speaks when is left."""
    return replace(programme, turns=tuple(replace(turn, text="") for turn in programme.turns))


def without_airtime(programme: Programme) -> Programme:
    """The same with every turn a second long: the order and the words are left."""
    turns = (replace(turn, start=1.1 * i, end=1.1 * i + 1) for i, turn in enumerate(programme.turns))
    return replace(programme, turns=tuple(turns))


def split(programme: Programme) -> Programme:
    """The same as a diarizer hears it that takes the one who speaks most for two, from the middle on."""
    spoken = Counter[str]()
    for turn in programme.turns:
        spoken[turn.speaker or ""] += len(turn.text)
    (label, _), *_ = spoken.most_common(1)
    own = [number for number, turn in enumerate(programme.turns) if turn.speaker == label]
    later = set(own[len(own) // 2 :]) if len(own) > 1 else set()
    turns = (
        replace(turn, speaker=f"{label} (2)") if number in later else turn
        for number, turn in enumerate(programme.turns)
    )
    roles = {**programme.roles}
    if later and label in roles:
        roles[f"{label} (2)"] = roles[label]
    return replace(programme, turns=tuple(turns), roles=roles)


def merged(programme: Programme) -> Programme | None:
    """The same as a diarizer hears it that takes anchor and reporter for one; None without both of them.

    They are those of either role who speak most.
    """
    spoken = Counter[str]()
    for turn in programme.turns:
        spoken[turn.speaker or ""] += len(turn.text)
    most = {
        programme.roles[label]: label
        for label, _ in reversed(spoken.most_common())
        if label in programme.roles
    }
    anchor, reporter = most.get(Role.ANCHOR), most.get(Role.CORRESPONDENT)
    if anchor is None or reporter is None:
        return None
    turns = (replace(turn, speaker=anchor) if turn.speaker == reporter else turn for turn in programme.turns)
    return replace(programme, turns=tuple(turns))
