"""Cues from who speaks when and how long, without a look at the words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from pipeline.roles.cue import Cue
from pipeline.types import Utterance

_SOUNDBITE = 25.0
"""Seconds above which one turn is no soundbite any more."""


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


def _between(turns: Sequence[Utterance]) -> Iterator[Cue]:
    """A short turn between two turns of one voice is quoted by it, or it puts a question to it."""
    for before, turn, after in zip(turns, turns[1:], turns[2:], strict=False):
        if turn.speaker is None or before.speaker is None or before.speaker != after.speaker:
            continue
        if turn.span.duration <= _SOUNDBITE:
            yield Cue("is_sandwiched", turn.speaker, time=turn.start)
            yield Cue("narrates_around", before.speaker, time=before.start)


def _manner(by_label: dict[str, list[Utterance]]) -> Iterator[Cue]:
    """How much of the time a voice has, how often it speaks, how long at a time."""
    seconds = {label: sum(turn.span.duration for turn in turns) for label, turns in by_label.items()}
    total = sum(seconds.values()) or 1.0
    for label, turns in by_label.items():
        first = turns[0].start
        share = seconds[label] / total
        yield Cue("talk_share", label, f"{share:.0%} of the talking", first, strength=round(share, 3))
        if len(turns) == 1:
            yield Cue("speaks_once", label, time=first)
        if seconds[label] / len(turns) > _SOUNDBITE:
            yield Cue("speaks_at_length", label, time=first)
