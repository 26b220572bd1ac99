"""Voices of adverts: nobody of the programme, and nobody to be quoted."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.roles.phrases import Phrases
from pipeline.types import Evidence, Utterance

_PROOF = 2
"""Phrases of selling that prove it: a single one may be about a price in the news."""


def sellers(utterances: Sequence[Utterance], phrases: Phrases) -> dict[str, tuple[Evidence, ...]]:
    """The labels that sell something, each with the words that show it."""
    found: dict[str, list[Evidence]] = {}
    for utterance in utterances:
        if utterance.speaker is not None:
            found.setdefault(utterance.speaker, []).extend(
                Evidence("sells", 0.0, match.text, round(utterance.start, 2))
                for match in phrases.find("sells", utterance.text)
            )
    return {label: tuple(proof) for label, proof in found.items() if len(proof) >= _PROOF}
