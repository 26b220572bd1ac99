"""Everything that can be set, with the one place where each default is written."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, TypedDict

from pipeline.limits import ENGINE_STALLED, LONGEST, STALLED, Limits
from pipeline.profile.model import Profile
from pipeline.transcript.moment import AUTO, check_moment
from pipeline.transcript.track_numbers import track_numbers


@dataclass(frozen=True, slots=True)
class Options:
    """How a recording is turned into a transcript. Times are seconds."""

    speakers: int | None = None
    """Number of voices, when it is known."""
    min_speakers: int | None = None
    max_speakers: int | None = None

    language: str | None = None
    """Code of the language spoken, as in `en`; None lets the recognizer find out."""
    house: Profile = field(default_factory=Profile)
    """What the newsroom knows: its people, sign-offs and spellings."""
    beam: int = 1
    """How many wordings a Whisper recognizer weighs at a time. More is slower, not always more accurate."""

    title: str | None = None
    published: str | None = None
    source: str | None = None
    url: str | None = None
    """Header and footer; None takes what the media's own tags say, or leaves the line out."""
    metadata: Mapping[str, str] | None = field(default=None, hash=False)
    """Whatever else is known of the programme, by its name; kept in the transcript as it is."""

    partial: bool = False
    """Accept media whose sound ends before the announced duration."""
    tracks: str | None = None
    """The tracks to listen to, all channels of the file counted from 1, as in `1`, `1+2`, `1,3`. None takes
    what the house says, or those with speech on them."""

    expect_duration: float | None = None
    """Seconds that the recording should last; where it does not, that is told like damage."""

    begin: str | None = None
    end: str | None = None
    """The stretch that is listened to: seconds, `00:12:31`, or the recording's own timecode. `auto` begins
    behind tone and silence at the head."""

    stalled_after: float = STALLED
    """Seconds after which a decoder is given up of which nothing comes."""
    engine_stalled_after: float = ENGINE_STALLED
    """Seconds after which an engine that makes no progress is given up, by the command line. In a program of
    your own nothing can end an engine but the end of its process."""
    longest: float = LONGEST
    """Hours of sound after which a recording is refused: its times are damaged, or it never ends."""

    flicker: float = 0.4
    """Shorter turns squeezed between other speech are given to a neighbour."""
    join: float = 2.0
    """Turns of one voice are one turn when at most this far apart."""
    padding: float = 0.5
    """Sound added on both sides of a window where nobody else speaks. From 0.25 to 0.8 s word errors stayed
    between 15.5 and 15.8 %, less than they differ between windows moved by 20 ms."""

    @property
    def limits(self) -> Limits:
        """What a decoder may take."""
        return Limits(stalled=self.stalled_after, decoded=self.longest * 3600)

    @property
    def listened(self) -> str | None:
        """The tracks that somebody has asked for."""
        return self.tracks or self.house.tracks

    def __post_init__(self) -> None:
        if self.tracks is not None:
            track_numbers(self.tracks)
        for name in ("stalled_after", "engine_stalled_after", "longest", "expect_duration"):
            value = getattr(self, name)
            if value is not None and value <= 0:
                raise ValueError(f"{name} must be more than 0, got {value:g}")
        if self.begin is not None:
            check_moment(self.begin, AUTO)
        if self.end is not None:
            check_moment(self.end)
        for name in ("speakers", "min_speakers", "max_speakers", "beam"):
            value = getattr(self, name)
            if value is not None and value < 1:
                raise ValueError(f"{name} must be at least 1, got {value}")
        if self.min_speakers and self.max_speakers and self.min_speakers > self.max_speakers:
            raise ValueError(f"min_speakers ({self.min_speakers}) exceeds max_speakers ({self.max_speakers})")


class TranscribeSettings(TypedDict, total=False):
    """The fields of Options as keywords, for type checkers; what is left out has its default."""

    speakers: int | None
    min_speakers: int | None
    max_speakers: int | None
    language: str | None
    house: Profile
    beam: int
    title: str | None
    published: str | None
    source: str | None
    url: str | None
    metadata: Mapping[str, str] | None
    partial: bool
    tracks: str | None
    expect_duration: float | None
    begin: str | None
    end: str | None
    stalled_after: float
    engine_stalled_after: float
    longest: float
    flicker: float
    join: float
    padding: float


def chosen_options(options: Options | None, settings: Mapping[str, Any]) -> Options:
    """`options` with `settings` on top. Raises TypeError for a setting that does not exist.

    >>> chosen_options(Options(speakers=2), {"title": "Harbour bridge"}).speakers
    2
    >>> chosen_options(None, {"titel": "Harbour bridge"})
    Traceback (most recent call last):
    TypeError: there is no setting 'titel': did you mean 'title'?
    """
    known = [known.name for known in fields(Options)]
    for name in settings:
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            meant = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(known)}"
            raise TypeError(f"there is no setting {name!r}: {meant}")
    return replace(options or Options(), **settings)
