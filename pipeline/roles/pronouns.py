"""Cues from pronouns: who speaks of himself, and who speaks to somebody.

A correspondent's prepared text hardly ever says "I" or "we"; people who are quoted do in every second
sentence; an anchor says "you". Counts are taken as Poisson; the rates per word were read off 35 transcripts
of television news.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.roles.cue import Cue
from pipeline.roles.phrases import Phrases
from pipeline.types import Utterance

_OF_SELF = (0.060, 0.010)
"""First-person pronouns a word, of people who are quoted and of journalists."""
_TO_SOMEBODY = (0.030, 0.006)
"""Second-person pronouns a word, of people who talk to somebody and of people who report."""
_MOST = 3.0
"""Nats one kind may be worth: pronouns come in clusters, so a count says less than Poisson thinks."""


def pronoun_cues(turns: Sequence[Utterance], phrases: Phrases) -> Iterator[Cue]:
    """For every voice, how much its pronouns speak for the first of each pair of rates, or against it."""
    if not phrases.first_person:
        return
    said: dict[str, Counter[str]] = {}
    for turn in turns:
        if turn.speaker is not None:
            words = re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", turn.text.lower().replace("’", "'"))
            said.setdefault(turn.speaker, Counter()).update(words)
    for label, counts in said.items():
        for kind, listed, rates in (
            ("speaks_of_self", phrases.first_person, _OF_SELF),
            ("speaks_to_somebody", phrases.second_person, _TO_SOMEBODY),
        ):
            count = sum(counts[word] for word in listed)
            quote = f"{count} such words in {counts.total()}"
            yield Cue(kind, label, quote, strength=_favour(count, counts.total(), *rates))


def _favour(count: int, words: int, high: float, low: float) -> float:
    """Log-likelihood ratio of `high` against `low`, kept within ±_MOST."""
    favour = count * math.log(high / low) - words * (high - low)
    return round(max(-_MOST, min(_MOST, favour)), 2)
