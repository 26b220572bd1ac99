"""Cues from the manner of speaking: which kinds of words a voice uses more, or less, than is usual.

A correspondent's prepared text hardly ever says "I"; people who are quoted hesitate, and say what ought to be
done; an anchor says "you". The kinds of words and their usual rates are in the language's phrase file.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from pipeline.roles.cues.base import Cue
from pipeline.roles.phrases import Manner, Phrases
from pipeline.transcript.model import Utterance

_PATIENCE = 1.0
"""Words of the kind that are heard and expected before anything is: a short statement proves little."""
_MOST = 2.0
"""Nats a manner may be worth: such words come in clusters, so a count says less than it seems to."""


def manner_cues(turns: Sequence[Utterance], phrases: Phrases) -> Iterator[Cue]:
    """For every voice and every manner, the logarithm of how much more often than usual it is heard."""
    said: dict[str, list[str]] = {}
    for turn in turns:
        if turn.speaker is not None:
            said.setdefault(turn.speaker, []).append(turn.text.lower().replace("’", "'"))
    texts = {label: " \n ".join(parts) for label, parts in said.items()}
    words = {label: len(re.findall(r"[^\W_]+(?:'[^\W_]+)?", text)) for label, text in texts.items()}
    for kind, manner in phrases.manners.items():
        counts = {label: len(manner.pattern.findall(text)) for label, text in texts.items()}
        rate = _usual(manner, sum(counts.values()), sum(words.values()))
        for label, count in counts.items():
            strength = _more_than(count, words[label] * rate)
            if strength:
                yield Cue(kind, label, f"{count} such words in {words[label]}", strength=strength)


def _usual(manner: Manner, count: int, words: int) -> float:
    """Words of the kind a word: as on the news at large, or as in this recording (0 if it has none).

    Whether "uh" is written down at all depends on who wrote the words.
    """
    return count / words if manner.relative and words else manner.rate


def _more_than(count: int, expected: float) -> float:
    favour = math.log((count + _PATIENCE) / (expected + _PATIENCE))
    return round(max(-_MOST, min(_MOST, favour)), 2)
