"""Stretches left out of the article, and taken back in."""

from __future__ import annotations

from dataclasses import replace

from pipeline.corrections.finding import EXACT, find_stretch
from pipeline.corrections.unplaced import UnplacedError
from pipeline.transcript.edit import Edit
from pipeline.transcript.model import Excluded, Transcript
from pipeline.transcript.span import Span

DROPPED = "dropped"
"""The kind of what a person left out."""


def edit_dropped(transcript: Transcript, edit: Edit, reach: float) -> tuple[Transcript, Edit]:
    """A stretch left out."""
    span = _found(transcript, edit, reach)
    excluded = (*transcript.excluded, Excluded(span.start, span.end, DROPPED))
    ordered = tuple(sorted(excluded, key=lambda one: (one.start, one.end)))
    return replace(transcript, excluded=ordered), replace(edit, start=span.start, end=span.end)


def edit_kept(transcript: Transcript, edit: Edit, reach: float) -> tuple[Transcript, Edit]:
    """A stretch taken back in, whoever left it out."""
    span = _found(transcript, edit, reach)
    excluded = tuple(part for one in transcript.excluded for part in _without(one, span))
    return replace(transcript, excluded=excluded), replace(edit, start=span.start, end=span.end)


def _found(transcript: Transcript, edit: Edit, reach: float) -> Span:
    """In another recognition a stretch of words goes where these are; one without words stays."""
    if reach <= EXACT or not edit.words:
        return Span(edit.start, edit.end)
    found = find_stretch(transcript.utterances, edit.words, edit.start, edit.end, reach, context=edit.context)
    if not found:
        raise UnplacedError("its words are no longer heard there")
    return Span(found[0].word.start, max(one.word.end for one in found))


def _without(one: Excluded, span: Span) -> list[Excluded]:
    """What `span` leaves of a stretch."""
    if not one.overlap(span):
        return [one]
    parts = []
    if one.start < span.start:
        parts.append(replace(one, end=span.start))
    if span.end < one.end:
        parts.append(replace(one, start=span.end))
    return parts
