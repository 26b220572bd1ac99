"""Which voice has which name: all claims of a programme weighed against each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from pipeline.roles.naming.claims import Claim
from pipeline.roles.naming.people import People

_WORTH: Mapping[str, float] = {
    "own": 4.0, "gives_own_name": 4.0, "presents": 4.0, "signs_off": 4.0, "signs_off_as_house": 5.0,
    "guest": 3.0, "is_welcomed": 3.0, "is_named_with_title": 3.0,
    "is_called_by_name": 3.0, "is_called_colleague": 2.2, "is_brought_in_as_colleague": 3.0,
    "is_handed_to": 1.8, "thanked": 2.2, "floor": 2.0, "quoted": 2.0, "handed": 1.8,
    "addressed": 1.5, "reported": 1.6,
}  # fmt: skip
"""By kind of claim, in nats: about the odds that it is right, in programmes whose voices are known."""
_LITTLE = 1.0
"""Worth of a kind that is not in the table: alone it names nobody."""
_COLLEAGUES = frozenset(
    ("is_handed_to", "is_brought_in_as_colleague", "is_called_colleague", "handed", "reported")
)
"""Kinds by which journalists are called; after them somebody else may be heard first."""
_LEAST = 1.5
"""Worth from which a name is printed."""
_AHEAD = 1.0
"""How much more it must be than what speaks for another voice of that name, or another name of that voice."""
_PART_ONLY = 0.5
"""What a claim counts where only a given name or a surname is known, or where it may be no person's name."""
OWN = frozenset(("own", "gives_own_name", "presents", "signs_off", "signs_off_as_house"))
"""Kinds in which somebody says the name himself."""


@dataclass(frozen=True, slots=True)
class Given:
    """The name of a voice, in full if the programme says it, and the claim that is worth most."""

    name: str
    claim: Claim


def names_of(claims: Sequence[Claim], people: People, quoted: Collection[str] = ()) -> dict[str, Given]:
    """By label the name that it surely has; no two have the same.

    Voices that are `quoted` do not have a name by which a colleague was called.
    """
    worth: defaultdict[tuple[str, str], float] = defaultdict(float)
    best: dict[tuple[str, str], Claim] = {}
    for claim in _heeded(claims, quoted):
        key = (claim.label, people.completed(claim.named.name))
        worth[key] += _worth(claim, key[1])
        best[key] = max(best.get(key, claim), claim, key=lambda one: _worth(one, key[1]))
    rivals = _rivals(worth)
    return {
        label: Given(name, best[label, name])
        for label, name in worth
        if worth[label, name] >= max(_LEAST, _AHEAD + rivals[label, name])
    }


def _heeded(claims: Sequence[Claim], quoted: Collection[str]) -> list[Claim]:
    return [one for one in claims if not (one.label in quoted and one.kind in _COLLEAGUES)]


def _rivals(worth: Mapping[tuple[str, str], float]) -> dict[tuple[str, str], float]:
    """What speaks most for another voice of that name, or another name of that voice."""
    sides: defaultdict[tuple[int, str], list[float]] = defaultdict(list)
    for key, value in worth.items():
        for side in (0, 1):
            sides[side, key[side]].append(value)
    ordered = {side: sorted(values, reverse=True) for side, values in sides.items()}
    return {
        key: max(_without(ordered[side, key[side]], value) for side in (0, 1)) for key, value in worth.items()
    }


def _without(ordered: Sequence[float], value: float) -> float:
    """The most of these, `value` once left out; 0 if there is no more."""
    return next(iter(ordered[1:] if ordered[0] == value else ordered), 0.0)


def _worth(claim: Claim, name: str) -> float:
    certain = " " in name and not claim.named.doubtful
    return _WORTH.get(claim.kind, _LITTLE) * (1.0 if certain else _PART_ONLY)


def called_too(
    claims: Sequence[Claim], people: People, names: Mapping[str, Given], quoted: Collection[str] = ()
) -> dict[str, str]:
    """Full names of other voices by which voices without a name are called: they may be one person."""
    taken = {given.name for given in names.values() if " " in given.name}
    heeded = _heeded(claims, quoted)
    called = ((claim.label, people.completed(claim.named.name)) for claim in heeded)
    return {label: name for label, name in called if name in taken and label not in names}
