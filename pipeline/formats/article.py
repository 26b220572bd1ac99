"""The published article: header, paragraphs with their times, footer. What is not known is left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from pipeline.formats.format import Writer
from pipeline.formats.left_out import LeftOut, left_out
from pipeline.formats.stamps import Stamp, stamps
from pipeline.text.visible import one_line
from pipeline.transcript.dates import published_line
from pipeline.transcript.model import Paragraph, Role, Speaker, Transcript
from pipeline.transcript.speaker import called


class Timestamps(StrEnum):
    """Which paragraphs carry the time at which they begin."""

    NONE = "none"
    SENTENCE = "sentence"
    TURN = "turn"


class Unsure(StrEnum):
    """How a statement is set of which nobody is sure whether it is to be quoted."""

    LABEL = "label"
    QUOTE = "quote"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class ArticleStyle:
    """How an article is set; with `timecode` by the programme's own, where the recording has one."""

    timestamps: Timestamps = Timestamps.SENTENCE
    speakers_in_text: bool = False
    unsure: Unsure = Unsure.LABEL
    hide_left_out: bool = False
    hide_missing: bool = False
    timecode: bool = False


def write_article(transcript: Transcript, style: ArticleStyle) -> str:
    """The article's text: blocks parted by one empty line, a newline at the end.

    `transcript` must have its paragraphs; `relabel.complete` derives them where a file has none.
    """
    blocks = [*_header(transcript), *_body(transcript, style), *_footer(transcript)]
    return "\n\n".join(blocks) + "\n"


def _header(transcript: Transcript) -> Iterator[str]:
    if transcript.title:
        yield one_line(transcript.title)
    if transcript.published:
        yield f"Published on: {published_line(transcript.published)}"


def _body(transcript: Transcript, style: ArticleStyle) -> Iterator[str]:
    speakers = {speaker.label: speaker for speaker in transcript.speakers}
    missing = left_out(transcript, hide_left_out=style.hide_left_out, hide_missing=style.hide_missing)
    stamp = stamps(transcript, timecode=style.timecode)
    before: str | None = None
    for position, paragraph in enumerate(transcript.paragraphs):
        while missing and missing[0].start <= paragraph.start:
            yield _left_out(missing.pop(0), style, stamp)
        opens = position == 0 or paragraph.speaker != before
        before = paragraph.speaker
        timed = style.timestamps is Timestamps.SENTENCE or (style.timestamps is Timestamps.TURN and opens)
        text = _line(paragraph, speakers.get(paragraph.speaker or ""), opens, style)
        yield f"[{stamp(paragraph.start)}] {text}" if timed else text
    yield from (_left_out(one, style, stamp) for one in missing)


def _left_out(one: LeftOut, style: ArticleStyle, stamp: Stamp) -> str:
    return one.told if style.timestamps is Timestamps.NONE else f"[{stamp(one.start)}] {one.told}"


def _line(paragraph: Paragraph, speaker: Speaker | None, opens: bool, style: ArticleStyle) -> str:
    text = one_line(paragraph.text)
    labelled = paragraph.unsure and style.unsure is Unsure.LABEL
    if paragraph.quoted or (paragraph.unsure and style.unsure is Unsure.QUOTE):
        text = f'"{text}"'
    if labelled and speaker is not None:
        text = f"{who_says(paragraph, speaker)}: {text}"
    elif style.speakers_in_text and opens and speaker is not None:
        text = f"{introduce(speaker)}: {text}"
    return text


def introduce(speaker: Speaker) -> str:
    """Name and role as a reader needs them: `Clara Hughes (anchor)`, `Expert S3`, `Speaker S4`."""
    if name := one_line(speaker.name or ""):
        return name if speaker.role is Role.UNKNOWN else f"{name} ({speaker.role})"
    kind = "Speaker" if speaker.role is Role.UNKNOWN else speaker.role.capitalize()
    return f"{kind} {one_line(speaker.label)}"


def who_says(paragraph: Paragraph, speaker: Speaker) -> str:
    """What may stand before a paragraph: of an unsure one no role, as that is what is not known."""
    return _voice(speaker) if paragraph.unsure else introduce(speaker)


def introductions(speaker: Speaker) -> tuple[str, str]:
    """All that may stand before what a voice says, with the colon behind it."""
    return f"{introduce(speaker)}: ", f"{_voice(speaker)}: "


def _voice(speaker: Speaker) -> str:
    """Its name, or `Voice 3` for the label S3."""
    return one_line(speaker.name or "") or called(one_line(speaker.label))


def _footer(transcript: Transcript) -> Iterator[str]:
    if transcript.source is None:
        return
    parts = (transcript.source.name, transcript.source.url)
    if line := " ".join(one_line(part) for part in parts if part):
        yield line


def article_styles() -> Iterator[ArticleStyle]:
    """Every way an article may be set."""
    switches = (False, True)
    for no_holes, hidden in product(switches, switches):
        for when, named, unsure in product(Timestamps, switches, Unsure):
            yield ArticleStyle(when, named, unsure, hidden, no_holes)
    yield ArticleStyle(timecode=True)


WRITER = Writer(ArticleStyle, write_article, article_styles)
