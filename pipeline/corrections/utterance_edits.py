"""Corrections of words and of whose they are."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from pipeline.corrections.finding import find_stretch, find_words
from pipeline.corrections.patching import patched
from pipeline.corrections.unplaced import UnplacedError
from pipeline.text.rewording import reworded
from pipeline.text.spoken import Place, clipped, places_of, text_of, words_of
from pipeline.transcript.edit import Edit
from pipeline.transcript.model import Transcript, Utterance, Word


def edit_words(transcript: Transcript, edit: Edit, reach: float) -> tuple[Transcript, Edit]:
    """Other words in place of those heard; nothing to do where the right ones are heard by now."""
    said, language = transcript.utterances, transcript.language
    place = find_words(said, edit.before or "", edit.start, edit.end, edit.context, reach)
    if place is None:
        right = find_words(said, edit.after or "", edit.start, edit.end, edit.context, reach)
        if right is not None:
            return transcript, _at(edit, said, right)
        # The program has spelt a name otherwise since; what a person wrote in its place stays.
        heard = tuple(_as_heard_in_place(one) for one in said)
        place = find_words(heard, edit.before or "", edit.start, edit.end, edit.context, reach)
    if place is None:
        raise UnplacedError(f"{edit.before!r} is not heard there")
    utterance = said[place.utterance]
    words = words_of(utterance)
    old = words[place.first : place.last]
    edit = _at(edit, said, place)
    new = (*words[: place.first], *reworded(old, edit.after or ""), *words[place.last :])
    changed = _with_words(utterance, new, utterance.language or language)
    kept = (changed,) if new else ()
    return _replaced(transcript, place.utterance, kept), edit


def edit_speaker(transcript: Transcript, edit: Edit, reach: float) -> tuple[Transcript, Edit]:
    """Words to another voice; an utterance of which they are a part becomes two or three."""
    said = transcript.utterances
    labels = (edit.before, edit.after)
    found = find_stretch(said, edit.words or "", edit.start, edit.end, reach, labels, edit.context)
    if not found:
        raise UnplacedError(f"{edit.before or 'nobody'} does not say that there")
    start, end = found[0].word.start, max(one.word.end for one in found)
    for place in reversed(places_of(found)):  # from the end, so that the numbers before it stay right
        if said[place.utterance].speaker != edit.after:
            pieces = _cut(said[place.utterance], place, edit.after, transcript.language)
            transcript = _replaced(transcript, place.utterance, pieces)
    return transcript, replace(edit, start=start, end=end)


def edit_merge(transcript: Transcript, edit: Edit, reach: float) -> tuple[Transcript, Edit]:
    """Everything that one label says to another."""
    if not transcript.said_by(edit.before):
        raise UnplacedError(f"there is no speaker {edit.before}")
    if not transcript.said_by(edit.after):
        raise UnplacedError(f"there is no speaker {edit.after}")
    utterances = tuple(
        replace(one, speaker=edit.after, digest="") if one.speaker == edit.before else one
        for one in transcript.utterances
    )
    return replace(transcript, utterances=utterances), edit


def _as_heard_in_place(utterance: Utterance) -> Utterance:
    """With what was heard for each word that is written otherwise, as one word: places stay the same."""
    words = tuple(
        replace(word, text=word.heard[0].text) if word.heard and len(word.heard) == 1 else word
        for word in utterance.words
    )
    if words == utterance.words:
        return utterance
    return replace(utterance, words=words, text=" ".join(word.text for word in words))


def _at(edit: Edit, said: tuple[Utterance, ...], place: Place) -> Edit:
    words = words_of(said[place.utterance])[place.first : place.last]
    return replace(edit, start=words[0].start, end=words[-1].end)


def _cut(utterance: Utterance, place: Place, label: str | None, language: str) -> tuple[Utterance, ...]:
    edges = [0, place.first, place.last, len(words_of(utterance))]
    pieces = [
        (clipped(utterance, first, last, language), first == place.first)
        for first, last in pairwise(edges)
        if first < last
    ]
    return tuple(replace(piece, speaker=label, digest="") if own else piece for piece, own in pieces)


def _with_words(utterance: Utterance, words: tuple[Word, ...], language: str) -> Utterance:
    own = words if utterance.words else ()
    text = text_of(words, language)
    heard = _corrected(utterance.heard, utterance.text, text) if utterance.heard else None
    return replace(utterance, text=text, words=own, heard=heard, digest="")


def _corrected(heard: str, before: str, after: str) -> str | None:
    """A text as it was heard, with a person's change; none where that is of a name written otherwise."""
    try:
        return patched(heard, before, after)
    except UnplacedError:
        return None


def _replaced(transcript: Transcript, number: int, pieces: tuple[Utterance, ...]) -> Transcript:
    before, after = transcript.utterances[:number], transcript.utterances[number + 1 :]
    return replace(transcript, utterances=(*before, *pieces, *after))
