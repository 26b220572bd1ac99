"""Who is said to be whom: every place of a programme where a voice is called by a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.roles.cues.airtime import SOUNDBITE
from pipeline.roles.cues.base import Cue
from pipeline.roles.naming.people import Named, People
from pipeline.text.sentences import split_sentences
from pipeline.text.stretch import NumberedUtterance
from pipeline.transcript.model import Utterance

_FLOOR = 2
"""Sentences at the end of a turn in which the floor is given."""
_FLOORS = ("floor", "floor_told", "floor_at_end", "floor_alone")
"""Kinds of phrases by which it is given."""
_GUEST = 6
"""Sentences at the end of a turn in which a guest is announced."""
_BITES = 2
"""Turns of somebody who is quoted in a report."""
_THANKS = 3
"""Sentences at the beginning of a turn in which somebody is thanked."""
_AT_ONCE = 2
"""Sentences at the beginning of a turn in which somebody is spoken to."""
_READ_HERE = frozenset(("is_thanked", "was_report"))
"""Cues whose names are read here, with more of the turns around them."""
_SPOKEN_TO = frozenset(("is_called_colleague", "is_called_by_name", "is_named_with_title"))
"""Cues of those who are spoken to at the end of a turn."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The voice `label` is called by a name: `kind` says how, `quote` in which words, `time` when, in s."""

    kind: str
    label: str
    named: Named
    quote: str
    time: float


@dataclass(frozen=True, slots=True)
class _Turn:
    """A turn sentence by sentence, with the turns around it; `since` are those after its voice's last one.

    `bite`: the voice after it is heard for no more than a sound bite.
    """

    turn: Utterance
    sentences: Sequence[str]
    since: Sequence[Utterance]
    after: Utterance | None
    bite: bool
    people: People

    def names(self, kind: str, sentences: Sequence[str]) -> Iterator[tuple[Named, str]]:
        """Every name in a phrase of a kind, with its sentence."""
        for sentence in sentences:
            for match in self.people.wording.find(kind, sentence):
                if named := self.people.named(match["name"]):
                    yield named, sentence


def claims_of(
    turns: Sequence[Utterance], cues: Sequence[Cue], people: People, language: str
) -> Iterator[Claim]:
    """All of them. `turns` are merged: neighbours differ in speaker."""
    read = tuple(_read(turns, people, language))
    floors = {(one.label, one.time): people.completed(one.named.name) for one in read if one.kind == "floor"}
    for cue in cues:
        if cue.name and cue.kind not in _READ_HERE and (named := people.named(cue.name)):
            # Of several who are spoken to, the last one speaks.
            floor = floors.get((cue.label, cue.time)) if cue.kind in _SPOKEN_TO else None
            if floor in (None, people.completed(named.name)):
                yield Claim(cue.kind, cue.label, named, cue.quote, cue.time)
    yield from read


def _read(turns: Sequence[Utterance], people: People, language: str) -> Iterator[Claim]:
    """Those that are no cues for a role as well."""
    bites = _bites(turns)
    for number, turn in enumerate(turns):
        if turn.speaker is None:
            continue
        sentences = [
            sentence.text.replace("’", "'")
            for sentence in split_sentences([NumberedUtterance(0, turn)], language)
        ]
        after = turns[number + 1] if number + 1 < len(turns) else None
        bite = after is not None and after.speaker in bites
        said = _Turn(turn, sentences, _since(turns, number), after, bite, people)
        yield from _own(said)
        yield from _of_the_next(said)
        yield from _of_the_last(said)


def _bites(turns: Sequence[Utterance]) -> set[str | None]:
    """The voices that speak once or twice, and no longer than a sound bite."""
    times = Counter(turn.speaker for turn in turns)
    long = {turn.speaker for turn in turns if turn.duration > SOUNDBITE}
    return {label for label, count in times.items() if count <= _BITES} - long


