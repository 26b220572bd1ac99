"""Two people under one label, taken apart where the words prove that they are two.

Nobody hands over to himself. Where one label hands over to a reporter, does most of the talking from there,
and then signs off by that name or thanks it, the reporter was taken for the one who hands over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import count, groupby

from pipeline.roles.cues.sign_off import SIGN_OFFS
from pipeline.roles.cues.titles import introduces_guest
from pipeline.roles.cutting import cut
from pipeline.roles.name_similarity import same_name
from pipeline.roles.phrases import Phrases, load_phrases
from pipeline.text.sentences import Sentence, split_sentences
from pipeline.text.stretch import NumberedUtterance
from pipeline.transcript.model import Utterance
from pipeline.transcript.timecode import clock

_OPENING = 3
"""Sentences after a hand-over among which the first question to the reporter is found, if one is asked."""
_REPORT = 20
"""Words from which what follows a hand-over is a report and not "we seem to have lost the line"."""


@dataclass(frozen=True, slots=True)
class SpeakerSplit:
    """Somebody who was heard under the label `taken_for`: now `label`, from `start` to `end` seconds."""

    label: str
    taken_for: str
    name: str
    start: float
    end: float

    def __str__(self) -> str:
        """For whoever reads the transcript; without the name, as such notes are logged."""
        return (
            f"From {clock(self.start)} to {clock(self.end)} {self.taken_for} is somebody else, to whom "
            f"{self.taken_for} hands over: two people under one label. The second is now {self.label}."
        )


@dataclass(frozen=True, slots=True)
class _Said:
    label: str
    sentence: Sentence


def part_voices(
    utterances: Sequence[Utterance],
    language: str,
    sign_offs: Sequence[str] = (),
    settled: AbstractSet[str] = frozenset(),
) -> tuple[tuple[Utterance, ...], tuple[SpeakerSplit, ...]]:
    """The utterances with a label of its own for each reporter found under another's, and who they are.

    Labels in `settled` are left whole, and so is everything where no words prove anything.
    """
    phrases = load_phrases(language).ending(sign_offs)
    said = _sentences(utterances, language)
    new = _fresh({*settled, *(utterance.speaker for utterance in utterances)})
    labels: dict[tuple[str, str], str] = {}
    owners: dict[int, str] = {}
    parted = []
    for name, numbers in _reports(said, phrases, settled):
        old = said[numbers[0]].label
        known = (label for (of, known_as), label in labels.items() if of == old and same_name(known_as, name))
        label = next(known, None) or labels.setdefault((old, name), next(new))
        owners |= dict.fromkeys(numbers, label)
        start, end = (said[number].sentence.span for number in (numbers[0], numbers[-1]))
        parted.append(SpeakerSplit(label, old, name, start.start, end.end))
    whose = [(one.sentence, owners.get(number, one.label)) for number, one in enumerate(said)]
    return (cut(utterances, whose, language), tuple(parted)) if parted else (tuple(utterances), ())


def _sentences(utterances: Sequence[Utterance], language: str) -> list[_Said]:
    """Everything that voices with a label say, in order."""
    placed = sorted(
        (NumberedUtterance(number, utterance) for number, utterance in enumerate(utterances)),
        key=lambda one: (one.utterance.start, one.utterance.end),
    )
    return [
        _Said(label, sentence)
        for (label, spoken), stretch in groupby(
            placed, key=lambda p: (p.utterance.speaker, p.language(language))
        )
        if label is not None
        for sentence in split_sentences(list(stretch), spoken)
    ]


def _reports(
    said: Sequence[_Said], phrases: Phrases, settled: AbstractSet[str]
) -> Iterator[tuple[str, list[int]]]:
    """The name of each reporter who speaks under the label that hands over to him, and which sentences."""
    reached = 0
    for number, one in enumerate(said):
        if number < reached or one.label in settled:
            continue
        for name in _handed_to(one.sentence.text, phrases):
            end = _end(said, number, name, phrases)
            numbers = _own(said, number + 1, end, one.label)
            if _is_report(said, number + 1, end, numbers):
                yield name, numbers
                reached = end
                break


def _handed_to(text: str, phrases: Phrases) -> Iterator[str]:
    for found in phrases.find("hands_over", text):
        if found.name and not introduces_guest(text, found, phrases):
            yield found.name


def _end(said: Sequence[_Said], handed: int, name: str, phrases: Phrases) -> int:
    """The sentence before which the report ends: after the sign-off, or before the thanks; `handed` if none.

    Another hand-over by the same label ends the search.
    """
    for number, one in enumerate(said[handed + 1 :], start=handed + 1):
        if one.label != said[handed].label:
            continue
        if any(_names(name, kind, one.sentence.text, phrases) for kind in SIGN_OFFS):
            return number + 1
        if _names(name, "thanks", one.sentence.text, phrases):
            return number
        if any(True for _ in _handed_to(one.sentence.text, phrases)):
            break
    return handed


def _own(said: Sequence[_Said], first: int, end: int, label: str) -> list[int]:
    """The reporter's among the label's sentences: after a question at the start, none that asks."""
    own = [number for number in range(first, end) if said[number].label == label]
    asks = [said[number].sentence.text.endswith("?") for number in own]
    if not any(asks[:_OPENING]):
        return own
    begins = asks.index(True)
    return [number for number, asked in list(zip(own, asks, strict=True))[begins:] if not asked]


def _is_report(said: Sequence[_Said], first: int, end: int, numbers: Sequence[int]) -> bool:
    """Whether the label itself says most of it: else the report is another label's, as it should be."""

    def words(chosen: Sequence[int]) -> int:
        return sum(len(said[number].sentence.text.split()) for number in chosen)

    return words(numbers) >= _REPORT and 2 * words(numbers) > words(range(first, end))


def _names(name: str, kind: str, text: str, phrases: Phrases) -> bool:
    return any(found.name and same_name(found.name, name) for found in phrases.find(kind, text))


def _fresh(taken: AbstractSet[str | None]) -> Iterator[str]:
    """Labels that nobody has yet, in the pipeline's own way of numbering."""
    return (label for label in (f"S{number}" for number in count(1)) if label not in taken)
