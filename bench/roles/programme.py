"""Programmes whose true turns, words and roles are known: what roles are fitted to and measured on."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.evaluation.sample import in_order
from pipeline.transcript.model import Role, Utterance

WRITTEN = Path(__file__).parent / "programmes"
"""Scripts written for the purpose, part of the project."""
_FAMILIES = {
    "au-": "Australian interviews",
    "cnn10": "CNN 10 and Student News",
    "cnn-student": "CNN 10 and Student News",
    "pbs": "NewsHour",
    "cnn-tonight": "CNN Tonight and scripts",
    "cnn_": "CNN Tonight and scripts",
    "cnn-ac360": "AC360",
}
"""By the beginning of the name; other programmes are a family with those of their kind."""
_LINE = re.compile(r"(anchor|correspondent|expert) ([^:]+): (.+)")


@dataclass(frozen=True, slots=True)
class Programme:
    """True turns and the roles of those voices whose role is certain.

    A `family` shares makers, hosts and habits: what is learnt of one programme helps with the others of its
    family, so that families are left out whole. Those cut from one `show` share a day and its people, too.
    The `station` is empty where it is not told.
    """

    kind: str
    name: str
    family: str
    show: str
    station: str
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
    for path in sorted((folder / "programmes").glob("*.json")):
        data = json.loads(path.read_text("utf-8"))
        lines = [(turn["speaker"], turn["text"]) for turn in data["turns"]]
        roles = {turn["speaker"]: turn["role"] for turn in data["turns"]}
        yield _programme(data["kind"], path.stem, in_order(lines), roles, data["show"], data["station"])
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


def _programme(
    kind: str,
    name: str,
    turns: Sequence[Utterance],
    roles: Mapping[str, str],
    show: str | None = None,
    station: str = "",
) -> Programme:
    certain = {
        label: Role(role) for label, role in roles.items() if role in {"anchor", "correspondent", "expert"}
    }
    family = next((family for prefix, family in _FAMILIES.items() if name.startswith(prefix)), kind)
    return Programme(kind, name, family, show or name, station, tuple(turns), certain)
