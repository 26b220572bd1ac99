"""What each cue is worth for each role, and how well roles of tied voices fit, in nats.

A weight of 0.7 makes a role twice as likely. The numbers are in `weights.toml`, which
`python -m bench.roles.fit --write` fits and writes; see there for the data and the method.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from pipeline.roles.crf import Pairwise, Unary


@cache
def rules_digest() -> str:
    """SHA-256 over the weights, what was learnt, and the lists of phrases and words of all languages."""
    top = files("pipeline.roles")
    digest = hashlib.sha256((top / "weights.toml").read_bytes())
    for folder in ("phrases", "features", "learnt"):
        for entry in sorted((top / folder).iterdir(), key=lambda entry: entry.name):
            if entry.name.endswith((".toml", ".tsv")):
                digest.update(entry.name.encode() + b"\0" + entry.read_bytes())
    return digest.hexdigest()


MOST_OFTEN = 2
"""A habit proves no more the tenth time than the second."""
SURE_ENOUGH = 0.5
"""Below this probability the role is `unknown`."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Potentials by kind of cue and of link, their axes in the order of `crf.ROLES`."""

    bias: Unary
    cues: Mapping[str, Unary]
    links: Mapping[str, Pairwise]
    anchors: NDArray[np.float64]
    """Worth of no, one, two, and more anchors, shape (4,)."""
    correspondents: NDArray[np.float64]


@cache
def load_weights() -> Weights:
    """The packaged weights."""
    text = (files("pipeline.roles") / "weights.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    return Weights(
        bias=np.array(data["bias"]),
        cues={kind: np.array(row) for kind, row in data["cues"].items()},
        links={kind: np.array(rows) for kind, rows in data["links"].items()},
        anchors=np.array(data["anchors"]),
        correspondents=np.array(data["correspondents"]),
    )