def _since(turns: Sequence[Utterance], number: int) -> Sequence[Utterance]:
    """The turns between this one and the one before by the same voice; all before it, if there is none."""
    first = number
    while first > 0 and turns[first - 1].speaker != turns[number].speaker:
        first -= 1
    return turns[first:number]


def _own(said: _Turn) -> Iterator[Claim]:
    found = (*said.names("own", said.sentences), *said.names("closing", said.sentences[-1:]))
    for named, sentence in found:
        if named.is_full:
            yield Claim("own", said.turn.speaker or "", named, sentence, said.turn.start)


def _of_the_next(said: _Turn) -> Iterator[Claim]:
    """Names that are said before another voice, for that voice."""
    if said.after is None or said.after.speaker is None:
        return
    found = [("floor", *one) for one in _floor(said)][-1:]
    found += [("guest", *one) for one in _guests(said)]
    for kind in ("handed", "quoted"):
        last = said.names(kind, said.sentences[-1:])
        found += [(kind, named, sentence) for named, sentence in last if named.is_full]
    if said.bite:
        found += [("quoted", *one) for one in _told(said)]
    for kind, named, sentence in found:
        yield Claim(kind, said.after.speaker, named, sentence, said.turn.end)


def _told(said: _Turn) -> Iterator[tuple[Named, str]]:
    """Who is quoted by "Peter Lane, an economist at the university, says", if nobody else is named."""
    last = said.sentences[-1:]
    for named, sentence in said.names("quoted_told", last):
        others = (said.people.named(one) for one in said.people.wording.capitalised(sentence))
        if named.is_full and not any(one and one.is_full and one.name != named.name for one in others):
            yield named, sentence


def _floor(said: _Turn) -> Iterator[tuple[Named, str]]:
    """Who is spoken to at the end; a full name behind a comma is rather somebody's who was spoken of."""
    people, ends = said.people, said.sentences[-_FLOOR:]
    asks = bool(ends) and ends[-1].endswith("?")
    for sentence in ends:
        for kind in _FLOORS:
            for match in people.wording.find(kind, sentence):
                named = people.named(match["name"])
                opens = match["name"].split()[0].casefold() in people.wording.never
                if named and not opens and _is_meant(kind, named, asks and people.knows(named)):
                    yield named, sentence


def _is_meant(kind: str, named: Named, asked: bool) -> bool:
    """Whether somebody is spoken to; `asked`, one who is known by a full name, and a question follows."""
    if kind == "floor_told":
        return named.titled or asked
    return kind != "floor_at_end" or named.titled or not named.is_full


def _guests(said: _Turn) -> Iterator[tuple[Named, str]]:
    people = said.people
    for sentence in said.sentences[-_GUEST:]:
        for match in people.wording.find("guest", sentence):
            rest = people.wording.capitalised(sentence[match.end() :])
            full = {named for one in rest if (named := people.named(one)) and named.is_full}
            if len(full) == 1:
                yield full.pop(), sentence
        yield from ((named, one) for named, one in said.names("guest_first", [sentence]) if named.is_full)


def _of_the_last(said: _Turn) -> Iterator[Claim]:
    """Names that are said after another voice, for that voice, if it is the only one since."""
    voices = {turn.speaker for turn in said.since}
    label = said.since[-1].speaker if said.since else None
    if label is None or len(voices) > 1:
        return
    for kind, most in (("thanked", _THANKS), ("reported", 1)):
        found = {named.name: (named, one) for named, one in said.names(kind, said.sentences[:most])}
        if len(found) == 1:
            yield from (Claim(kind, label, *one, said.turn.start) for one in found.values())
    begins = " ".join(said.sentences[:_AT_ONCE])
    # Whoever asks, or says no more, gives the floor to somebody else by that name.
    if len(said.sentences) > 1 and not said.sentences[-1].endswith("?"):
        for named, _ in said.names("addressed", [begins]):
            if not named.is_full:
                yield Claim("addressed", label, named, begins, said.turn.start)
