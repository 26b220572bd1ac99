"""The forms of other programs that can be read, one literal table of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pkgutil import resolve_name

from pipeline.errors import DocumentError
from pipeline.transcript.conversions import UNDETERMINED as UNDETERMINED
from pipeline.transcript.conversions.from_srt import is_srt
from pipeline.transcript.conversions.from_vtt import is_vtt
from pipeline.transcript.json_file import is_transcript
from pipeline.transcript.model import Transcript


@dataclass(frozen=True, slots=True)
class Reader:
    """`recognises` tells a form by what a file holds; `home` is `module:name` of what reads it.

    That is given the file's content and the name to use in messages, and returns a transcript that needs no
    more than utterances, in the language `und` where the form does not tell one. It raises DocumentError.
    """

    recognises: Callable[[bytes], bool]
    home: str

    def read(self, data: bytes, name: str) -> Transcript:
        """The transcript. Raises DocumentError."""
        reader: Callable[[bytes, str], Transcript] = resolve_name(self.home)
        return reader(data, name)


def is_whisper(data: bytes) -> bool:
    """Whether it is JSON as openai-whisper and WhisperX write it."""
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    return start == b"{" and b'"segments"' in data


READERS = {
    "vtt": Reader(is_vtt, "pipeline.formats.vtt:read_vtt"),
    "srt": Reader(is_srt, "pipeline.formats.srt:read_srt"),
    "whisper": Reader(is_whisper, "pipeline.formats.whisper:read_whisper"),
}
"""Asked in this order."""


def read_foreign(data: bytes, name: str) -> tuple[Transcript, str]:
    """The transcript in `data`, and the name of its form; `name` is the file's in messages.

    Raises DocumentError for our own file, and for what is none of the forms.
    """
    found = next((form for form, reader in READERS.items() if reader.recognises(data)), None)
    if found is None or (is_transcript(data) and _is_ours(data)):
        raise _refused(data, name)
    return READERS[found].read(data, name), found


def _is_ours(data: bytes) -> bool:
    try:
        return "schema" in json.loads(data.decode("utf-8-sig"))
    except (ValueError, TypeError, RecursionError):
        return False


def _refused(data: bytes, name: str) -> DocumentError:
    if is_transcript(data):
        return DocumentError(
            f"{name} is a transcript of this program already.",
            hint="`pipeline relabel` and `pipeline render` work on it.",
        )
    known = ", ".join(READERS)
    return DocumentError(f"{name} is no transcript that can be read: not one of {known}.")
