"""The JSON of openai-whisper, for programs that were made for it."""

from __future__ import annotations

from pipeline.formats.format import NoOptions, Writer
from pipeline.formats.plain_json import plain_json
from pipeline.transcript.conversions.to_whisper import to_whisper
from pipeline.transcript.model import Transcript


def write_whisper(transcript: Transcript, _options: NoOptions) -> str:
    """As `to_whisper`, indented."""
    return plain_json(to_whisper(transcript), indent=2) + "\n"


WRITER = Writer(NoOptions, write_whisper)
