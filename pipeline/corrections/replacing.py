"""Whole words in place of others, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches

from pipeline.corrections.making import Maker
from pipeline.corrections.places import CorrectionError
from pipeline.text.spoken import core, spoken, stripped, words_of
from pipeline.transcript.edit import Edit, EditKind
from pipeline.transcript.model import Paragraph, Transcript

_POSSESSIVE = ("'s", "\u2019s", "'", "\u2019")


def replacements(
    transcript: Transcript, maker: Maker, old: str, new: str, part: Paragraph | None
) -> tuple[Edit, ...]:
    """The edits that put `new` in place of the words `old` in `part`, or everywhere and in names."""
    pattern = old.split()
    if not pattern:
        raise CorrectionError("there is no word to be replaced")
    found = _in_words(transcript, maker, pattern, new, part)
    return (*found, *_in_names(transcript, maker, pattern, new)) if part is None else tuple(found)


def not_found(transcript: Transcript, old: str, at: str | float | None) -> CorrectionError:
    """That words do not occur, with those that are meant perhaps."""
    known = {stripped(one.word.text) for one in spoken(transcript.utterances)}
    close = [word for word in sorted(known) if word.casefold() == old.casefold()]
    close = close or get_close_matches(old, sorted(known), n=3, cutoff=0.6)
    there = f"; there is {', '.join(map(repr, close))}" if close else ""
    where = "" if at is None else f" at {at}"
    return CorrectionError(f"{old!r} does not occur{where}{there}")


def _in_words(
    transcript: Transcript, maker: Maker, pattern: Sequence[str], new: str, part: Paragraph | None
) -> list[Edit]:
    """From the end of each utterance, so that the numbers of words before stay right."""
    found: list[Edit] = []
    for number, utterance in enumerate(transcript.utterances):
        texts = [word.text for word in words_of(utterance)]
        for first in reversed(list(occurrences(texts, pattern))):
            last = first + len(pattern)
            if part is None or _is_in(part, number, first):
                after = _in_place_of(texts[first:last], pattern, new)
                found.append(maker.words(number, first, last, after, len(found)))
    return found


def _is_in(part: Paragraph, utterance: int, index: int) -> bool:
    return any(one.utterance == utterance and one.first <= index < one.last for one in part.passages)


def _in_names(transcript: Transcript, maker: Maker, pattern: Sequence[str], new: str) -> Iterator[Edit]:
    for speaker in transcript.speakers:
        texts = (speaker.name or "").split()
        for first in reversed(list(occurrences(texts, pattern))):
            last = first + len(pattern)
            texts[first:last] = _in_place_of(texts[first:last], pattern, new).split()
        if texts != (speaker.name or "").split():
            edit = maker.voice(EditKind.NAME, speaker.label, speaker.name, " ".join(texts))
            yield replace(edit, id=f"{edit.id}.{speaker.label}")


def occurrences(words: Sequence[str], pattern: Sequence[str]) -> Iterator[int]:
    """Where words in a row are those of `pattern`, marks around them aside."""
    for first in range(len(words) - len(pattern) + 1):
        *begin, last = words[first : first + len(pattern)]
        ends = stripped(last) == pattern[-1] or any(
            stripped(last) == pattern[-1] + ending for ending in _POSSESSIVE
        )
        if ends and _begins(begin, pattern[:-1]):
            yield first


def _in_place_of(old: Sequence[str], pattern: Sequence[str], new: str) -> str:
    """`new` with the marks that stand around the words it takes the place of."""
    start, _ = core(old[0])
    begin, end = core(old[-1])
    possessive = old[-1][begin:end].removeprefix(pattern[-1])
    return f"{old[0][:start]}{new}{possessive}{old[-1][end:]}"


def _begins(words: Sequence[str], pattern: Sequence[str]) -> bool:
    """Only the first may have marks before it."""
    if not words:
        return True
    start, _ = core(words[0])
    return [words[0][start:], *words[1:]] == list(pattern)
