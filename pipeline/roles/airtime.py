"""Cues from who speaks when and how long, without a look at the words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.roles.cue import Cue
from pipeline.types import Role, Utterance

_SOUNDBITE = 40.0
"""Seconds above which one turn is no soundbite any more."""


def airtime_cues(turns: Sequence[Utterance]) -> tuple[Cue, ...]:
    """All cues from times. `turns` are merged utterances: neighbours differ in speaker."""
    labels = {turn.speaker for turn in turns}
    if len(labels) < 2:
        return ()
    return (*_sandwiches(turns), *_first(turns), *_once(turns))


def _sandwiches(turns: Sequence[Utterance]) -> Iterator[Cue]:
    """A short turn between two longer ones of the same voice is quoted by that voice."""
    total: Counter[str] = Counter()
    for turn in turns:
        total[turn.speaker or ""] += round(100 * turn.span.duration)
    for before, turn, after in zip(turns, turns[1:], turns[2:], strict=False):
        if turn.speaker is None or before.speaker is None or before.speaker != after.speaker:
            continue
        if turn.span.duration <= _SOUNDBITE and total[turn.speaker] < total[before.speaker]:
            yield Cue("is_sandwiched", turn.speaker, Role.EXPERT, time=turn.start)
            yield Cue("narrates_around", before.speaker, Role.CORRESPONDENT, time=before.start)


def _first(turns: Sequence[Utterance]) -> Iterator[Cue]:
    """Programmes open with the presenter."""
    if turns[0].speaker is not None:
        yield Cue("first_voice", turns[0].speaker, Role.ANCHOR, time=turns[0].start)


def _once(turns: Sequence[Utterance]) -> Iterator[Cue]:
    """Whoever speaks a single time, in the middle, is mostly quoted."""
    often = Counter(turn.speaker for turn in turns)
    for turn in turns[1:-1]:
        if turn.speaker is not None and often[turn.speaker] == 1:
            yield Cue("speaks_once", turn.speaker, Role.EXPERT, time=turn.start)
