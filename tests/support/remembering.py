"""A Pipeline that has heard the example before: with the starter models, for the golden transcript."""

from __future__ import annotations

from pathlib import Path

from pipeline import Transcript
from tests.golden import EXAMPLE, TRANSCRIPT


class Remembering:
    """Stands in for `Pipeline.load()` where no model is to be loaded."""

    def __repr__(self) -> str:
        return "<Pipeline: faster-whisper:base, starter diarizer>"

    def transcribe(self, media: str) -> Transcript:
        """The golden transcript. Raises AssertionError for any other recording."""
        assert Path(media).samefile(EXAMPLE / "segment.opus")
        return Transcript.load(TRANSCRIPT)
