"""WebVTT as a transcript: voice spans, with the role that their class tells."""

from __future__ import annotations

import html
import re

from pipeline.errors import DocumentError
from pipeline.transcript.conversions import UNDETERMINED
from pipeline.transcript.conversions.caption_blocks import ARROW, blocks
from pipeline.transcript.conversions.from_captions import ReadCaption, ReadLine, as_transcript, text_of_file
from pipeline.transcript.model import Role, Transcript

_SPANS = re.compile(r"(.*?)(</v>|<v[.\s][^>]*>|<v>|$)")
_VOICE = re.compile(r"<v(?P<classes>(?:\.[^\s.>]+)*)(?:\s+(?P<name>[^>]*))?>")
_TAG = re.compile(r"<[^>]*>")


def is_vtt(data: bytes) -> bool:
    """Whether a file begins as WebVTT does."""
    return data.removeprefix(b"\xef\xbb\xbf").startswith(b"WEBVTT")


def read_vtt(data: bytes, name: str) -> Transcript:
    """The transcript of a file's bytes; `name` is what messages call it. Raises DocumentError.

    Title and language come from a note as `write_vtt` puts it; without one the language is `und`, not known.
    """
    text = text_of_file(data, name)
    if not re.match(r"WEBVTT(?=[ \t\n]|$)", text):
        raise DocumentError(
            f"{name} is no WebVTT file: it does not begin with WEBVTT.",
            hint="Is it SubRip? Then give it the ending .srt.",
        )
    head = text.partition(ARROW)[0]
    notes = dict(re.findall(r"^(Title|Language): (.+)$", head, re.MULTILINE))
    captions = [ReadCaption(one.start, one.end, _lines(one.lines)) for one in blocks(text, name)]
    return as_transcript(captions, notes.get("Language", UNDETERMINED), notes.get("Title"))


def _lines(lines: tuple[str, ...]) -> tuple[ReadLine, ...]:
    """Lines with the voice in whose span they stand; a line in which the voice changes becomes several."""
    voice, role = None, Role.UNKNOWN
    found: list[ReadLine] = []
    for line in lines:
        for text, tag in _SPANS.findall(line):
            if words := html.unescape(_TAG.sub("", text)).strip():
                found.append(ReadLine(words, voice, role))
            if tag == "</v>":
                voice, role = None, Role.UNKNOWN
            elif opened := _VOICE.fullmatch(tag):
                classes = (opened["classes"] or "").split(".")
                voice = html.unescape(opened["name"] or "").strip() or None
                role = next((Role(one) for one in classes if one in set(Role)), Role.UNKNOWN)
    return tuple(found)
