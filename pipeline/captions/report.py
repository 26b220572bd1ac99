"""Which rules of the preset captions could not keep."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.captions.caption import Caption
from pipeline.captions.captioning import MILLISECONDS, captions_of, fitting_rules
from pipeline.captions.rules import Rules
from pipeline.captions.style import CaptionStyle
from pipeline.captions.timing import tick
from pipeline.transcript.model import Transcript

_LATE = 0.5
"""Seconds behind its words from which on a caption is late."""


@dataclass(frozen=True, slots=True)
class CaptionReport:
    """How many of the `captions` break which rule: too fast to read, too short or too long a time, a line
    too wide, too near to the next, and later than its words.
    """

    captions: int
    too_fast: int = 0
    too_short: int = 0
    too_long: int = 0
    too_wide: int = 0
    too_near: int = 0
    late: int = 0

    @property
    def broken(self) -> int:
        """All of these together."""
        return self.too_fast + self.too_short + self.too_long + self.too_wide + self.too_near + self.late


def caption_report(transcript: Transcript, style: CaptionStyle | None = None) -> CaptionReport:
    """What captions of a transcript, set as in `style`, cannot keep."""
    style = style or CaptionStyle()
    captions = captions_of(transcript, style)
    return measured(captions, fitting_rules(transcript, style), MILLISECONDS)


def remarks(transcript: Transcript, style: CaptionStyle) -> Iterator[str]:
    """A line for people where captions in milliseconds cannot keep something."""
    yield from told(caption_report(transcript, style), fitting_rules(transcript, style))


def measured(captions: Sequence[Caption], rules: Rules, grid: int) -> CaptionReport:
    """The same of captions at hand. What rounding does to a time, one tick, is forgiven."""
    shortest, longest = tick(rules.shortest, grid) - 1, tick(rules.longest, grid) + 1
    gap = tick(rules.gap, grid) - 1
    reading = [tick(rules.reading(one.draft.characters, one.draft.words), grid) - 1 for one in captions]
    stand = [one.end - one.start for one in captions]
    return CaptionReport(
        captions=len(captions),
        too_fast=sum(time < needed for time, needed in zip(stand, reading, strict=True)),
        too_short=sum(time < shortest for time in stand),
        too_long=sum(time > longest for time in stand),
        too_wide=sum(any(line.width > rules.characters for line in one.lines) for one in captions),
        too_near=sum(two.start - one.end < gap for one, two in pairwise(captions)),
        late=sum(one.start > tick(one.draft.start + _LATE, grid) for one in captions),
    )


def told(report: CaptionReport, rules: Rules) -> Iterator[str]:
    """A line for people where something could not be kept; nothing else."""
    speed = f"{rules.speed:g} characters a second" if rules.speed else f"{60 / rules.word:.0f} words a minute"
    counts = (
        (report.too_fast, f"faster than {speed}"),
        (report.too_short, f"shorter than {rules.shortest:.2g} s"),
        (report.too_long, f"longer than {rules.longest:g} s"),
        (report.too_wide, f"wider than {rules.characters} characters"),
        (report.too_near, "nearer to the next than the preset wants"),
        (report.late, "later than their words"),
    )
    broken = ", ".join(f"{count} {what}" for count, what in counts if count)
    if broken:
        yield f"of {report.captions} captions {broken}."
