"""What the program wrote otherwise than it was heard, for those who read and check it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby

from pipeline.names.tokens import tokens_of
from pipeline.text.spoken import stripped, words_of
from pipeline.transcript.model import Speaker, Utterance


@dataclass(frozen=True, slots=True)
class WrittenPlace:
    """Words `first` up to, but not with, `last` of an utterance, in the place of `heard`."""

    utterance: int
    first: int
    last: int
    heard: str
    time: float


@dataclass(frozen=True, slots=True)
class WrittenName:
    """What the program wrote in the place of what was heard, marks aside, and where."""

    heard: str
    written: str
    places: tuple[WrittenPlace, ...]


def written_names(said: Sequence[Utterance]) -> tuple[WrittenName, ...]:
    """All that the program writes otherwise than it was heard, each once, in order."""
    found: dict[tuple[str, str], list[WrittenPlace]] = {}
    for number, utterance in enumerate(said):
        for place in _places(number, utterance):
            words = words_of(utterance)[place.first : place.last]
            pair = (_bare(place.heard), _bare(" ".join(word.text for word in words)))
            found.setdefault(pair, []).append(place)
    return tuple(WrittenName(*pair, tuple(places)) for pair, places in found.items())


def speakers_as_heard(speakers: Sequence[Speaker], said: Sequence[Utterance]) -> tuple[Speaker, ...]:
    """Voices whose name was misheard wherever it is said, with the name as it was heard."""
    return tuple(
        replace(one, heard=_heard_name(one.name, said)) if one.name and one.heard is None else one
        for one in speakers
    )


def _heard_name(name: str, said: Sequence[Utterance]) -> str | None:
    wanted = name.split()
    for number, utterance in enumerate(said):
        places = list(_places(number, utterance))
        texts = [token.text for token in tokens_of(word.text for word in words_of(utterance))]
        for place in places:
            for first in range(max(0, place.last - len(wanted)), place.first + 1):
                last = first + len(wanted)
                if texts[first:last] == wanted and place.last <= last:
                    inside = [texts[first : place.first], [_bare(place.heard)], texts[place.last : last]]
                    return " ".join(text for part in inside for text in part)
    return None


def _places(number: int, utterance: Utterance) -> Iterator[WrittenPlace]:
    words = words_of(utterance)
    if utterance.heard is not None and not utterance.words:
        heard, now = utterance.heard.split(), [word.text for word in words]
        matcher = SequenceMatcher(None, heard, now, autojunk=False)
        for tag, i1, i2, j1, j2 in matcher.get_opcodes():
            if tag == "replace":
                yield WrittenPlace(number, j1, j2, " ".join(heard[i1:i2]), words[j1].start)
        return
    for changed, group in groupby(range(len(words)), key=lambda at: words[at].heard is not None):
        if changed:
            at = list(group)
            heard = [one.text for index in at for one in words[index].heard or ()]
            yield WrittenPlace(number, at[0], at[-1] + 1, " ".join(heard), words[at[0]].start)


def _bare(text: str) -> str:
    """Without the marks around it, and without an English genitive's ending."""
    words = text.split()
    tokens = tokens_of(words)
    return " ".join([*map(stripped, words[:-1]), tokens[-1].text]) if words else ""
