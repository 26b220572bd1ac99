"""Voices of adverts: nobody of the programme, and nobody to be quoted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from pipeline.roles.phrases import Phrases
from pipeline.transcript.model import Evidence, Utterance

SELLS = "sells"
"""Kind of the evidence."""
_WEBSITE = "names_website"
_PROOF = 2
"""Phrases that prove it: a single one may be about a price in the news. Websites alone are news, too."""
_NEAR = 3.0
"""Seconds between two adverts of a row."""
_DENSE = 80
"""Words to a phrase, at the most: an anchor names a website now and then, an advert does nothing else."""


def sellers(utterances: Sequence[Utterance], phrases: Phrases) -> dict[str, tuple[Evidence, ...]]:
    """The labels that hardly do anything but sell, each with the words that show it.

    One phrase is enough of a voice that is heard next to such a label only: adverts come in rows.
    """
    found: defaultdict[str, list[Evidence]] = defaultdict(list)
    selling: set[str] = set()
    words: Counter[str] = Counter()
    spoken = sorted(utterances, key=lambda one: (one.start, one.end))
    for utterance in spoken:
        if utterance.speaker is not None:
            found[utterance.speaker].extend(_selling(utterance, phrases))
            selling.update([utterance.speaker] if any(phrases.find(SELLS, utterance.text)) else [])
            words[utterance.speaker] += len(utterance.text.split())
    dense = {label for label in selling if len(found[label]) >= words[label] / _DENSE}
    proven = {label for label in dense if len(found[label]) >= _PROOF}
    proven = _with_neighbours(spoken, proven, dense)
    return {label: tuple(proof) for label, proof in found.items() if label in proven}


def _with_neighbours(spoken: Sequence[Utterance], proven: set[str], like: set[str]) -> set[str]:
    """With the labels of `like` whose every utterance is next to one that is proven, or to one of these."""
    row = set(proven)
    while True:
        beside: defaultdict[str | None, list[bool]] = defaultdict(list)
        for before, one, after in zip((None, *spoken), spoken, (*spoken[1:], None), strict=False):
            near = (other for other in (before, after) if other is not None and _is_near(one, other))
            beside[one.speaker].append(any(other.speaker in row for other in near))
        more = {label for label in like - row if all(beside[label])}
        if not more:
            return row
        row |= more


def _is_near(one: Utterance, other: Utterance) -> bool:
    return max(one.start, other.start) - min(one.end, other.end) <= _NEAR


def _selling(utterance: Utterance, phrases: Phrases) -> Iterator[Evidence]:
    """The phrases in the order of the text; words that make up two of them count once."""
    reached = 0
    found = (match for cue in (SELLS, _WEBSITE) for match in phrases.find(cue, utterance.text))
    for match in sorted(found, key=lambda match: match.start):
        if match.start >= reached:
            reached = match.end
            yield Evidence(SELLS, 0.0, match.text, round(utterance.start, 2))
