"""The JSON of openai-whisper: written for programs that were made for it, and read, WhisperX's among it."""

from __future__ import annotations

import json

from pipeline.errors import DocumentError
from pipeline.formats.format import NoOptions, Writer
from pipeline.formats.plain_json import plain_json
from pipeline.transcript.conversions import UNDETERMINED
from pipeline.transcript.conversions.from_whisper import from_whisper
from pipeline.transcript.conversions.to_whisper import to_whisper
from pipeline.transcript.model import Transcript


def write_whisper(transcript: Transcript, _options: NoOptions) -> str:
    """As `to_whisper`, indented."""
    return plain_json(to_whisper(transcript), indent=2) + "\n"


def read_whisper(data: bytes, name: str) -> Transcript:
    """What a file of openai-whisper or WhisperX holds. Raises DocumentError."""
    try:
        result = json.loads(data.decode("utf-8-sig"))
        json.dumps(result, ensure_ascii=False).encode()  # half a surrogate pair is no text
    except (ValueError, RecursionError) as error:
        raise DocumentError(f"{name} is not valid JSON: {error}.") from None
    if not isinstance(result, dict):
        raise DocumentError(f"{name} is no result of Whisper.")
    language = None if result.get("language") else UNDETERMINED
    return from_whisper(result, language=language, name=name)


WRITER = Writer(NoOptions, write_whisper)
