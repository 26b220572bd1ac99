"""SubRip: numbered captions with names in the text, as it knows no other place for them. Written and read."""

from __future__ import annotations

import re

from pipeline.captions.blocks import blocks
from pipeline.captions.captioning import captions_of
from pipeline.captions.reading import UNKNOWN_LANGUAGE, ReadCaption, ReadLine, as_transcript, text_of_file
from pipeline.captions.report import remarks
from pipeline.captions.style import CaptionStyle, caption_styles
from pipeline.errors import DocumentError
from pipeline.formats.format import Writer
from pipeline.formats.vtt import clock
from pipeline.transcript.model import Transcript

_STYLES = re.compile(r"</?(?:[biu]|font)(?:\s[^<>]*)?>|\{\\[^{}]*\}", re.IGNORECASE)
_TAG = re.compile(r"<(?=[A-Za-z/!?])")


def write_srt(transcript: Transcript, style: CaptionStyle) -> str:
    """Captions parted by one empty line, a newline at the end; only that of an empty transcript."""
    blocks = (
        f"{number}\n{clock(one.start, ',')} --> {clock(one.end, ',')}\n"
        + "\n".join(plain(line.shown) for line in one.lines)
        for number, one in enumerate(captions_of(transcript, style), 1)
    )
    return "\n\n".join(blocks) + "\n"


def plain(text: str) -> str:
    """Without what players and parsers take for a command: SubRip has no way to escape it.

    >>> plain("a < b, <b> and --> too")
    'a < b, ‹b> and → too'
    """
    return _TAG.sub("‹", text.replace("-->", "→").replace("{\\", "(\\"))


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
            f"{name!r} is no SubRip file: it has no line of times.",
            hint="It must look like 00:00:01,000 --> 00:00:02,000.",
        )
    return as_transcript(captions, UNKNOWN_LANGUAGE)


def _bare(line: str) -> str:
    """Without the tags that many players know."""
    return _STYLES.sub("", line)


WRITER = Writer(CaptionStyle, write_srt, caption_styles, remarks)
