"""Cues to roles: weights are added up per voice, and a role is given only when it is clearly ahead."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.roles.airtime import airtime_cues
from pipeline.roles.cue import Cue
from pipeline.roles.naming import names_from
from pipeline.roles.phrases import load_phrases
from pipeline.roles.pronouns import pronoun_cues
from pipeline.roles.spoken_cues import spoken_cues
from pipeline.roles.weights import BIAS, MOST_OFTEN, SURE_ENOUGH, WEIGHTS
from pipeline.types import Evidence, Role, Speaker, Utterance

_CANDIDATES = (Role.ANCHOR, Role.CORRESPONDENT, Role.EXPERT)


def assign_roles(
    utterances: Sequence[Utterance], language: str, given: Sequence[Speaker] = ()
) -> tuple[Speaker, ...]:
    """A speaker for every label, in order of first speech.

    Speakers in `given` keep the role and the name they have; what they lack is filled in. A role is `unknown`
    where the evidence leaves it below SURE_ENOUGH; the confidence is the role's share of the probability.
    """
    cues = cues_of(utterances, language)
    names = names_from(cues)
    known = {speaker.label: speaker for speaker in given}
    labels = dict.fromkeys(
        label for label in (*(turn.speaker for turn in merge_turns(utterances)), *known) if label is not None
    )
    return tuple(
        _keep(known.get(label), _decide(label, [cue for cue in cues if cue.label == label], names))
        for label in labels
    )


def cues_of(utterances: Sequence[Utterance], language: str) -> tuple[Cue, ...]:
    """Every cue of a recording, from times and, where the language has a list of phrases, from words."""
    turns = tuple(_readable(turn) for turn in merge_turns(utterances))
    phrases = load_phrases(language)
    return (*airtime_cues(turns), *spoken_cues(turns, phrases), *pronoun_cues(turns, phrases))


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


def _readable(turn: Utterance) -> Utterance:
    """Text that is all capitals hides its names; in small letters at least no word passes for one."""
    return replace(turn, text=turn.text.lower()) if turn.text.isupper() else turn


def _decide(label: str, cues: Sequence[Cue], names: Mapping[str, str]) -> Speaker:
    telling = counted(cues)
    scores = {
        role: getattr(BIAS, role.value) + sum(_worth(cue, role) for cue in telling) for role in _CANDIDATES
    }
    total = sum(math.exp(score) for score in scores.values())
    best = max(_CANDIDATES, key=lambda role: scores[role])
    probability = math.exp(scores[best]) / total
    evidence = _evidence(telling, best)
    return Speaker(
        label=label,
        role=best if evidence and probability >= SURE_ENOUGH else Role.UNKNOWN,
        name=names.get(label),
        confidence=round(probability, 2),
        evidence=evidence,
    )


def counted(cues: Sequence[Cue]) -> list[Cue]:
    """The first MOST_OFTEN cues of each kind."""
    often: Counter[str] = Counter()
    kept = []
    for cue in cues:
        often[cue.kind] += 1
        if often[cue.kind] <= MOST_OFTEN:
            kept.append(cue)
    return kept


def _worth(cue: Cue, role: Role) -> float:
    return float(getattr(WEIGHTS[cue.kind], role.value)) * cue.strength


def _evidence(cues: Sequence[Cue], role: Role) -> tuple[Evidence, ...]:
    """The cues that speak for `role` rather than for the other roles, the weightiest first."""
    worth = [
        (_worth(cue, role) - sum(_worth(cue, other) for other in _CANDIDATES) / len(_CANDIDATES), cue)
        for cue in cues
    ]
    favourable = sorted((pair for pair in worth if pair[0] > 0), key=lambda pair: -pair[0])
    return tuple(
        Evidence(cue.kind, round(weight, 2), cue.quote, round(cue.time, 2)) for weight, cue in favourable
    )


def _keep(given: Speaker | None, decided: Speaker) -> Speaker:
    """What a person wrote stands; the rest is ours."""
    if given is None:
        return decided
    name = given.name or decided.name
    if given.role is Role.UNKNOWN:
        return replace(decided, name=name, extra=given.extra)
    return replace(given, name=name, confidence=1.0 if given.confidence is None else given.confidence)
