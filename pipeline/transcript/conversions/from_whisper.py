"""Results of openai-whisper and WhisperX as a transcript."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Annotated, Any

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, ValidationError

from pipeline.errors import DocumentError
from pipeline.storage.first_error import FirstError
from pipeline.transcript.conversions.marked_voices import with_marked_voices
from pipeline.transcript.model import Speaker, Transcript, Utterance, Word
from pipeline.transcript.words import pieces_of

_ANONYMOUS = re.compile(r"(?:speaker|spk|s|voice)?[\s_-]*\d+|[a-z]|unknown", re.IGNORECASE)
"""Labels of voices that are no names."""
_OWN_LABEL = re.compile(r"S\d+")

_Seconds = Annotated[float, Field(allow_inf_nan=False)]


class _Heard(BaseModel):
    """A word of the result; WhisperX leaves out times that it could not find."""

    model_config = ConfigDict(extra="ignore")
    word: str
    start: _Seconds | None = None
    end: _Seconds | None = None
    probability: float | None = Field(None, validation_alias=AliasChoices("probability", "score"))
    speaker: str | None = None


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore")
    start: _Seconds
    end: _Seconds
    text: str
    speaker: str | None = None
    words: list[_Heard] | None = None


class _Result(BaseModel):
    model_config = ConfigDict(extra="ignore")
    segments: list[_Part]
    language: str | None = None


def from_whisper(
    result: Mapping[str, Any], *, language: str | None = None, name: str = "the result"
) -> Transcript:
    """What openai-whisper or WhisperX gave, an utterance for each of its segments and voices.

    `language` is what is spoken where the result does not tell it. Voices that it names or that its text
    marks (`>>`, `CLARA HUGHES:`) are kept; where it knows of none, speakers are None. Raises DocumentError
    for anything else, with `name` for the file.
    """
    try:
        found = _Result.model_validate(dict(result))
    except ValidationError as error:
        raise DocumentError(f"{name} is no result of Whisper: {FirstError.of(error)}.") from None
    spoken = language or found.language
    if spoken is None:
        raise DocumentError(f"{name} does not tell its language.", hint='Say it: `language="en"`.')
    labels = _labels(found.segments)
    said = tuple(one for part in found.segments for one in _utterances(part, labels))
    speakers = tuple(Speaker(label, name=_name(given)) for given, label in labels.items())
    return with_marked_voices(Transcript(spoken, said, speakers=speakers))


def _labels(parts: Sequence[_Part]) -> dict[str, str]:
    """Our labels by theirs, in the order in which they are heard."""
    given = (who for part in parts for who in (part.speaker, *(word.speaker for word in part.words or ())))
    names = list(dict.fromkeys(who for who in given if who))
    if all(_OWN_LABEL.fullmatch(who) for who in names):
        return {who: who for who in names}
    return {who: f"S{number}" for number, who in enumerate(names, start=1)}


def _name(given: str) -> str | None:
    return None if _ANONYMOUS.fullmatch(given.strip()) else " ".join(given.split())


def _utterances(part: _Part, labels: Mapping[str, str]) -> Iterator[Utterance]:
    """One, or several where its words are of several voices."""
    text = part.text.strip()
    end = max(part.start, part.end)
    heard = [one for one in part.words or () if one.word.strip()]
    words = _timed(heard, part.start, end)
    if not text:
        return
    if not words:
        yield Utterance(part.start, end, labels.get(part.speaker or ""), text)
        return
    pieces = pieces_of(text, words)
    numbered = groupby(range(len(words)), key=lambda number: _whose(heard, number, part.speaker))
    runs = [(who, list(numbers)) for who, numbers in numbered]
    for who, numbers in runs:
        own = words[numbers[0] : numbers[-1] + 1]
        said = text if len(runs) == 1 else "".join(pieces[numbers[0] : numbers[-1] + 1]).strip()
        begin, until = min(word.start for word in own), max(word.end for word in own)
        yield Utterance(begin, until, labels.get(who or ""), said, words=own)


def _whose(heard: Sequence[_Heard], number: int, speaker: str | None) -> str | None:
    """A word that has no voice is of the one before it."""
    before = (one.speaker for one in reversed(heard[: number + 1]) if one.speaker)
    return next(before, speaker)


def _timed(heard: Sequence[_Heard], start: float, end: float) -> tuple[Word, ...]:
    """Words with times; those that have none share the time between their neighbours."""
    words: list[Word] = []
    reached = start
    number = 0
    while number < len(heard):
        run = number
        while run < len(heard) and (heard[run].start is None or heard[run].end is None):
            run += 1
        until = end if run == len(heard) else max(reached, heard[run].start or 0.0)
        each = (max(until, reached) - reached) / max(1, run - number)
        for place in range(number, run):
            begin = reached + (place - number) * each
            words.append(_word(heard[place], begin, begin + each))
        if run < len(heard):
            one = heard[run]
            words.append(_word(one, one.start or 0.0, one.end or 0.0))
            reached = words[-1].end
        number = run + 1
    return tuple(words)


def _word(one: _Heard, start: float, end: float) -> Word:
    return Word(start, max(start, end), one.word.strip(), one.probability)
