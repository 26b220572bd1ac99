"""A programme as others have it: from a poor transcript, a diarizer that errs, or the times alone."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bench.roles.programme import Programme
from pipeline.transcript.model import Role, Utterance


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


WRONG_WORDS = 0.15
WRONG_TURNS = 0.075
"""Shares of words and of turns that a recognizer and a diarizer get wrong on hard material."""


def copies(programme: Programme, chance: random.Random) -> Iterator[Programme]:
    """A programme as it may be met: as it is (twice), bare, in parts, with a voice less, with errors."""
    yield programme
    yield programme
    yield small(programme)
    for _ in range(2):
        if part := window(programme, chance):
            yield part
    if fewer := without_a_voice(programme, chance):
        yield fewer
    yield misheard(programme, chance)
    yield confused(programme, chance)
    yield confused(misheard(programme, chance), chance)


def small(programme: Programme) -> Programme:
    """The same in small letters without punctuation."""
    turns = (replace(turn, text=re.sub(r"[^\w\s']", "", turn.text).lower()) for turn in programme.turns)
    return replace(programme, turns=tuple(turns))


def window(programme: Programme, chance: random.Random) -> Programme | None:
    """A third to two thirds of its turns; None of a very short one."""
    turns = len(programme.turns)
    if turns < 4:
        return None
    length = chance.randint(max(2, turns // 3), max(3, 2 * turns // 3))
    first = chance.randint(0, turns - length)
    return replace(programme, turns=programme.turns[first : first + length])


def without_a_voice(programme: Programme, chance: random.Random) -> Programme | None:
    """The same without one of its voices; None where there are only two."""
    voices = sorted({turn.speaker or "" for turn in programme.turns})
    if len(voices) < 3:
        return None
    gone = chance.choice(voices)
    return replace(programme, turns=tuple(turn for turn in programme.turns if turn.speaker != gone))


def misheard(programme: Programme, chance: random.Random, share: float = WRONG_WORDS) -> Programme:
    """The same with words replaced, left out and put in, three to one to one, by others of the programme."""
    words = " ".join(turn.text for turn in programme.turns).split()
    turns = (_misheard(turn, words, chance, share) for turn in programme.turns)
    return replace(programme, turns=tuple(turns))


def _misheard(turn: Utterance, others: Sequence[str], chance: random.Random, share: float) -> Utterance:
    heard: list[str] = []
    for word in turn.text.split():
        fate = chance.random() / share
        if fate < 0.6:
            heard.append(chance.choice(others))
        elif fate >= 1.0:
            heard.append(word)
        elif fate >= 0.8:
            heard += [word, chance.choice(others)]
    return replace(turn, text=" ".join(heard))


def confused(programme: Programme, chance: random.Random, share: float = WRONG_TURNS) -> Programme:
    """The same with some turns given to another voice."""
    voices = sorted({turn.speaker or "" for turn in programme.turns})
    if len(voices) < 2:
        return programme
    turns = (
        replace(turn, speaker=chance.choice([voice for voice in voices if voice != turn.speaker]))
        if chance.random() < share
        else turn
        for turn in programme.turns
    )
    return replace(programme, turns=tuple(turns))
