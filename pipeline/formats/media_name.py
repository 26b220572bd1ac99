"""The recording's name, for documents that lie beside it."""

from __future__ import annotations

import re

from pipeline.text.visible import one_line
from pipeline.transcript.model import Transcript


def media_name(transcript: Transcript) -> str | None:
    """The last part of its path, on one line; None where it was no file, or nothing is known of it.

    A name never leads into another folder.
    """
    path = transcript.recording.path if transcript.recording else ""
    name = one_line(re.split(r"[/\\]", path)[-1])
    return name if name.strip(".") and not name.startswith("<") else None


def recording_id(transcript: Transcript) -> str:
    """The recording's name without its ending, as formats of fields parted by spaces hold it."""
    name = media_name(transcript) or ""
    stem = name.rpartition(".")[0] or name
    return as_field(stem) or "recording"


def as_field(text: str) -> str:
    """`text` without spaces of any kind, and not to be taken for a comment."""
    return "_".join(one_line(text).split()).lstrip(";")
