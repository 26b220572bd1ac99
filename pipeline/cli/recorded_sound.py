"""The sound of a transcript's recording, for a page that carries it."""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import InputError
from pipeline.page.document import Sound
from pipeline.transcript.model import Transcript


def recorded_sound(transcript: Transcript, other: Path | None = None) -> Sound:
    """Compressed; of `other` where it has moved. Raises InputError where it is gone, or cannot be read."""
    from pipeline.media import probe
    from pipeline.media.compress import COMPRESSED, compress

    hint = "Without --embed-audio the page plays the recording that lies beside it."
    if transcript.recording is None and other is None:
        raise InputError("The transcript does not say of which recording it is.", hint=hint)
    path = other or Path(transcript.recording.path if transcript.recording else "")
    if not path.is_file():
        raise InputError(f"The recording {str(path)!r} is not there.", hint=hint)
    return Sound(COMPRESSED, compress(probe(path)))
