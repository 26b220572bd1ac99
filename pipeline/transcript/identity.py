"""What a transcript is of: by this its corrections, kept elsewhere, find it again."""

from __future__ import annotations

import hashlib

from pipeline.transcript.model import Transcript


def identity(transcript: Transcript) -> str:
    """The SHA-256 of the recording; where that is not known, of the words that were recognised."""
    recording = transcript.recording
    if recording is not None and recording.sha256:
        return recording.sha256
    told = transcript.recognised or transcript
    heard = "\0".join(f"{one.start:.3f} {one.text}" for one in told.utterances)
    return hashlib.sha256(heard.encode("utf-8", errors="replace")).hexdigest()
