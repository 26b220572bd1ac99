"""Commercial breaks: from an advert to the next word of somebody who presents or reports.

What is acted in adverts and trailers sounds like statements, and most of them do not sell by their words.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from pipeline.transcript.model import Utterance
from pipeline.transcript.span import Span


def heard_in_breaks(
    utterances: Sequence[Utterance],
    sellers: Collection[str],
    journalists: Collection[str],
    adverts: Sequence[Span] = (),
) -> frozenset[str]:
    """The labels that speak in breaks and nowhere else; `adverts` are stretches without any utterance."""
    begins = [(span.start, span.end, True, None) for span in adverts]
    said = [
        (one.start, one.end, one.speaker in sellers, one.speaker)
        for one in utterances
        if one.speaker is not None
    ]
    inside: set[str] = set()
    outside: set[str] = set()
    is_break = False
    for _, _, sells, label in sorted([*begins, *said], key=lambda one: one[:2]):
        is_break = sells or (is_break and label not in journalists)
        if label is not None:
            (inside if is_break else outside).add(label)
    return frozenset(inside - outside)
