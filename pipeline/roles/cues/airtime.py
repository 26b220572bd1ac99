"""Cues and links from who speaks when and how long, without a look at the words."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.roles.cues.base import Cue, Link
from pipeline.transcript.model import Utterance

SOUNDBITE = 25.0
"""Seconds above which one turn is no soundbite any more."""
CUES = (
    "only_voice", "first_voice", "last_voice", "is_sandwiched", "narrates_around", "talk_share", "spread",
    "turn_length", "turns", "speaks_once",
)  # fmt: skip
"""Kinds of cues from times."""
LINKS = ("speaks_before", "speaks_around")
"""Kinds of links from times."""
_USUAL_TURN = 15.0
"""Seconds of a turn that is neither short nor long."""


def airtime_cues(turns: Sequence[Utterance]) -> tuple[Cue, ...]:
    """All cues from times. `turns` are merged utterances: neighbours differ in speaker."""
    told = [turn for turn in turns if turn.speaker is not None]
    by_label: defaultdict[str, list[Utterance]] = defaultdict(list)
    for turn in told:
        by_label[turn.speaker or ""].append(turn)
    if len(by_label) < 2:
        return tuple(Cue("only_voice", label) for label in by_label)
    return (
        Cue("first_voice", told[0].speaker or "", time=told[0].start),
        Cue("last_voice", told[-1].speaker or "", time=told[-1].start),
        *_between(turns),
        *_manner(by_label),
    )


def airtime_links(turns: Sequence[Utterance]) -> Iterator[Link]:
    """Who speaks after whom, and between two turns of whom."""
    for one, other in pairwise(turns):
        if one.speaker is not None and other.speaker is not None:
            yield Link("speaks_before", one.speaker, other.speaker, time=one.start)
    for before, turn, after in zip(turns, turns[1:], turns[2:], strict=False):
        if _is_sandwiched(before, turn, after):
            yield Link("speaks_around", before.speaker or "", turn.speaker or "", time=turn.start)


def _is_sandwiched(before: Utterance, turn: Utterance, after: Utterance) -> bool:
    """A short turn between two turns of one voice is quoted by it, or it puts a question to it."""
    if turn.speaker is None or before.speaker is None or before.speaker != after.speaker:
        return False
    return turn.duration <= SOUNDBITE


def _between(turns: Sequence[Utterance]) -> Iterator[Cue]:
    for before, turn, after in zip(turns, turns[1:], turns[2:], strict=False):
        if _is_sandwiched(before, turn, after):
            yield Cue("is_sandwiched", turn.speaker or "", time=turn.start)
            yield Cue("narrates_around", before.speaker or "", time=before.start)


def _manner(by_label: dict[str, list[Utterance]]) -> Iterator[Cue]:
    """How much of the time a voice has, how often it speaks, how long at a time, over how much of it all."""
    seconds = {label: sum(turn.duration for turn in turns) for label, turns in by_label.items()}
    total = sum(seconds.values()) or 1.0
    begins = min(turns[0].start for turns in by_label.values())
    whole = max(turns[-1].end for turns in by_label.values()) - begins or 1.0
    for label, turns in by_label.items():
        first = turns[0].start
        share = seconds[label] / total
        length = seconds[label] / len(turns)
        spread = (turns[-1].end - first) / whole
        yield Cue("talk_share", label, f"{share:.0%} of the talking", first, strength=round(share, 3))
        yield Cue("spread", label, f"over {spread:.0%} of the programme", first, strength=round(spread, 3))
        yield Cue("turn_length", label, f"{length:.0f} s at a time", first, strength=_length(length))
        yield Cue("turns", label, f"{len(turns)} turns", first, strength=round(math.log(len(turns)), 2))
        if len(turns) == 1:
            yield Cue("speaks_once", label, time=first)


def _length(seconds: float) -> float:
    """Logarithm of how much longer than usual a turn is, within a factor of seven either way."""
    return round(max(-2.0, min(2.0, math.log(max(seconds, 0.1) / _USUAL_TURN))), 2)
