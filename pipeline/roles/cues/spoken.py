"""Cues and links from the words of turns: one file a kind, one literal table of them."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.roles.cues import (
    hand_overs,
    introduction,
    looking_back,
    naming,
    own_words,
    presenting,
    question,
    sign_off,
    thanks,
)
from pipeline.roles.cues.base import Cue, Exchange, Link, SpokenCue
from pipeline.roles.phrases import Phrases
from pipeline.transcript.model import Utterance

SPOKEN_CUES: tuple[SpokenCue, ...] = (
    hand_overs.CUE,
    presenting.CUE,
    sign_off.CUE,
    thanks.CUE,
    own_words.CUE,
    introduction.CUE,
    question.CUE,
    naming.CUE,
    looking_back.CUE,
)


def spoken_cues(
    turns: Sequence[Utterance], phrases: Phrases, table: Sequence[SpokenCue] = SPOKEN_CUES
) -> tuple[Cue | Link, ...]:
    """All cues and links from words. `turns` are merged utterances: neighbours differ in speaker.

    What would be about a voice without a label is left out.
    """
    padded = (None, *turns, None)
    return tuple(
        cue
        for before, turn, after in zip(padded, padded[1:], padded[2:], strict=False)
        if turn is not None and turn.speaker is not None
        for kind in table
        for cue in kind.read(Exchange(turn, before, after, phrases))
        if (cue.label if isinstance(cue, Cue) else cue.of and cue.to)
    )
