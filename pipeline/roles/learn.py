"""Weights of one show: a correction of the packaged ones, from programmes whose roles people settled.

The packaged weights are the prior, so that a few programmes move what they show often and nothing else:
PRIOR in Daumé III, "Frustratingly easy domain adaptation" (ACL 2007).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pipeline.roles.caution import Caution
from pipeline.roles.crf import ROLES
from pipeline.roles.decision import Case, Knowledge
from pipeline.roles.logistic import Numbers, Regression, fit
from pipeline.roles.model import RoleModel
from pipeline.transcript.model import Role, Utterance

_VOICE_STRENGTH = 0.3
_TEXT_STRENGTH = 30.0
"""How much the own programmes count against the packaged weights: more moves more, for good and for ill."""

_HELD = 100.0
"""Precision of the bias: which roles there are at all is not learnt from a few programmes."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A programme whose voices' roles people settled; voices without one are not learnt from."""

    utterances: tuple[Utterance, ...]
    roles: Mapping[str, Role]
    language: str
    sign_offs: tuple[str, ...] = ()

    def case(self, knowledge: Knowledge) -> Case:
        """What is known of it before its roles are decided."""
        return Case.of(self.utterances, self.language, knowledge, self.sign_offs)


@dataclass(frozen=True, slots=True)
class Trial:
    """How programmes were judged, in words: `right` of `known`, `false` of `quoted`, `printed` of `true`."""

    known: int = 0
    right: int = 0
    quoted: int = 0
    false: int = 0
    true: int = 0

    def __add__(self, other: Trial) -> Trial:
        return Trial(
            self.known + other.known,
            self.right + other.right,
            self.quoted + other.quoted,
            self.false + other.false,
            self.true + other.true,
        )

    @property
    def right_share(self) -> float:
        """Of the words whose role is known."""
        return self.right / self.known if self.known else math.nan

    @property
    def false_share(self) -> float:
        """Of the words in quotation marks; none where nothing is quoted."""
        return self.false / self.quoted if self.quoted else 0.0

    @property
    def printed_share(self) -> float:
        """Of the words that should stand in quotation marks."""
        return (self.quoted - self.false) / self.true if self.true else math.nan


def learn(base: Knowledge, programmes: Sequence[Labelled]) -> Knowledge:
    """The packaged knowledge, corrected. Deterministic; seconds for dozens of programmes."""
    cases = [programme.case(base) for programme in programmes]
    voice = replace(base.model.voice, regression=_voices(base.model, cases, programmes))
    text = replace(base.model.text, regression=_wordings(base.model, cases, programmes))
    return replace(base, model=replace(base.model, voice=voice, text=text))


def trial(knowledge: Knowledge, programme: Labelled, caution: Caution) -> Trial:
    """How `knowledge` judges a programme that it has not seen."""
    case = programme.case(knowledge)
    chances = case.chances({})
    found = Trial()
    for label, true in programme.roles.items():
        words = sum(len(u.text.split()) for u in programme.utterances if u.speaker == label)
        if label not in chances:
            continue
        said = ROLES[int(chances[label].argmax())]
        kinds = {cue.kind for cue in case.cues.cues if cue.label == label}
        quoted = said is Role.EXPERT and not caution.is_unsure(chances[label], kinds)
        expert = true is Role.EXPERT
        found += Trial(
            words, words * (said is true), words * quoted, words * (quoted and not expert), words * expert
        )
    return found


def left_out(base: Knowledge, programmes: Sequence[Labelled], caution: Caution) -> tuple[Trial, Trial]:
    """Each programme judged by the packaged weights, and by what is learnt from all the others."""
    before, after = Trial(), Trial()
    for number, programme in enumerate(programmes):
        others = [other for place, other in enumerate(programmes) if place != number]
        before += trial(base, programme, caution)
        after += trial(learn(base, others), programme, caution)
    return before, after


def _voices(model: RoleModel, cases: Sequence[Case], programmes: Sequence[Labelled]) -> Regression:
    rows, roles, words = [], [], []
    for case, programme in zip(cases, programmes, strict=True):
        table = model.voice.standardised(case.reading.features)
        for voice, role in _known(case, programme):
            rows.append(table[voice])
            roles.append(role)
            words.append(sum(len(turn.words) for turn in case.reading.conversation.own(voice)))
    return _fitted(rows, roles, words, _VOICE_STRENGTH, model.voice.regression)


def _wordings(model: RoleModel, cases: Sequence[Case], programmes: Sequence[Labelled]) -> Regression:
    rows, roles, words = [], [], []
    for case, programme in zip(cases, programmes, strict=True):
        table, conversation = model.text.rows(case.reading.conversation), case.reading.conversation
        for voice, role in _known(case, programme):
            for place in conversation.places(voice):
                rows.append(table[place])
                roles.append(role)
                words.append(len(conversation.turns[place].tokens))
    return _fitted(rows, roles, words, _TEXT_STRENGTH, model.text.regression)


def _known(case: Case, programme: Labelled) -> Iterator[tuple[int, int]]:
    """Voices whose role is known, and the number of the role."""
    for voice, label in enumerate(case.reading.conversation.labels):
        if label in programme.roles:
            yield voice, ROLES.index(programme.roles[label])


def _fitted(
    rows: Sequence[Numbers], roles: Sequence[int], words: Sequence[int], strength: float, prior: Regression
) -> Regression:
    """Roles count alike, and what is said at length more, up to four times."""
    known: NDArray[np.int64] = np.array(roles)
    counts = np.minimum(4.0, np.sqrt(np.maximum(1, np.array(words)) / 40))
    for role in range(len(ROLES)):
        own = known == role
        if own.any():
            counts[own] *= len(known) / (3 * counts[own].sum())
    return fit(np.array(rows), known, counts, strength, prior, held_bias=_HELD)
