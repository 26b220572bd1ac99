"""What an editor wants marked in the recording: voices, quotes and places worth a look, in frames."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import groupby

from pipeline.article.places import ranked
from pipeline.formats.article import introduce
from pipeline.formats.media_name import media_name
from pipeline.formats.stamps import source_clock
from pipeline.text.visible import one_line
from pipeline.transcript.frames import FrameClock
from pipeline.transcript.model import Transcript, Utterance

_MEDIA = FrameClock(Fraction(25))
"""Counts media time, where a format wants frames: 40 ms are near enough to find a word."""
_LONGEST = 120
"""Letters of a comment: the lists of editing programs show hardly more."""
_SHARED = " / "


class TimeBase(StrEnum):
    """What times count from: the start of the media, or the programme's own timecode where there is one."""

    MEDIA = "media"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class MarkerStyle:
    """How an edit's markers are written."""

    time_base: TimeBase = TimeBase.SOURCE


class MarkerKind(StrEnum):
    """What is marked, the most pressing last."""

    SPEAKER = "speaker"
    QUOTE = "quote"
    LOOK = "look"


@dataclass(frozen=True, slots=True)
class Marker:
    """Frames `first` up to, but not with, `last`; never none. `name` is short, `comment` says more."""

    kind: MarkerKind
    first: int
    last: int
    name: str
    comment: str
    speaker: str | None = None


def marker_styles() -> Iterator[MarkerStyle]:
    """Every way they may be written."""
    yield from map(MarkerStyle, TimeBase)


def clock_of(transcript: Transcript, style: MarkerStyle) -> FrameClock:
    """The programme's timecode, or media time. Raises DocumentError for a timecode that is none."""
    source = source_clock(transcript) if style.time_base is TimeBase.SOURCE else None
    return source or _MEDIA


def whole_of(transcript: Transcript, clock: FrameClock, markers: Sequence[Marker]) -> tuple[int, int]:
    """The first frame of the recording, and that behind its last; all markers lie in it."""
    duration = transcript.recording.duration if transcript.recording else 0.0
    first = clock.frame(0.0)
    return first, max([first + 1, clock.frame(duration), *(one.last for one in markers)])


def title_of(transcript: Transcript) -> str:
    """What the list or timeline is called."""
    return one_line(transcript.title or "") or media_name(transcript) or "Transcript"


def markers_in(transcript: Transcript, clock: FrameClock) -> list[Marker]:
    """All of them, in order of time."""
    kinds = (speakers_in, quotes_in, looks_in)
    return sorted((one for kind in kinds for one in kind(transcript, clock)), key=lambda one: one.first)


def markers_by_frame(transcript: Transcript, clock: FrameClock) -> Iterator[Marker]:
    """The same for programs that hold one marker a frame: what begins on the same one shares it.

    It is of the most pressing kind, and as long as the longest; a quote tells of its voice already.
    """
    for _, group in groupby(markers_in(transcript, clock), key=lambda one: one.first):
        together = list(group)
        quoted = {one.speaker for one in together if one.kind is MarkerKind.QUOTE}
        told = [one for one in together if one.kind is not MarkerKind.SPEAKER or one.speaker not in quoted]
        yield Marker(
            max((one.kind for one in told), key=list(MarkerKind).index),
            told[0].first,
            max(one.last for one in told),
            _SHARED.join(one.name for one in told),
            _SHARED.join(one.comment for one in told),
        )


def speakers_in(transcript: Transcript, clock: FrameClock) -> Iterator[Marker]:
    """A marker for each voice until another speaks, in order of time."""
    spoken = sorted(transcript.utterances, key=lambda said: (said.start, said.end))
    for label, run in groupby(spoken, key=lambda said: said.speaker):
        said = list(run)
        first, last = _frames(clock, said[0].start, max(one.end for one in said))
        text = " ".join(one.text for one in said)
        yield Marker(MarkerKind.SPEAKER, first, last, _who(transcript, label), _short(text), label)


def quotes_in(transcript: Transcript, clock: FrameClock) -> Iterator[Marker]:
    """A marker for each quote."""
    for part in transcript.paragraphs:
        if part.quoted:
            first, last = _frames(clock, part.start, part.end)
            name = f"Quote: {_who(transcript, part.speaker)}"
            yield Marker(MarkerKind.QUOTE, first, last, name, _short(part.text), part.speaker)


def looks_in(transcript: Transcript, clock: FrameClock) -> Iterator[Marker]:
    """A marker for each place worth a look, as long as the utterance goes on from there."""
    for doubt in sorted(ranked(transcript), key=lambda doubt: doubt.time):
        said = _said_at(transcript, doubt.time)
        first, last = _frames(clock, doubt.time, said.end if said else doubt.time)
        yield Marker(MarkerKind.LOOK, first, last, f"Listen: {doubt.kind}", _short(doubt.text))


def _said_at(transcript: Transcript, time: float) -> Utterance | None:
    return next((one for one in transcript.utterances if one.start <= time < one.end), None)


def _frames(clock: FrameClock, start: float, end: float) -> tuple[int, int]:
    first = clock.frame(start)
    return first, max(first + 1, clock.frame(end))


def _who(transcript: Transcript, label: str | None) -> str:
    speaker = transcript.speaker(label)
    if speaker is None:
        return "Speaker not known" if label is None else one_line(label)
    return introduce(speaker)


def _short(text: str) -> str:
    whole = one_line(text)
    return whole if len(whole) <= _LONGEST else f"{whole[: _LONGEST - 1].rstrip()}…"
