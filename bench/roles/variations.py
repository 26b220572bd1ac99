"""A programme as others have it: from a poor transcript, a diarizer that errs, or the times alone."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from bench.roles.programme import Programme
from pipeline.transcript.model import Role


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
