"""SubRip as a transcript: names stand in its text."""

from __future__ import annotations

import re

from pipeline.errors import DocumentError
from pipeline.transcript.conversions.caption_blocks import blocks
from pipeline.transcript.conversions.from_captions import ReadCaption, ReadLine, as_transcript, text_of_file
from pipeline.transcript.model import Transcript

_STYLES = re.compile(r"</?(?:[biu]|font)(?:\s[^<>]*)?>|\{\\[^{}]*\}", re.IGNORECASE)
_BEGINS = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\d+\s*\n\s*)?\d+:\d\d:\d\d[,.]\d{1,3}\s*-->")


def is_srt(data: bytes) -> bool:
    """Whether a file begins as SubRip does: perhaps a number, then times."""
    return _BEGINS.match(data.replace(b"\r", b"\n")) is not None


def read_srt(data: bytes, name: str) -> Transcript:
    """The transcript of a file's bytes; `name` is what messages call it. Raises DocumentError.

    SubRip does not say which language it is in: it is `und`, not known.
    """
    text = text_of_file(data, name)
    captions = [
        ReadCaption(one.start, one.end, tuple(ReadLine(_bare(line)) for line in one.lines))
        for one in blocks(text, name)
    ]
    if not captions and text.strip():
        raise DocumentError(
            f"{name} is no SubRip file: it has no line of times.",
            hint="It must look like 00:00:01,000 --> 00:00:02,000.",
        )
    return as_transcript(captions)


def _bare(line: str) -> str:
    """Without the tags that many players know."""
    return _STYLES.sub("", line)
