"""The transcript file itself: the canonical form, from which everything else can be made again."""

from __future__ import annotations

from pipeline.formats.format import NoOptions, Writer
from pipeline.transcript.json_file import to_json
from pipeline.transcript.model import Transcript


def write_json(transcript: Transcript, _options: NoOptions) -> str:
    """As `to_json`; there is nothing to set."""
    return to_json(transcript)


WRITER = Writer(NoOptions, write_json)
