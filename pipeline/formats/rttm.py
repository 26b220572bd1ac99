"""RTTM of NIST: who spoke when, a line for each utterance."""

from __future__ import annotations

from pipeline.formats.format import NoOptions, Writer
from pipeline.formats.media_name import as_field, recording_id
from pipeline.transcript.model import Transcript

_NOBODY = "unknown"


def write_rttm(transcript: Transcript, _options: NoOptions) -> str:
    """SPEAKER lines in order of time, with labels; what nobody is known to have said is of `unknown`."""
    name = recording_id(transcript)
    spoken = sorted(transcript.utterances, key=lambda said: (said.start, said.end))
    return "".join(
        f"SPEAKER {name} 1 {said.start:.3f} {said.end - said.start:.3f} <NA> <NA> "
        f"{as_field(said.speaker or '') or _NOBODY} <NA> <NA>\n"
        for said in spoken
    )


WRITER = Writer(NoOptions, write_rttm)
