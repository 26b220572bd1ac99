"""The article for Word: its own styles, times in the margin, a comment on every place worth a look."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pipeline.formats.article import ArticleStyle, Timestamps, Unsure, article_styles, who_says
from pipeline.formats.docx_parts import add_line, add_text, new_document, on_time, packed
from pipeline.formats.format import Writer
from pipeline.formats.left_out import LeftOut, left_out
from pipeline.formats.stamps import Stamp, stamps
from pipeline.text.visible import one_line
from pipeline.transcript.dates import published_line
from pipeline.transcript.doubt import Doubt
from pipeline.transcript.model import Paragraph, Transcript

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph as Line
    from docx.text.run import Run

_AUTHOR = "pipeline"


def write_docx(transcript: Transcript, style: ArticleStyle) -> bytes:
    """A .docx that depends on the transcript alone: its dates are those of the transcript.

    Each paragraph is one of Word's, its time and a tab before it, so that it can be corrected, joined and
    divided there and be read back.
    """
    timed = style.timestamps is not Timestamps.NONE
    document = new_document(transcript.language, timed=timed)
    _header(document, transcript)
    missing = left_out(transcript, hide_left_out=style.hide_left_out, hide_missing=style.hide_missing)
    stamp = stamps(transcript, timecode=style.timecode)
    before: Paragraph | None = None
    for part in transcript.paragraphs:
        while missing and missing[0].start <= part.start:
            _note(document, missing.pop(0), stamp, timed=timed)
        opens = before is None or before.speaker != part.speaker
        _paragraph(document, transcript, part, style, stamp, opens=opens)
        before = part
    for one in missing:
        _note(document, one, stamp, timed=timed)
    _footer(document, transcript)
    return packed(document, _written(transcript))


def _header(document: Document, transcript: Transcript) -> None:
    document.core_properties.title = one_line(transcript.title or "")[:255]
    document.core_properties.language = transcript.language
    if transcript.title:
        add_text(add_line(document, "Title"), one_line(transcript.title))
    if transcript.published:
        shown = f"Published on: {published_line(transcript.published)}"
        add_text(add_line(document, "Subtitle"), shown)


def _paragraph(
    document: Document, transcript: Transcript, part: Paragraph, style: ArticleStyle, stamp: Stamp, *,
    opens: bool,
) -> None:  # fmt: skip
    quoted = part.quoted or (part.unsure and style.unsure is Unsure.QUOTE)
    line = add_line(document, "Quote" if quoted else "Article")
    shows = style.timestamps is Timestamps.SENTENCE or (style.timestamps is Timestamps.TURN and opens)
    _margin(line, stamp(part.start) if shows else None, timed=style.timestamps is not Timestamps.NONE)
    speaker = transcript.speaker(part.speaker)
    if speaker is not None and (opens or (part.unsure and style.unsure is Unsure.LABEL)):
        add_text(line, f"{one_line(who_says(part, speaker))}: ", "Speaker")
    text = one_line(part.text)
    said = add_text(line, f'"{text}"' if quoted else text)
    for doubt in part.doubts:
        _comment(document, said, doubt, stamp)


def _margin(line: Line, time: str | None, *, timed: bool) -> None:
    """The time, and the tab that leads to where all texts begin."""
    if time is not None:
        add_text(line, f"[{time}]", "Time")
    if timed:
        line.add_run("\t")


def _comment(document: Document, said: Run, doubt: Doubt, stamp: Stamp) -> None:
    text = f"Listen at {stamp(doubt.time)}: {one_line(doubt.text)}"
    comment = document.add_comment(said, text, author=_AUTHOR, initials="")
    on_time(comment)


def _note(document: Document, one: LeftOut, stamp: Stamp, *, timed: bool) -> None:
    line = add_line(document, "Article")
    _margin(line, stamp(one.start) if timed else None, timed=timed)
    add_text(line, one.told, "Time")


def _footer(document: Document, transcript: Transcript) -> None:
    source = transcript.source
    parts: Iterator[str] = (
        (one_line(part) for part in (source.name, source.url) if part) if source else iter(())
    )
    if shown := " ".join(filter(None, parts)):
        add_text(add_line(document, "Source"), shown)


def _written(transcript: Transcript) -> datetime | None:
    """When the transcript was made, as far as that is known."""
    made = transcript.provenance.created if transcript.provenance else None
    try:
        moment = datetime.fromisoformat(made) if made else None
    except ValueError:
        return None
    return moment.astimezone(UTC).replace(tzinfo=None, microsecond=0) if moment and moment.tzinfo else None


def _styles() -> Iterator[ArticleStyle]:
    """Every way a document may be set, the usual one first, as each takes its time to make."""
    usual = ArticleStyle()
    yield usual
    yield from (one for one in article_styles() if one != usual and not one.speakers_in_text)


WRITER = Writer(ArticleStyle, write_docx, _styles)
