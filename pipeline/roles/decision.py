"""From evidence and what was learnt to the chances of every role, for all voices of a programme together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.profile.model import Person
from pipeline.roles.crf import ROLES, Pairwise, Potentials, Unary, decide
from pipeline.roles.cues.base import Cue
from pipeline.roles.evidence import CueSet, counted, cues_of, merge_turns
from pipeline.roles.features.conversation import Conversation
from pipeline.roles.model import Reading, RoleModel, load_model
from pipeline.roles.weights import Weights, load_weights
from pipeline.transcript.model import Role, Utterance

_TEMPERATURE = 2.0
"""Cues, features and wordings know much of the same, so that their sum is too sure by half."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Weights of cues, and what was learnt besides."""

    weights: Weights
    model: RoleModel

    @classmethod
    def packaged(cls) -> Knowledge:
        """What comes with the program."""
        return cls(load_weights(), load_model())


@dataclass(frozen=True, slots=True)
class Case:
    """All that is known of a programme's voices before their roles are decided."""

    cues: CueSet
    reading: Reading
    weights: Weights

    @classmethod
    def of(
        cls,
        utterances: Sequence[Utterance],
        language: str,
        knowledge: Knowledge,
        sign_offs: Sequence[str] = (),
        people: Sequence[Person] = (),
    ) -> Case:
        """Of what is said in the programme, adverts left out."""
        cues = cues_of(utterances, language, sign_offs, people)
        conversation = Conversation.of(merge_turns(utterances), cues.labels)
        return cls(cues, knowledge.model.reading(conversation, language), knowledge.weights)

    def chances(self, settled: Mapping[str, Role]) -> dict[str, Unary]:
        """Of every role of each voice, shape (3,); `settled` roles are certain."""
        potentials = potentials_of(self.cues, self.weights)
        worth = self.reading.worth()
        unary = {
            label: potentials.unary[label] + row for label, row in zip(self.cues.labels, worth, strict=True)
        }
        whole = Potentials(unary, potentials.pairwise, potentials.anchors, potentials.correspondents)
        return decide(whole.cooled(_TEMPERATURE), self.cues.labels, settled)


def potentials_of(clues: CueSet, weights: Weights) -> Potentials:
    """The worth of all cues and links, added up."""
    voices: defaultdict[str, list[Cue]] = defaultdict(list)
    for cue in clues.cues:
        voices[cue.label].append(cue)
    pairs: defaultdict[tuple[str, str], Pairwise] = defaultdict(lambda: np.zeros((len(ROLES), len(ROLES))))
    for link in clues.links:
        pairs[link.of, link.to] = pairs[link.of, link.to] + weights.links[link.kind]
    return Potentials(
        {label: _alone(counted(voices[label]), weights) for label in clues.labels},
        pairs,
        weights.anchors,
        weights.correspondents,
    )


def _alone(cues: Sequence[Cue], weights: Weights) -> Unary:
    return sum((weights.cues[cue.kind] * cue.strength for cue in cues), start=weights.bias)
