"""WebVTT: a voice span with the role as its class for every voice, times in media time. Written and read."""

from __future__ import annotations

import html
import re
from itertools import groupby

from pipeline.captions.blocks import ARROW, blocks
from pipeline.captions.caption import Caption, Line
from pipeline.captions.captioning import MILLISECONDS, captions_of
from pipeline.captions.names import called
from pipeline.captions.reading import UNKNOWN_LANGUAGE, ReadCaption, ReadLine, as_transcript, text_of_file
from pipeline.captions.report import remarks
from pipeline.captions.shown import shown
from pipeline.captions.style import CaptionStyle, caption_styles
from pipeline.errors import DocumentError
from pipeline.formats.format import Writer
from pipeline.transcript.dates import published_line
from pipeline.transcript.model import Role, Transcript

_SPANS = re.compile(r"(.*?)(</v>|<v[.\s][^>]*>|<v>|$)")
_VOICE = re.compile(r"<v(?P<classes>(?:\.[^\s.>]+)*)(?:\s+(?P<name>[^>]*))?>")
_TAG = re.compile(r"<[^>]*>")


def write_vtt(transcript: Transcript, style: CaptionStyle) -> str:
    """Blocks parted by one empty line, a newline at the end."""
    names = called(transcript)
    cues = (_cue(one, names, transcript) for one in captions_of(transcript, style))
    return "\n\n".join(["WEBVTT", _note(transcript), *cues]) + "\n"


def _note(transcript: Transcript) -> str:
    """What is known of the programme, and in which language it is."""
    source = transcript.source
    lines = {
        "Title": transcript.title,
        "Published": published_line(transcript.published) if transcript.published else None,
        "Source": " ".join(filter(None, (source.name, source.url))) if source else None,
        "Language": transcript.language,
    }
    held = ((key, shown(value or "").replace("-->", "→")) for key, value in lines.items())
    return "\n".join(["NOTE", *(f"{key}: {value}" for key, value in held if value)])


def _cue(caption: Caption, names: dict[str, str], transcript: Transcript) -> str:
    times = f"{clock(caption.start)} --> {clock(caption.end)}"
    spans = groupby(caption.lines, key=lambda line: line.speaker)
    return "\n".join([times, *(_span(label, list(lines), names, transcript) for label, lines in spans)])


def _span(label: str | None, lines: list[Line], names: dict[str, str], transcript: Transcript) -> str:
    text = "\n".join(escaped(line.shown) for line in lines)
    if label is None:
        return text
    return f"<v.{transcript.role_of(label)} {escaped(names[label])}>{text}</v>"


def clock(milliseconds: int, mark: str = ".") -> str:
    """`HH:MM:SS.mmm`; a hundred hours and more have more figures.

    >>> clock(60000), clock(3725900, ",")
    ('00:01:00.000', '01:02:05,900')
    """
    seconds, rest = divmod(milliseconds, MILLISECONDS)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}{mark}{rest:03d}"


def escaped(text: str) -> str:
    """For text and names in a cue, in which an arrow would begin another.

    >>> escaped("R&D <b> -->")
    'R&amp;D &lt;b&gt; --&gt;'
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def read_vtt(data: bytes, name: str) -> Transcript:
    """The transcript of a file's bytes; `name` is what messages call it. Raises DocumentError.

    Title and language come from a note as `write_vtt` puts it; without one the language is `und`, not known.
    """
    text = text_of_file(data, name)
    if not re.match(r"WEBVTT(?=[ \t\n]|$)", text):
        raise DocumentError(
            f"{name!r} is no WebVTT file: it does not begin with WEBVTT.",
            hint="Is it SubRip? Then give it the ending .srt.",
        )
    head = text.partition(ARROW)[0]
    notes = dict(re.findall(r"^(Title|Language): (.+)$", head, re.MULTILINE))
    captions = [ReadCaption(one.start, one.end, _lines(one.lines)) for one in blocks(text, name)]
    return as_transcript(captions, notes.get("Language", UNKNOWN_LANGUAGE), notes.get("Title"))


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


WRITER = Writer(CaptionStyle, write_vtt, caption_styles, remarks)
