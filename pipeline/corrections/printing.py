"""Paragraphs of parts of utterances: what is left when something is left out, or quoted after all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.article.paragraphs import write_paragraphs
from pipeline.corrections.utterance_edits import clipped
from pipeline.text.spoken import Place, words_of
from pipeline.transcript.model import Excluded, Paragraph, Passage, Role, Speaker, Transcript

_VOICE = "?"
"""Stands for whoever speaks, also for nobody, while a few words are written as somebody's."""


def write_all(transcript: Transcript) -> tuple[Paragraph, ...]:
    """All paragraphs of the transcript, without what is excluded."""
    if not transcript.excluded:
        return write_paragraphs(transcript.utterances, transcript.speakers, transcript.language)
    places = [
        place
        for number in range(len(transcript.utterances))
        for place in _printed(transcript, number, transcript.excluded)
    ]
    return _written(transcript, places, transcript.speakers)


def write_as(transcript: Transcript, passages: Sequence[Passage], *, quoted: bool) -> tuple[Paragraph, ...]:
    """The words of `passages` as one voice's quote, or as narration."""
    role = Role.EXPERT if quoted else Role.CORRESPONDENT
    places = [Place(one.utterance, one.first, one.last) for one in passages]
    label = transcript.utterances[places[0].utterance].speaker
    written = _written(transcript, places, (Speaker(_VOICE, role, confidence=1.0),), _VOICE)
    return tuple(replace(part, speaker=label) for part in written)


def _printed(transcript: Transcript, number: int, excluded: Sequence[Excluded]) -> list[Place]:
    """The words of an utterance that are printed, in as few pieces as there are."""
    words = words_of(transcript.utterances[number])
    left_out = [
        any(span.start <= (word.start + word.end) / 2 < span.end for span in excluded) for word in words
    ]
    edges = [n for n in range(1, len(words)) if left_out[n] != left_out[n - 1]]
    pieces = zip([0, *edges], [*edges, len(words)], strict=True)
    return [Place(number, first, last) for first, last in pieces if first < last and not left_out[first]]


def _written(
    transcript: Transcript, places: Sequence[Place], speakers: Sequence[Speaker], label: str | None = None
) -> tuple[Paragraph, ...]:
    parts = [
        clipped(transcript.utterances[place.utterance], place.first, place.last, transcript.language)
        for place in places
    ]
    if label is not None:
        parts = [replace(part, speaker=label) for part in parts]
    return tuple(
        replace(part, passages=tuple(_in_whole(passage, places) for passage in part.passages))
        for part in write_paragraphs(parts, speakers, transcript.language)
    )


def _in_whole(passage: Passage, places: Sequence[Place]) -> Passage:
    """A passage of the parts, as one of the whole utterances."""
    place = places[passage.utterance]
    return Passage(place.utterance, place.first + passage.first, place.first + passage.last)
