"""Where a transcript may be wrong, and the harm that would do.

Each doubt is the chance of a mistake times what it would cost a newsroom, in words that would be wrong in
print. Reasons hold no words of the recording: they are for logs, which are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.article.candidate import Candidate
from pipeline.article.signs import SIGNS
from pipeline.article.voice_doubts import listeners, roles, statements, voices
from pipeline.article.word_doubts import facts, missing, overlapped, suggested, unsure_words
from pipeline.transcript.model import Paragraph, Transcript

_PRINTED = 2.0
"""How much more a wrong word counts where it would be printed as somebody's own."""


def candidates(transcript: Transcript) -> Iterator[Candidate]:
    """Every doubt about the transcript, in no order; none about signs, which are not printed."""
    silent = [one for one in transcript.excluded if one.kind in SIGNS]
    for doubt in _all(transcript):
        if not any(one.start <= doubt.time < one.end for one in silent):
            yield doubt


def _all(transcript: Transcript) -> Iterator[Candidate]:
    said = [part for part in transcript.paragraphs if part.quoted or part.unsure]
    for found in (missing, unsure_words, facts, suggested, overlapped):
        for doubt in found(transcript):
            yield _in_statement(doubt, said)
    yield from statements(transcript)
    yield from roles(transcript)
    yield from voices(transcript)
    yield from listeners(transcript)


def _in_statement(doubt: Candidate, spoken: Iterable[Paragraph]) -> Candidate:
    """Heavier, and told, where it lies in a quote."""
    inside = next((part for part in spoken if part.start <= doubt.time < part.end), None)
    if inside is None:
        return doubt
    reason = f"{doubt.text} (in a quote)" if inside.quoted else doubt.text
    return replace(doubt, text=reason, harm=doubt.harm * _PRINTED)
