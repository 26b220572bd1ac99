"""All of a transcript that the page shows, as it is sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypedDict

from pipeline.formats import FORMATS
from pipeline.page.body import length
from pipeline.review.edit_words import edit_words
from pipeline.review.paragraph_view import Drawn, GapView, ParagraphView, gap_views, paragraph_views
from pipeline.review.place_view import PlaceView, place_views
from pipeline.review.voice_view import VoiceView, voice_views
from pipeline.text.visible import one_line
from pipeline.transcript.dates import published_line
from pipeline.transcript.frames import FrameClock
from pipeline.transcript.holes import without_holes
from pipeline.transcript.identity import identity
from pipeline.transcript.model import Transcript
from pipeline.transcript.sign_off import signed_off


class SourceView(TypedDict):
    """The foot."""

    name: str | None
    url: str | None


class UnplacedView(TypedDict):
    """A correction that waits for its place."""

    id: str
    what: str
    why: str


class SkippedView(TypedDict):
    """A stretch without words."""

    start: float
    end: float
    reason: str


class SignedView(TypedDict):
    """Who signed it off; `current` where it still is as it was then."""

    by: str
    at: str
    current: bool


class Changing(TypedDict):
    """What corrections may change, but for the paragraphs."""

    title: str | None
    published: str | None
    printed: str
    source: SourceView | None
    speakers: tuple[VoiceView, ...]
    left_out: tuple[GapView, ...]
    places: tuple[PlaceView, ...]
    unplaced: tuple[UnplacedView, ...]
    signed: SignedView | None


class TimecodeView(TypedDict):
    """The programme's clock: the frame at the start of the media, `num` by `den` frames a second."""

    first: int
    num: int
    den: int
    drop: bool


class Lasting(TypedDict):
    """What they do not change."""

    of: str
    language: str
    length: float
    timecode: TimecodeView | None
    skipped: tuple[SkippedView, ...]
    formats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class View:
    """A transcript as the page shows it; `drawn` are its paragraphs with what they follow from."""

    drawn: Drawn
    changing: Changing
    lasting: Lasting

    @property
    def paragraphs(self) -> tuple[ParagraphView, ...]:
        """In order."""
        return tuple(view for _, view in self.drawn.values())


def view_of(transcript: Transcript, before: View | None = None) -> View:
    """Of a transcript that has its paragraphs; what is as it was `before` is taken over."""
    drawn = paragraph_views(transcript, before.drawn if before else None)
    parts = tuple(view for _, view in drawn.values())
    return View(drawn, _changing(transcript, parts), _lasting(transcript))


def _changing(transcript: Transcript, parts: tuple[ParagraphView, ...]) -> Changing:
    source = transcript.source
    signed = signed_off(transcript)
    return Changing(
        title=one_line(transcript.title) if transcript.title else None, published=transcript.published,
        printed=published_line(transcript.published) if transcript.published else "",
        source=SourceView(name=source.name, url=source.url) if source else None,
        speakers=voice_views(transcript), left_out=gap_views(transcript),
        places=place_views(transcript, parts),
        unplaced=_unplaced(transcript),
        signed=SignedView(by=signed.by, at=signed.at, current=signed.current) if signed else None,
    )  # fmt: skip


def _timecode(transcript: Transcript) -> TimecodeView | None:
    """None where the recording has none, or one that nobody can count by."""
    told = transcript.recording.timecode if transcript.recording else None
    if told is None:
        return None
    try:
        clock = FrameClock.of(told)
    except ValueError:
        return None
    num, den = clock.rate.as_integer_ratio()
    return TimecodeView(first=clock.first, num=num, den=den, drop=clock.drop)


def _unplaced(transcript: Transcript) -> tuple[UnplacedView, ...]:
    """Corrections that wait; not those of what is left out by now, which come back with it."""
    out = without_holes(transcript.excluded)
    return tuple(
        UnplacedView(id=edit.id, what="; ".join(edit_words((edit,), transcript)), why=edit.unplaced)
        for edit in transcript.edits
        if edit.unplaced and not any(one.start <= edit.start < one.end for one in out)
    )


def _lasting(transcript: Transcript) -> Lasting:
    skipped = transcript.provenance.skipped if transcript.provenance else ()
    return Lasting(
        of=identity(transcript), language=transcript.language, length=length(transcript),
        timecode=_timecode(transcript),
        skipped=tuple(
            SkippedView(start=one.start, end=one.end, reason=one_line(one.reason)) for one in skipped
        ),
        formats=tuple(FORMATS),
    )  # fmt: skip
