"""A transcript's captions as pysubs2 holds subtitles, for programs that go on working with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.captions.caption import Caption
from pipeline.captions.captioning import captions_of
from pipeline.captions.names import voices_called
from pipeline.captions.style import CaptionStyle
from pipeline.corrections.relabel import complete
from pipeline.errors import MissingToolError
from pipeline.formats.srt import plain
from pipeline.text.visible import one_line
from pipeline.transcript.model import Transcript

if TYPE_CHECKING:
    from pysubs2 import SSAFile

_COMMANDS = str.maketrans({"{": "(", "}": ")", "\\": "∖"})
"""Braces hold commands, and a backslash begins some; the form has no way to escape them."""


def to_subtitles(transcript: Transcript, style: CaptionStyle | None = None) -> SSAFile:
    """The captions of `srt` in the same lines, times in milliseconds, each with its voice as `name`.

    A caption of two voices has none. Raises MissingToolError without pysubs2.
    """
    try:
        from pysubs2 import SSAEvent, SSAFile
    except ImportError:
        raise MissingToolError(
            "pysubs2 is not installed.", hint="`pip install 'broadcast-pipeline[subtitles]'` brings it."
        ) from None
    whole = complete(transcript)
    names = voices_called(whole)
    found = SSAFile()
    if title := one_line(whole.title or ""):
        found.info["Title"] = title
    for one in captions_of(whole, style or CaptionStyle()):
        event = SSAEvent(start=one.start, end=one.end, name=_voice(one, names))
        event.plaintext = "\n".join(plain(line.shown).translate(_COMMANDS) for line in one.lines)
        found.append(event)
    return found


def _voice(caption: Caption, names: dict[str, str]) -> str:
    """Without commas, which part the fields of a line where the subtitles are written as ASS."""
    voices = {line.speaker for line in caption.lines}
    label = voices.pop() if len(voices) == 1 else None
    return one_line(names.get(label or "", "")).replace(",", ";")
