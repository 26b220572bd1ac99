"""A plain transcript: one block an utterance, with time, name and role. For reading along, not for print."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.formats.article import ArticleStyle, Timestamps, article_styles, introduce
from pipeline.formats.format import Writer
from pipeline.formats.stamps import stamps
from pipeline.text.visible import one_line
from pipeline.transcript.holes import without_holes
from pipeline.transcript.model import Transcript, Utterance


def write_text(transcript: Transcript, style: ArticleStyle) -> str:
    """Every utterance, the words as recognised, its speaker named at each change."""
    return "\n\n".join(_blocks(transcript, style)) + "\n"


def _blocks(transcript: Transcript, style: ArticleStyle) -> Iterator[str]:
    speakers = {speaker.label: speaker for speaker in transcript.speakers}
    stamp = stamps(transcript, timecode=style.timecode)
    for utterance in transcript.utterances:
        speaker = speakers.get(utterance.speaker or "")
        who = introduce(speaker) if speaker else "Speaker not known"
        when = "" if style.timestamps is Timestamps.NONE else f"[{stamp(utterance.start)}] "
        doubt = " [two voices at once]" if utterance.overlapped else ""
        doubt += " [left out of the article]" if _is_left_out(utterance, transcript) else ""
        yield f"{when}{who}{doubt}: {one_line(utterance.text)}"


def _is_left_out(utterance: Utterance, transcript: Transcript) -> bool:
    """Whether nothing of it is printed."""
    stretches = without_holes(transcript.excluded)
    return any(one.start <= utterance.start and utterance.end <= one.end for one in stretches)


WRITER = Writer(ArticleStyle, write_text, article_styles)
