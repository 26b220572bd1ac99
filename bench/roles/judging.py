"""What is made of programmes by what was learnt from others."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bench.roles.fit import fields_of, fitted
from bench.roles.material import material
from bench.roles.model_fit import fitted_model
from bench.roles.programme import Programme
from pipeline.roles.caution import STRICT
from pipeline.roles.crf import ROLES, Unary
from pipeline.roles.decision import Case, Knowledge
from pipeline.roles.weights import SURE_ENOUGH
from pipeline.transcript.model import Role

_PARTS = 8
"""Parts into which the shows of all stations are drawn."""


def family(programme: Programme) -> str:
    """Programmes of one are left out together: those of a station that nobody knows."""
    return programme.family


def drawn_shows(programme: Programme) -> str:
    """The same for other shows of known stations: all stations are in all parts, no show is in two."""
    return str(zlib.crc32(programme.show.encode()) % _PARTS)


@dataclass(frozen=True, slots=True)
class Verdict:
    """One voice: what it is, the chances of its roles, and how many words it says."""

    programme: Programme
    label: str
    true: Role
    chances: Unary
    words: int
    unsure: bool
    """Whether it would be neither quoted nor narration, nothing being told of the programme."""

    @property
    def likeliest(self) -> Role:
        """The role with the best chance, however small."""
        return ROLES[int(self.chances.argmax())]

    @property
    def said(self) -> Role:
        """The same, or `unknown` where it is not sure enough."""
        return self.likeliest if self.chance >= SURE_ENOUGH else Role.UNKNOWN

    @property
    def chance(self) -> float:
        """Of the likeliest role."""
        return float(self.chances.max())


def crossed(data: Sequence[Programme], part: Callable[[Programme], str] = family) -> dict[str, Knowledge]:
    """What is learnt without each part."""
    fields = {p.name: fields_of(p) for p in data}
    items = {p.name: material(p) for p in data}
    knowledge = {}
    for left_out in dict.fromkeys(map(part, data)):
        others = [p for p in data if part(p) != left_out]
        weights = fitted(field for p in others for field in fields[p.name])
        knowledge[left_out] = Knowledge(weights, fitted_model([items[p.name] for p in others]))
    return knowledge


def judge(programme: Programme, knowledge: Knowledge) -> Iterator[Verdict]:
    """What the pipeline's own decision makes of every voice whose role is known."""
    case = Case.of(programme.turns, "en", knowledge)
    chances = case.chances({})
    words = Counter[str]()
    for turn in programme.turns:
        words[turn.speaker or ""] += len(turn.text.split())
    for label, true in programme.roles.items():
        if words[label] and label in chances:
            kinds = {cue.kind for cue in case.cues.cues if cue.label == label}
            unsure = STRICT.is_unsure(chances[label], kinds)
            yield Verdict(programme, label, true, chances[label], words[label], unsure)
