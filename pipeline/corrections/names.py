"""Names the program wrote taken back, and names it only suggests taken on, as edits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from pipeline.corrections.finding import EXACT
from pipeline.corrections.making import Maker
from pipeline.corrections.places import CorrectionError
from pipeline.corrections.replacing import occurrences, replacements
from pipeline.names.listing import WrittenName, written_names
from pipeline.text.spoken import words_of
from pipeline.transcript.edit import Edit, EditKind
from pipeline.transcript.model import NameSuggestion, Transcript

_Found = TypeVar("_Found")


def open_suggestions(transcript: Transcript) -> tuple[NameSuggestion, ...]:
    """Those whose words still stand where they were heard, whatever people corrected meanwhile."""
    starts = {
        (one.heard, words_of(utterance)[first].start)
        for one in transcript.name_suggestions
        for utterance in transcript.utterances
        for first in occurrences([word.text for word in words_of(utterance)], one.heard.split())
    }
    return tuple(
        one
        for one in transcript.name_suggestions
        if any(heard == one.heard and _is_at(one, start) for heard, start in starts)
    )


def chosen_suggestions(transcript: Transcript, number: int | None) -> tuple[NameSuggestion, ...]:
    """The one of this number, from 1, or all. Raises CorrectionError where there is none."""
    return _chosen(open_suggestions(transcript), number, "suggested name")


def chosen_names(transcript: Transcript, number: int | None) -> tuple[WrittenName, ...]:
    """The name written otherwise of this number, from 1, or all. Raises CorrectionError."""
    return _chosen(written_names(transcript.utterances), number, "name written otherwise than it was heard")


def accepted(transcript: Transcript, maker: Maker, one: NameSuggestion) -> tuple[Edit, ...]:
    """The edits that write the name where it is suggested, and in names of voices."""
    edits = replacements(transcript, maker, one.heard, one.name, None)
    return tuple(edit for edit in edits if edit.kind is EditKind.NAME or _is_at(one, edit.start))


def taken_back(maker: Maker, name: WrittenName) -> tuple[Edit, ...]:
    """The edits that write what was heard; from the end, so that the numbers of words before stay right."""
    places = sorted(name.places, key=lambda place: (place.utterance, -place.first))
    return tuple(
        maker.words(place.utterance, place.first, place.last, place.heard, number)
        for number, place in enumerate(places)
    )


def _is_at(one: NameSuggestion, start: float) -> bool:
    return any(abs(start - time) <= EXACT for time in one.times)


def _chosen(found: Sequence[_Found], number: int | None, what: str) -> tuple[_Found, ...]:
    if not found:
        raise CorrectionError(f"there is no {what}")
    if number is None:
        return tuple(found)
    if not 1 <= number <= len(found):
        raise CorrectionError(f"there is no {what} number {number}: the last one is {len(found)}")
    return (found[number - 1],)
