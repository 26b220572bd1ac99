"""Cues for guests who were named with a title and are later spoken to by given name.

"Ruth Bell, who wrote the report, and the economist Jan Maas are with us. Jan, to you first": the next voice
is Jan Maas, and no colleague.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.roles.cues.base import Cue, Link
from pipeline.roles.cues.titles import introduces_guest, names_called
from pipeline.roles.phrases import Phrases
from pipeline.transcript.model import Utterance


def guest_cues(turns: Sequence[Utterance], phrases: Phrases) -> Iterator[Cue | Link]:
    """Cues for the voices after those who call guests by name. `turns` are merged: neighbours differ."""
    guests: dict[str, str] = {}
    for turn, after in pairwise(turns):
        guests |= _named(turn.text, phrases)
        called = names_called(turn, phrases)
        full = next((guests[name] for name in called if name in guests), None)
        if full is None or turn.speaker is None or after.speaker is None:
            continue
        yield Cue("is_named_with_title", after.speaker, full, turn.end, full)
        yield Link("names", turn.speaker, after.speaker, full, turn.end)


def _named(text: str, phrases: Phrases) -> dict[str, str]:
    """Given name to full name of everybody named with a title."""
    found = (match for match in phrases.find("full_names", text) if introduces_guest(text, match, phrases))
    names = (match.name for match in found if match.name)
    return {name.split()[0]: name for name in names if " " in name}
