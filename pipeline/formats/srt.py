"""SubRip: numbered captions with names in the text, as it knows no other place for them. Written and read."""

from __future__ import annotations

import re

from pipeline.captions.captioning import captions_of
from pipeline.captions.report import remarks
from pipeline.captions.style import CaptionStyle, caption_styles
from pipeline.formats.format import Writer
from pipeline.formats.vtt import clock
from pipeline.transcript.conversions.from_srt import read_srt as read_srt
from pipeline.transcript.model import Transcript

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


WRITER = Writer(CaptionStyle, write_srt, caption_styles, remarks)
