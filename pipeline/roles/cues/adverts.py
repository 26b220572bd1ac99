"""Voices of adverts: nobody of the programme, and nobody to be quoted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.roles.phrases import Phrases
from pipeline.transcript.model import Evidence, Utterance

SELLS = "sells"
"""Kind of the evidence."""
_WEBSITE = "names_website"
_PROOF = 2
"""Phrases that prove it: a single one may be about a price in the news. Websites alone are news, too."""
_DENSE = 80
"""Words to a phrase, at the most: an anchor names a website now and then, an advert does nothing else."""


def sellers(utterances: Sequence[Utterance], phrases: Phrases) -> dict[str, tuple[Evidence, ...]]:
    """The labels that hardly do anything but sell, each with the words that show it."""
    found: dict[str, list[Evidence]] = {}
    selling: set[str] = set()
    words: Counter[str] = Counter()
    for utterance in utterances:
        if utterance.speaker is not None:
            found.setdefault(utterance.speaker, []).extend(_selling(utterance, phrases))
            selling.update([utterance.speaker] if any(phrases.find(SELLS, utterance.text)) else [])
            words[utterance.speaker] += len(utterance.text.split())
    return {
        label: tuple(proof)
        for label, proof in found.items()
        if label in selling and len(proof) >= max(_PROOF, words[label] / _DENSE)
    }


def _selling(utterance: Utterance, phrases: Phrases) -> Iterator[Evidence]:
    """The phrases in the order of the text; words that make up two of them count once."""
    reached = 0
    found = (match for cue in (SELLS, _WEBSITE) for match in phrases.find(cue, utterance.text))
    for match in sorted(found, key=lambda match: match.start):
        if match.start >= reached:
            reached = match.end
            yield Evidence(SELLS, 0.0, match.text, round(utterance.start, 2))
