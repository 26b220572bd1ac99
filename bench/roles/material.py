"""What a programme teaches about how voices speak and what they say, worked out once for all fits."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.roles.programme import Programme
from bench.roles.variations import confused, copies, misheard, small
from pipeline.roles.crf import ROLES
from pipeline.roles.evidence import merge_turns
from pipeline.roles.features import features_of
from pipeline.roles.features.conversation import Conversation
from pipeline.roles.logistic import Numbers
from pipeline.roles.text_model import grams_of, shape_of


@dataclass(frozen=True, slots=True)
class Voices:
    """Voices of all copies of a programme: features, shape (voices, features), roles and words."""

    features: Numbers
    roles: NDArray[np.int64]
    words: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Turns:
    """Turns of a reading of a programme, the `first` of which is as it was written; unknown roles are -1."""

    wordings: Sequence[Mapping[str, int]]
    shapes: Sequence[Sequence[float]]
    roles: NDArray[np.int64]
    words: NDArray[np.int64]
    first: bool


@dataclass(frozen=True, slots=True)
class Material:
    """What a programme teaches, worked out once for all fits."""

    name: str
    family: str
    voices: Voices
    turns: Sequence[Turns]
    cased: Mapping[str, tuple[int, int]]
    """How often each word stands in small letters, and with a capital, inside sentences."""


def material(programme: Programme, language: str = "en") -> Material:
    """Copies are the same in every run: their seed is the programme's name."""
    chance = random.Random(programme.name)
    features, roles, words = [], [], []
    for copy in copies(programme, chance):
        conversation = _conversation(copy)
        table = features_of(conversation, language)
        for number, label in enumerate(conversation.labels):
            if label in copy.roles:
                features.append(table[number])
                roles.append(ROLES.index(copy.roles[label]))
                words.append(sum(len(turn.words) for turn in conversation.own(number)))
    poor = confused(misheard(programme, chance), chance)
    readings = (programme, small(programme), misheard(programme, chance), poor)
    turns = [_turns(reading, first=reading is programme) for reading in readings]
    return Material(
        programme.name,
        programme.family,
        Voices(np.array(features), np.array(roles), np.array(words)),
        turns,
        _cased(programme),
    )


def _conversation(programme: Programme) -> Conversation:
    turns = merge_turns([turn for turn in programme.turns if turn.text.strip()])
    return Conversation.of(turns, tuple(dict.fromkeys(turn.speaker or "" for turn in turns)))


def _turns(programme: Programme, *, first: bool) -> Turns:
    conversation = _conversation(programme)
    places = range(len(conversation.turns))
    known = [programme.roles.get(conversation.labels[turn.voice]) for turn in conversation.turns]
    return Turns(
        [grams_of(conversation, place) for place in places],
        [shape_of(conversation, place) for place in places],
        np.array([ROLES.index(role) if role else -1 for role in known]),
        np.array([len(turn.tokens) for turn in conversation.turns]),
        first,
    )


def _cased(programme: Programme) -> dict[str, tuple[int, int]]:
    counts: dict[str, tuple[int, int]] = {}
    for word in _inside_sentences(programme):
        small_, capital = counts.get(word.lower(), (0, 0))
        counts[word.lower()] = (small_ + word[0].islower(), capital + word[0].isupper())
    return counts


def _inside_sentences(programme: Programme) -> Iterator[str]:
    """Words that do not open a sentence, of turns whose text has case."""
    for turn in programme.turns:
        if turn.text.isupper():
            continue
        opens = True
        for written in turn.text.replace("’", "'").split():
            word = written.strip('.,:;!?"()-')
            if word and not opens:
                yield word
            opens = written[-1:] in '.?!"'
