"""A transcript's captions for a grid of times."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from pipeline.captions.breaker import broken
from pipeline.captions.caption import Caption, Draft
from pipeline.captions.names import leads
from pipeline.captions.naming_again import named_again
from pipeline.captions.pairs import paired
from pipeline.captions.rules import Rules, rules_of
from pipeline.captions.runs import runs_of
from pipeline.captions.style import CaptionNames, CaptionStyle
from pipeline.captions.timing import timed
from pipeline.transcript.model import Transcript

MILLISECONDS = 1000
"""The grid of formats that count thousandths of a second."""


def captions_of(
    transcript: Transcript, style: CaptionStyle, grid: int = MILLISECONDS, widest: int | None = None
) -> tuple[Caption, ...]:
    """Everything that is heard, as captions in order; the times are ticks of 1/`grid` s.

    `widest` is how many columns a line of the format has, where that is less than the preset allows.
    """
    rules = fitting_rules(transcript, style, widest)
    duration = transcript.recording.duration if transcript.recording else None
    named = leads(transcript, style.caption_names, rules.characters)
    broken_up = sorted(_drafts(transcript, style, named, rules), key=lambda draft: draft.start)
    drafts = named_again(broken_up, named, rules)
    return timed(list(paired(drafts, rules)), rules, grid, duration)


def fitting_rules(transcript: Transcript, style: CaptionStyle, widest: int | None = None) -> Rules:
    """The rules for the programme's language and a format's lines."""
    rules = rules_of(style.captions, transcript.language)
    return rules if widest is None else replace(rules, characters=min(rules.characters, widest))


def _drafts(
    transcript: Transcript, style: CaptionStyle, named: Mapping[str, str], rules: Rules
) -> Iterator[Draft]:
    each = style.caption_names is CaptionNames.ON
    before: str | None = ""  # no voice yet, not even an unknown one
    for run in runs_of(transcript, rules):
        # The same voice in another language, is no change.
        lead = named.get(run.speaker or "", "") if each or run.speaker != before else ""
        yield from broken(run, rules, lead, lead_each=each)
        before = run.speaker
