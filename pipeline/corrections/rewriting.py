"""Paragraphs that somebody wrote otherwise, as edits: of their words, and of what only print tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

from pipeline.corrections.aligned_text import rewordings
from pipeline.corrections.apply import apply, without_edits
from pipeline.corrections.making import Maker
from pipeline.transcript.edit import Edit, EditKind
from pipeline.transcript.model import Paragraph, Transcript

_SAME = 0.01
"""Seconds by which the ends of two paragraphs of the same words may differ."""


def with_edits(transcript: Transcript, edits: Sequence[Edit]) -> Transcript:
    """The transcript as it is shown with more edits than it has."""
    return apply(without_edits(transcript), (*transcript.edits, *edits))


def rewritten(transcript: Transcript, texts: Mapping[str, str], maker: Maker) -> tuple[Edit, ...]:
    """The edits after which the paragraphs with the ids in `texts` read like these.

    Where other words would part a paragraph in two, it is only printed otherwise.
    """
    old = {part.id: part for part in transcript.paragraphs if part.id in texts}
    worded = {key: _worded(transcript, part, texts[key], maker) for key, part in old.items()}
    trial = with_edits(transcript, maker.numbered(chain.from_iterable(worded.values())))
    whole = {part.id: part for part in trial.paragraphs}
    kept = {
        key: edits
        for key, edits in worded.items()
        if key in whole and abs(whole[key].end - old[key].end) <= _SAME
    }
    found = maker.numbered(chain.from_iterable(kept.values()))
    if len(kept) < len(worded):
        trial = with_edits(transcript, found)
    printed = tuple(
        maker.paragraph(EditKind.PRINTED, part, part.text, texts[part.id])
        for part in trial.paragraphs
        if part.id in old and part.text != texts[part.id]
    )
    return maker.numbered((*found, *printed))


def _worded(transcript: Transcript, part: Paragraph, text: str, maker: Maker) -> tuple[Edit, ...]:
    changes = rewordings(transcript.utterances, part.passages, part.text, text)
    # From the end, so that the words of a later edit are still where they were.
    return tuple(
        maker.words(one.utterance, one.first, one.last, one.after)
        for one in sorted(changes, key=lambda one: (one.utterance, -one.first))
    )
