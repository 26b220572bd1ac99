"""Cues to roles: weights are added up per voice, and a role is given only when it is clearly ahead."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.roles.airtime import airtime_cues
from pipeline.roles.cue import Cue
from pipeline.roles.naming import names_from
from pipeline.roles.phrases import load_phrases
from pipeline.roles.spoken_cues import spoken_cues
from pipeline.roles.weights import MOST_OFTEN, SURE_ENOUGH, WEIGHTS
from pipeline.types import Evidence, Role, Speaker, Utterance

_CANDIDATES = (Role.ANCHOR, Role.CORRESPONDENT, Role.EXPERT)


def assign_roles(
    utterances: Sequence[Utterance], language: str, given: Sequence[Speaker] = ()
) -> tuple[Speaker, ...]:
    """A speaker for every label, in order of first speech.

    Speakers in `given` keep the role and the name they have; what they lack is filled in. A role is `unknown`
    where the evidence leaves it below SURE_ENOUGH; the confidence is the role's share of the probability.
    """
    turns = merge_turns(utterances)
    cues = (*airtime_cues(turns), *spoken_cues(turns, load_phrases(language)))
    names = names_from(cues)
    known = {speaker.label: speaker for speaker in given}
    labels = dict.fromkeys(
        label for label in (*(turn.speaker for turn in turns), *known) if label is not None
    )
    return tuple(
        _keep(known.get(label), _decide(label, [cue for cue in cues if cue.label == label], names))
        for label in labels
    )


def merge_turns(utterances: Sequence[Utterance]) -> tuple[Utterance, ...]:
    """Neighbouring utterances of one voice as one, in time order."""
    merged: list[Utterance] = []
    for utterance in sorted(utterances, key=lambda u: (u.start, u.end)):
        if merged and merged[-1].speaker == utterance.speaker:
            last = merged[-1]
            merged[-1] = replace(
                last,
                end=max(last.end, utterance.end),
                text=f"{last.text} {utterance.text}".strip(),
                words=last.words + utterance.words,
            )
        else:
            merged.append(utterance)
    return tuple(merged)


def _decide(label: str, cues: Sequence[Cue], names: Mapping[str, str]) -> Speaker:
    scores = _scores(cues)
    total = sum(math.exp(score) for score in scores.values())
    best = max(_CANDIDATES, key=lambda role: scores[role])
    probability = math.exp(scores[best]) / total
    sure = probability >= SURE_ENOUGH
    return Speaker(
        label=label,
        role=best if sure else Role.UNKNOWN,
        name=names.get(label),
        confidence=round(probability, 2),
        evidence=tuple(
            Evidence(cue.kind, WEIGHTS[cue.kind], cue.quote, round(cue.time, 2))
            for cue in cues
            if cue.role == best or not sure
        ),
    )


def _scores(cues: Sequence[Cue]) -> dict[Role, float]:
    often: Counter[str] = Counter()
    scores: defaultdict[Role, float] = defaultdict(float, dict.fromkeys(_CANDIDATES, 0.0))
    for cue in cues:
        often[cue.kind] += 1
        if often[cue.kind] <= MOST_OFTEN:
            scores[cue.role] += WEIGHTS[cue.kind]
    return scores


def _keep(given: Speaker | None, decided: Speaker) -> Speaker:
    """What a person wrote stands; the rest is ours."""
    if given is None:
        return decided
    name = given.name or decided.name
    if given.role is Role.UNKNOWN:
        return replace(decided, name=name, extra=given.extra)
    return replace(given, name=name, confidence=1.0 if given.confidence is None else given.confidence)
