"""WebVTT: a voice span with the role as its class for every voice, times in media time. Written and read."""

from __future__ import annotations

from itertools import groupby

from pipeline.captions.caption import Caption, Line
from pipeline.captions.captioning import MILLISECONDS, captions_of
from pipeline.captions.names import voices_called
from pipeline.captions.report import remarks
from pipeline.captions.style import CaptionStyle, caption_styles
from pipeline.formats.format import Writer
from pipeline.transcript.conversions.from_vtt import read_vtt as read_vtt
from pipeline.transcript.dates import published_line
from pipeline.transcript.model import Transcript
from pipeline.transcript.shown import shown


def write_vtt(transcript: Transcript, style: CaptionStyle) -> str:
    """Blocks parted by one empty line, a newline at the end."""
    names = voices_called(transcript)
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


WRITER = Writer(CaptionStyle, write_vtt, caption_styles, remarks)
