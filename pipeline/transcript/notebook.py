"""A transcript as a notebook shows it: enough to see what it is of, and whether it went well."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from pipeline.transcript.dates import published_line
from pipeline.transcript.model import Paragraph, Speaker, Transcript, Utterance
from pipeline.transcript.timecode import clock

_SHOWN = 8
"""Paragraphs at the beginning; all of a programme would fill the notebook."""


def as_html(transcript: Transcript) -> str:
    """A fragment of HTML without styles of its own, every text in it escaped.

    Where there are no paragraphs, utterances are shown.
    """
    return "\n".join(
        ["<div>", *_header(transcript), *_speakers(transcript), *_beginning(transcript), "</div>"]
    )


def _header(transcript: Transcript) -> Iterator[str]:
    yield f"<h3>{escape(transcript.title or 'Without a title')}</h3>"
    told = [
        published_line(transcript.published) if transcript.published else "",
        (transcript.source.name if transcript.source else None) or "",
        clock(transcript.recording.duration) if transcript.recording else "",
        transcript.language,
    ]
    yield f"<p>{escape(' · '.join(filter(None, told)))}</p>"


def _speakers(transcript: Transcript) -> Iterator[str]:
    if not transcript.speakers:
        return
    yield "<table><tr><th>speaker</th><th>role</th><th>name</th><th>time</th></tr>"
    for speaker in transcript.speakers:
        seconds = sum(said.end - said.start for said in transcript.said_by(speaker.label))
        cells = (speaker.label, _role(speaker), speaker.name or "", clock(seconds))
        yield f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"
    yield "</table>"


def _role(speaker: Speaker) -> str:
    sure = "" if speaker.confidence is None else f" ({speaker.confidence:.0%})"
    return f"{speaker.role}{sure}"


def _beginning(transcript: Transcript) -> Iterator[str]:
    parts: tuple[Paragraph | Utterance, ...] = transcript.paragraphs or transcript.utterances
    for part in parts[:_SHOWN]:
        marks = ("“", "”") if isinstance(part, Paragraph) and part.quoted else ("", "")
        who = f"<b>{escape(part.speaker)}</b> " if part.speaker else ""
        yield f"<p><small>{clock(part.start)}</small> {who}{escape(part.text.join(marks))}</p>"
    if len(parts) > _SHOWN:
        yield f"<p>… and {len(parts) - _SHOWN} more.</p>"
