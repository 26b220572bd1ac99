"""Paragraphs of parts of utterances: what is left when something is left out, or quoted after all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.article.printing import write_places, write_printed
from pipeline.text.spoken import Place
from pipeline.transcript.model import Paragraph, Passage, Role, Speaker, Transcript

_VOICE = "?"
"""Stands for whoever speaks, also for nobody, while a few words are written as somebody's."""


def write_all(transcript: Transcript) -> tuple[Paragraph, ...]:
    """All paragraphs of the transcript, without what is excluded."""
    return write_printed(transcript.utterances, transcript.speakers, transcript.language, transcript.excluded)


def write_as(transcript: Transcript, passages: Sequence[Passage], *, quoted: bool) -> tuple[Paragraph, ...]:
    """The words of `passages` as one voice's quote, or as narration."""
    role = Role.EXPERT if quoted else Role.CORRESPONDENT
    places = [Place(one.utterance, one.first, one.last) for one in passages]
    label = transcript.utterances[places[0].utterance].speaker
    voice = (Speaker(_VOICE, role, confidence=1.0),)
    written = write_places(
        transcript.utterances, places, voice, transcript.language, _VOICE, transcript.excluded
    )
    return tuple(replace(part, speaker=label) for part in written)
