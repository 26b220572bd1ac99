"""Cues for colleagues who were named with their trade, at once or when they are called by given name later.

"Our political correspondent Lena Ford is in Hillford. Lena, what is the mood?": the next voice is Lena
Ford's, and whoever is called Lena an hour later is she, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.roles.cues.base import Cue
from pipeline.roles.cues.titles import names_called
from pipeline.roles.phrases import Phrases
from pipeline.transcript.model import Utterance

CUES = ("is_brought_in_as_colleague", "is_called_colleague")
"""Kinds of cues given here."""
_NEAR = 400
"""Characters at the end of a turn: whoever is named with a trade there is heard next."""

_AT_ONCE = 200
"""Characters at the end of a turn in which a name is that of the next voice: 57 of 59 were. Of those in the
last 400, 68 of 74; a politician named with the initials of a party gave that name to a rival."""


def colleague_cues(turns: Sequence[Utterance], phrases: Phrases) -> Iterator[Cue]:
    """Cues for the voices after those who name colleagues. `turns` are merged: neighbours differ."""
    colleagues: dict[str, str] = {}
    for turn, after in pairwise(turns):
        named = list(phrases.find("names_colleague", turn.text))
        near = [match for match in named if match.end > len(turn.text) - _NEAR]
        called = next((colleagues[name] for name in names_called(turn, phrases) if name in colleagues), None)
        for match in named:
            if match.name and " " in match.name:
                colleagues[match.name.split()[0]] = match.name
        if turn.speaker is None or after.speaker is None:
            continue
        if near:
            last = near[-1]
            named_at_once = last.end > len(turn.text) - _AT_ONCE
            yield Cue(CUES[0], after.speaker, last.text, turn.end, last.name if named_at_once else None)
        elif called:
            yield Cue(CUES[1], after.speaker, called, turn.end, called)
