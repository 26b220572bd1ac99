"""How much of each true role was heard as which voice of the hypothesis, in seconds or in words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import pairwise

from pipeline.evaluation.sample import Sample
from pipeline.evaluation.wer import normal_words, side_by_side
from pipeline.transcript.model import Role, Utterance

Pairs = Mapping[tuple[Role, str | None], float]
"""Seconds, or words, by the true role and the label; no label where the hypothesis has no speech."""


def has_roles(reference: Sample, hypothesis: Sample) -> bool:
    """Whether both sides know roles and what each voice says."""
    return bool(reference.roles and hypothesis.roles and reference.said and hypothesis.said is not None)


def is_timed(reference: Sample, hypothesis: Sample) -> bool:
    """Whether pairs are of seconds."""
    return reference.timed and hypothesis.timed


def role_pairs(reference: Sample, hypothesis: Sample) -> Pairs:
    """Where the true role is known. Of several voices at once, one with the right role if there is any."""
    return (
        _by_time(reference, hypothesis)
        if is_timed(reference, hypothesis)
        else _by_words(reference, hypothesis)
    )


def role_of(sample: Sample, label: str | None) -> Role:
    """The role of a voice; `unknown` when nobody gave it one."""
    return sample.roles.get(label or "", Role.UNKNOWN)


def _by_time(reference: Sample, hypothesis: Sample) -> Pairs:
    amounts: defaultdict[tuple[Role, str | None], float] = defaultdict(float)
    for turn in reference.said or ():
        true = role_of(reference, turn.speaker)
        if true is Role.UNKNOWN:
            continue
        over = [u for u in hypothesis.said or () if u.start < turn.end and turn.start < u.end]
        times = (time for u in over for time in (u.start, u.end))
        inside = (min(max(time, turn.start), turn.end) for time in times)
        for start, end in pairwise(sorted({turn.start, turn.end, *inside})):
            speaking = [u for u in over if u.start < end and start < u.end]
            amounts[true, _voice(true, speaking, hypothesis)] += end - start
    return dict(amounts)


def _voice(true: Role, speaking: list[Utterance], hypothesis: Sample) -> str | None:
    labels = [utterance.speaker or "" for utterance in speaking]
    right = (label for label in labels if role_of(hypothesis, label) is true)
    return next(right, labels[0] if labels else None)


def _by_words(reference: Sample, hypothesis: Sample) -> Pairs:
    true, heard = (
        normal_words(((u.text, u.speaker or "") for u in side.said or ()), side.language)
        for side in (reference, hypothesis)
    )
    amounts: Counter[tuple[Role, str | None]] = Counter(
        (role_of(reference, ours), theirs) for ours, theirs, _ in side_by_side(true, heard)
    )
    total = Counter(role_of(reference, label) for _, label in true)
    for role, count in total.items():
        amounts[role, None] = count - sum(n for (one, _), n in amounts.items() if one is role)
    return {key: float(count) for key, count in amounts.items() if count and key[0] is not Role.UNKNOWN}
