"""Paragraphs that somebody wrote otherwise, as edits: of their words, and of what only print tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain

from pipeline.corrections.aligned_text import rewordings
from pipeline.corrections.apply import apply, without_edits
from pipeline.corrections.making import Maker
from pipeline.text.print_style import has_end
from pipeline.text.spoken import core, stripped
from pipeline.transcript.edit import Edit, EditKind
from pipeline.transcript.model import Paragraph, Transcript

_SAME = 0.01
"""Seconds by which the ends of two paragraphs of the same words may differ."""


def with_edits(transcript: Transcript, edits: Sequence[Edit]) -> Transcript:
    """The transcript as it is shown with more edits than it has."""
    return apply(without_edits(transcript), (*transcript.edits, *edits))


def rewritten(transcript: Transcript, texts: Mapping[str, str], maker: Maker) -> tuple[Edit, ...]:
    """The edits after which the paragraphs with the ids in `texts` read like these.

    Where the marks of other words would part a paragraph in two, only their print has these marks; where the
    words themselves would, it is only printed otherwise.
    """
    old = {part.id: part for part in transcript.paragraphs if part.id in texts}
    worded = {key: _worded(transcript, part, texts[key], maker) for key, part in old.items()}
    for change in (_without_new_ends, _without_words, None):
        found = maker.numbered(chain.from_iterable(worded.values()))
        whole = _by_now(with_edits(transcript, found).paragraphs, old)
        parted = [key for key, part in whole.items() if part is None]
        if not parted or change is None:
            break
        worded |= {key: change(worded[key], transcript.language) for key in parted}
    printed = tuple(
        maker.paragraph(EditKind.PRINTED, part, part.text, texts[key])
        for key, part in whole.items()
        if part is not None and part.text != texts[key]
    )
    return maker.numbered((*found, *printed))


def _by_now(paragraphs: Sequence[Paragraph], old: Mapping[str, Paragraph]) -> dict[str, Paragraph | None]:
    return {key: _still_one(paragraphs, part) for key, part in old.items()}


def _still_one(paragraphs: Sequence[Paragraph], old: Paragraph) -> Paragraph | None:
    """The paragraph that the old one is by now; None where it is several, or a part of one."""
    found = [one for one in paragraphs if one.speaker == old.speaker and one.overlap(old) > _SAME]
    found = found or [one for one in paragraphs if one.id == old.id]
    inside = [one for one in found if one.start >= old.start - _SAME and one.end <= old.end + _SAME]
    return inside[0] if len(inside) == len(found) == 1 else None


def _without_new_ends(edits: Sequence[Edit], language: str) -> tuple[Edit, ...]:
    """The same words, sentences ending where they did."""
    return tuple(replace(one, after=_ending(one.before or "", one.after or "", language)) for one in edits)


def _without_words(edits: Sequence[Edit], language: str) -> tuple[Edit, ...]:
    """None of them: it is only printed otherwise."""
    del edits, language
    return ()


def _ending(before: str, after: str, language: str) -> str:
    """`after` with no end of a sentence inside, and at its end the marks of `before`."""
    *inner, last = after.split() or [""]
    words = [stripped(word) if has_end(word, language) else word for word in inner]
    if last and has_end(before, language) is not has_end(last, language):
        final = before.split()[-1]
        last = stripped(last) + final[core(final)[1] :]
    return " ".join((*words, last))


def _worded(transcript: Transcript, part: Paragraph, text: str, maker: Maker) -> tuple[Edit, ...]:
    changes = rewordings(transcript.utterances, part.passages, part.text, text)
    # From the end, so that the words of a later edit are still where they were.
    return tuple(
        maker.words(one.utterance, one.first, one.last, one.after)
        for one in sorted(changes, key=lambda one: (one.utterance, -one.first))
    )
