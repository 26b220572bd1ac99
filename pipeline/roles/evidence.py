"""Everything a recording tells about its voices: cues for each, links between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from pipeline.errors import ModelError
from pipeline.profile.model import Person
from pipeline.roles.cues import airtime, cast, colleagues
from pipeline.roles.cues.airtime import airtime_cues, airtime_links
from pipeline.roles.cues.base import Cue, Link
from pipeline.roles.cues.cast import cast_cues
from pipeline.roles.cues.colleagues import colleague_cues
from pipeline.roles.cues.guests import guest_cues
from pipeline.roles.cues.hand_overs import to_their_reporters
from pipeline.roles.cues.spoken import SPOKEN_CUES, spoken_cues
from pipeline.roles.cues.style import manner_cues
from pipeline.roles.phrases import load_phrases
from pipeline.roles.weights import MOST_OFTEN, load_weights
from pipeline.transcript.model import Utterance


@dataclass(frozen=True, slots=True)
class CueSet:
    """Cues and links of all voices, and the voices themselves, whoever speaks most first."""

    labels: tuple[str, ...]
    cues: tuple[Cue, ...]
    links: tuple[Link, ...]


def cues_of(
    utterances: Sequence[Utterance],
    language: str,
    sign_offs: Sequence[str] = (),
    people: Sequence[Person] = (),
) -> CueSet:
    """What can be told from times and, where the language has a list of phrases, from words.

    `sign_offs` are further forms in which reports end, with {name} where the name stands; `people` whoever
    may be called by name. Raises ModelError where a cue has no weight.
    """
    _check_weights()
    turns = readable_turns(utterances)
    phrases = load_phrases(language).ending(sign_offs)
    heard = (*spoken_cues(turns, phrases), *guest_cues(turns, phrases), *colleague_cues(turns, phrases))
    spoken = tuple(to_their_reporters((*heard, *cast_cues(turns, phrases, people)), turns))
    seconds: Counter[str] = Counter()
    for turn in turns:
        if turn.speaker is not None:
            seconds[turn.speaker] += round(turn.duration * 1000)
    cues = (cue for cue in spoken if isinstance(cue, Cue))
    links = (link for link in spoken if isinstance(link, Link))
    return CueSet(
        labels=tuple(label for label, _ in seconds.most_common()),
        cues=(*airtime_cues(turns), *cues, *manner_cues(turns, phrases)),
        links=_seldom((*airtime_links(turns), *links)),
    )


CUES = (*airtime.CUES, *colleagues.CUES, *cast.CUES, *(kind for cue in SPOKEN_CUES for kind in cue.cues))
"""Every kind of cue but those of manners, which are the phrase lists' own."""
LINKS = (*airtime.LINKS, *(kind for cue in SPOKEN_CUES for kind in cue.links))
"""Every kind of link."""


@cache
def _check_weights() -> None:
    weights = load_weights()
    lacking = (set(CUES) - weights.cues.keys()) | (set(LINKS) - weights.links.keys())
    if lacking:
        raise ModelError(
            f"Kinds of evidence have no weight: {', '.join(sorted(lacking))}.",
            hint="Give each a row below [cues] or [links] in weights.toml.",
        )


def counted(cues: Sequence[Cue]) -> list[Cue]:
    """The first MOST_OFTEN cues of each kind; `cues` are those of one voice."""
    often: Counter[str] = Counter()
    kept = []
    for cue in cues:
        often[cue.kind] += 1
        if often[cue.kind] <= MOST_OFTEN:
            kept.append(cue)
    return kept


def _seldom(links: Sequence[Link]) -> tuple[Link, ...]:
    """The first MOST_OFTEN links of each kind between the same voices."""
    often: Counter[tuple[str, str, str]] = Counter()
    kept = []
    for link in links:
        key = (link.kind, link.of, link.to)
        often[key] += 1
        if link.of != link.to and often[key] <= MOST_OFTEN:
            kept.append(link)
    return tuple(kept)


def without_foreign_words(utterances: Sequence[Utterance], language: str) -> tuple[Utterance, ...]:
    """The same turns, those in another language without words: phrases are the programme's."""
    return tuple(
        utterance if utterance.language in (None, language) else replace(utterance, text="", words=())
        for utterance in utterances
    )


def merge_turns(utterances: Sequence[Utterance]) -> tuple[Utterance, ...]:
    """Neighbouring utterances of one voice as one, in time order."""
    merged: list[Utterance] = []
    for utterance in sorted(utterances, key=lambda u: (u.start, u.end)):
        if merged and merged[-1].speaker == utterance.speaker:
            last = merged[-1]
            merged[-1] = replace(
                last,
                end=max(last.end, utterance.end),
                text=f"{last.text} {utterance.text}".strip(),
                words=last.words + utterance.words,
            )
        else:
            merged.append(utterance)
    return tuple(merged)


def readable_turns(utterances: Sequence[Utterance]) -> tuple[Utterance, ...]:
    """Merged turns as phrases are read in them."""
    return tuple(_readable(turn) for turn in merge_turns(utterances))


def _readable(turn: Utterance) -> Utterance:
    """Text that is all capitals hides its names; in small letters at least no word passes for one."""
    return replace(turn, text=turn.text.lower()) if turn.text.isupper() else turn
