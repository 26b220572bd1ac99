"""What runs again in several programmes and nobody of them says: adverts, promos, jingles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise

from pipeline.article.known_adverts import known_adverts
from pipeline.text.spoken import Spoken, bare, in_time, text_of
from pipeline.transcript.model import Role, Transcript, Utterance

_SAME = 6
"""Words in a row that are the same in two programmes: fewer are phrases that anybody says."""
_MISHEARD = 4
"""Words between two such runs that may differ."""
_SHORTEST = 12
"""Words of a stretch that is told."""
_OFTEN = 2
"""Programmes in which it runs."""


@dataclass(frozen=True, slots=True)
class Repeated:
    """The words of a stretch as they stand in one programme, and in how many it runs."""

    text: str
    programmes: int


def repeated_stretches(
    transcripts: Sequence[Transcript], adverts: Sequence[str] = ()
) -> tuple[Repeated, ...]:
    """Those that no journalist and nobody who is surely quoted says, the most frequent first.

    What is in `adverts` is known already.
    """
    said = [_strangers(one) for one in transcripts]
    shared: defaultdict[tuple[str, ...], set[int]] = defaultdict(set)
    for number, segments in enumerate(said):
        for words in segments:
            for place in range(len(words) - _SAME + 1):
                shared[_key(words, place)].add(number)
    again = {key for key, programmes in shared.items() if len(programmes) >= _OFTEN}
    found: list[Repeated] = []
    for transcript, segments in zip(transcripts, said, strict=True):
        for run in (run for words in segments for run in _runs(words, again)):
            text = text_of([one.word for one in run], transcript.language)
            if not known_adverts([_as_said(run, text)], [*adverts, *(one.text for one in found)]):
                found.append(Repeated(text, _programmes(transcripts, text)))
    often = (one for one in found if one.programmes >= _OFTEN)
    return tuple(sorted(often, key=lambda one: -one.programmes))


def _strangers(transcript: Transcript) -> list[list[Spoken]]:
    """The words in a row of voices of which nobody knows what they do in the programme."""
    known = {one.label for one in transcript.speakers if one.role is not Role.UNKNOWN and not one.unsure}
    said = groupby(
        in_time(transcript.utterances), key=lambda one: transcript.utterances[one.utterance].speaker in known
    )
    return [list(words) for is_known, words in said if not is_known]


def _key(words: Sequence[Spoken], place: int) -> tuple[str, ...]:
    return tuple(bare(one.word.text) for one in words[place : place + _SAME])


def _runs(words: Sequence[Spoken], shared: set[tuple[str, ...]]) -> Iterator[Sequence[Spoken]]:
    """Stretches that are made of shared words, but for some that were misheard."""
    places = [place for place in range(len(words) - _SAME + 1) if _key(words, place) in shared]
    apart = (place - before > _SAME + _MISHEARD for before, place in pairwise(places))
    numbers = accumulate(apart, initial=0)
    for _, group in groupby(zip(places, numbers, strict=False), key=lambda numbered: numbered[1]):
        run = [place for place, _ in group]
        stretch = words[run[0] : run[-1] + _SAME]
        if len(stretch) >= _SHORTEST:
            yield stretch


def _as_said(run: Sequence[Spoken], text: str) -> Utterance:
    words = tuple(one.word for one in run)
    return Utterance(words[0].start, max(word.end for word in words), None, text, words=words)


def _programmes(transcripts: Sequence[Transcript], text: str) -> int:
    return sum(bool(known_adverts(one.utterances, [text])) for one in transcripts)
