"""The whole page: text, style and script in one file, which opens from a disk or a mail.

Its policy lets a browser run only the script and the style that are in it, and open only the recording.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files

from pipeline.page.body import address, bar, legend, length, strip, text_of, title, turns
from pipeline.page.script_data import script_data
from pipeline.page.template import filled, inline_source
from pipeline.page.times import short_clock
from pipeline.transcript.model import Transcript

_TEMPLATE, _STYLE, _SCRIPT = "read.html", "page.css", "read.js"


@dataclass(frozen=True, slots=True)
class Sound:
    """A recording to be carried inside the page: `kind` is its media type, as in `audio/ogg`."""

    kind: str
    data: bytes

    @property
    def address(self) -> str:
        """The sound itself, as a `data:` address."""
        return f"data:{self.kind};base64,{base64.b64encode(self.data).decode('ascii')}"


def read_along(transcript: Transcript, sound: Sound | None = None) -> str:
    """The page of a transcript that has its paragraphs.

    It plays the file of the recording's name that lies beside it, or the `sound` it carries.
    """
    recording = transcript.recording
    beside = address(recording.path) if recording else None
    media = sound.address if sound else beside
    parts = {
        "language": escape(transcript.language),
        "policy": _policy(),
        "title": text_of(title(transcript)),
        "style": _asset(_STYLE),
        "bar": "".join(bar(transcript)),
        "text": "".join(turns(transcript, None if sound else beside)) or _nothing(transcript),
        "media": escape(media or ""),
        "name": text_of(recording.path.replace("\\", "/").rsplit("/", 1)[-1] if recording else ""),
        "end": short_clock(length(transcript)),
        "legend": legend(),
        "lanes": strip(transcript),
        "length": f"{length(transcript):.3f}",
        "data": script_data(transcript),
        "script": _asset(_SCRIPT),
    }
    return filled(_asset(_TEMPLATE), parts)


def _nothing(transcript: Transcript) -> str:
    reasons = transcript.provenance.skipped if transcript.provenance else ()
    told = "".join(f"<li>{short_clock(one.start)}: {text_of(one.reason)}</li>" for one in reasons)
    return f'<p class="gap">No speech was found in this recording.</p><ul class="gap">{told}</ul>'


def _policy() -> str:
    return (
        f"default-src 'none'; script-src {inline_source(_asset(_SCRIPT))}; "
        f"style-src {inline_source(_asset(_STYLE))}; "
        "media-src 'self' file: data: blob:; base-uri 'none'; form-action 'none'"
    )


@cache
def _asset(name: str) -> str:
    return (files("pipeline.page") / "assets" / name).read_text(encoding="utf-8")
