"""A transcript's voices as pyannote holds who spoke when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.transcript.model import Transcript

if TYPE_CHECKING:
    from pyannote.core import Annotation

_NOBODY = "unknown"


def to_annotation(transcript: Transcript) -> Annotation:
    """A track for each utterance, labelled with its voice; what nobody is known to have said is `unknown`."""
    from pyannote.core import Annotation, Segment

    uri = transcript.recording.path if transcript.recording else None
    found = Annotation(uri=uri)
    for number, said in enumerate(transcript.utterances):
        found[Segment(said.start, said.end), number] = said.speaker or _NOBODY
    return found
