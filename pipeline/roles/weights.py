"""What each cue is worth for each role, and how well roles of tied voices fit, in nats.

A weight of 0.7 makes a role twice as likely. The numbers are in `weights.toml`, which
`python -m bench.roles.fit --write` fits and writes; see there for the data and the method.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pipeline.roles.crf import Chances, Square


@cache
def rules_digest() -> str:
    """SHA-256 over the weights and the phrase lists of all languages."""
    top = files("pipeline.roles")
    lists = sorted((top / "phrases").iterdir(), key=lambda entry: entry.name)
    digest = hashlib.sha256((top / "weights.toml").read_bytes())
    for entry in lists:
        if entry.name.endswith(".toml"):
            digest.update(entry.name.encode() + b"\0" + entry.read_bytes())
    return digest.hexdigest()


MOST_OFTEN = 2
"""A habit proves no more the tenth time than the second."""
SURE_ENOUGH = 0.5
"""Below this probability the role is `unknown`."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Rows are in the order of `crf.ROLES`."""

    bias: Chances
    cues: Mapping[str, Chances]
    links: Mapping[str, Square]
    anchors: Sequence[float]
    """Worth of no, one, two, and more anchors."""
    correspondents: Sequence[float]


@cache
def load_weights() -> Weights:
    """The packaged weights."""
    text = (files("pipeline.roles") / "weights.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    return Weights(
        bias=_row(data["bias"]),
        cues={kind: _row(row) for kind, row in data["cues"].items()},
        links={kind: (_row(a), _row(b), _row(c)) for kind, (a, b, c) in data["links"].items()},
        anchors=data["anchors"],
        correspondents=data["correspondents"],
    )


def _row(numbers: Sequence[float]) -> Chances:
    anchor, correspondent, expert = numbers
    return (anchor, correspondent, expert)
