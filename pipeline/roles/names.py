"""Names from the cues that say them; never a name without one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from pipeline.roles.cues.base import Cue

_OWN = frozenset({"signs_off", "presents", "gives_own_name"})
"""Kinds of cues in which somebody says the name himself."""


def names_from(cues: Sequence[Cue]) -> dict[str, str]:
    """The name each label is called by most often, given names completed to full ones.

    A name that is claimed for two labels goes to the one it was said of more often, and to nobody on a tie;
    what somebody says of himself counts twice.
    """
    said: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for cue in cues:
        if cue.name:
            said[cue.label][cue.name] += 2 if cue.kind in _OWN else 1
    full = {name for counts in said.values() for name in counts if " " in name}
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for label, counts in said.items():
        for name, count in counts.items():
            votes[_completed(name, full)][label] += count
    names: dict[str, tuple[int, str]] = {}
    for name, labels in votes.items():
        (label, count), *others = labels.most_common()
        if others and others[0][1] == count:
            continue
        if count > names.get(label, (0, ""))[0] or (
            count == names[label][0] and len(name) > len(names[label][1])
        ):
            names[label] = (count, name)
    return {label: name for label, (_, name) in names.items()}


def _completed(name: str, full: set[str]) -> str:
    """`Clara` becomes `Clara Hughes` where exactly one full name has that part."""
    matches = [whole for whole in full if name in whole.split()]
    return matches[0] if len(matches) == 1 else name
