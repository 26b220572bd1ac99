"""The page's text and its strip of voices, as HTML that can be read without any script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from urllib.parse import quote

from pipeline.article.left_out import WHAT_IT_IS
from pipeline.article.places import ranked
from pipeline.page.times import short_clock
from pipeline.text.visible import one_line
from pipeline.transcript.dates import published_line
from pipeline.transcript.holes import HOLES, is_worth_a_line, told
from pipeline.transcript.model import Excluded, Paragraph, Role, Speaker, Transcript
from pipeline.transcript.speaker import called

_LONGEST_TURN = 40
"""Paragraphs that a browser lays out in one piece; of more it would do all where one changes."""
LANES = (Role.ANCHOR, Role.CORRESPONDENT, Role.EXPERT, Role.UNKNOWN)
"""One above the other."""
_NAMES = {Role.ANCHOR: "Anchor", Role.CORRESPONDENT: "Correspondent", Role.EXPERT: "Expert",
          Role.UNKNOWN: "Not known"}  # fmt: skip
_LANE = 15
_BAR = 10
"""Heights in the strip's own units; its width is the length of the recording in seconds."""


def bar(transcript: Transcript) -> Iterator[str]:
    """Title, date, station, length, and how much of it is to be listened to."""
    facts = [
        published_line(transcript.published) if transcript.published else "",
        _source(transcript),
        short_clock(length(transcript)),
    ]
    shown = "<i></i>".join(f"<span>{fact}</span>" for fact in facts if fact)
    yield f'<div class="title"><h1 dir="auto">{text_of(title(transcript))}</h1><p>{shown}</p></div>'
    yield f'<p class="state">{_state(transcript)}</p>'


def title(transcript: Transcript) -> str:
    """The headline; without one, what there is."""
    return transcript.title or "Transcript"


def text_of(text: str) -> str:
    """Text on one line, with nothing in it that HTML would take for its own."""
    return escape(one_line(text))


def length(transcript: Transcript) -> float:
    """Seconds from the start to the end of the recording, or of what is known of it."""
    told = transcript.recording.duration if transcript.recording else 0.0
    return max([told, *(utterance.end for utterance in transcript.utterances)])


def turns(transcript: Transcript, media: str | None) -> Iterator[str]:
    """Sections of one voice each, with its name as heading; what was left out has a line of its own.

    `media` is the address of the recording, to which times lead.
    """
    left_out = sorted(filter(_is_told, transcript.excluded), key=lambda one: one.start)
    numbered = list(enumerate(transcript.paragraphs))
    for label, group in groupby(numbered, key=lambda one: one[1].speaker):
        said = list(group)
        for at in range(0, len(said), _LONGEST_TURN):
            part = said[at : at + _LONGEST_TURN]
            while left_out and left_out[0].start <= part[0][1].start:
                yield _gap(left_out.pop(0))
            yield _turn(transcript.speaker(label), label, part, transcript.language, media, goes_on=at > 0)
    yield from map(_gap, left_out)


def _is_told(stretch: Excluded) -> bool:
    return stretch.kind not in HOLES or is_worth_a_line(stretch)


def strip(transcript: Transcript) -> str:
    """Who speaks when: one lane a role, one bar an utterance."""
    beds = "".join(
        f'<rect class="bed" y="{_LANE * n + _LANE // 2}" width="{length(transcript):.3f}" height="1"/>'
        for n in range(len(LANES))
    )
    bars = "".join(
        f'<rect class="{role}" x="{said.start:.3f}" y="{_LANE * LANES.index(role) + 2}" '
        f'width="{said.duration:.3f}" height="{_BAR}"/>'
        for said in transcript.utterances
        for role in (_role(transcript.speaker(said.speaker)),)
    )
    box = f"0 0 {length(transcript):.3f} {_LANE * len(LANES)}"
    return f'<svg id="lanes" viewBox="{box}" preserveAspectRatio="none" aria-hidden="true">{beds}{bars}</svg>'


def legend() -> str:
    """The lanes' names."""
    return "".join(f'<span class="mark {role}">{_NAMES[role]}</span>' for role in LANES)


def _source(transcript: Transcript) -> str:
    source = transcript.source
    if source is None:
        return ""
    name = text_of(source.name or source.url or "")
    if source.url and source.url.lower().startswith(("https://", "http://")):
        return f'<a href="{escape(one_line(source.url))}" rel="noreferrer">{name}</a>'
    return name


def _state(transcript: Transcript) -> str:
    places = len(ranked(transcript))
    if not places:
        return "Nothing stands out. That is no promise: read it through once."
    return f"{places} place{'s' * (places != 1)} to listen to"


def _turn(
    speaker: Speaker | None, label: str | None, said: Sequence[tuple[int, Paragraph]],
    language: str, media: str | None, *, goes_on: bool,
) -> str:  # fmt: skip
    role = _role(speaker)
    paragraphs = "".join(_paragraph(number, part, role, media) for number, part in said)
    who = "" if goes_on else _who(speaker, label, role)
    return f'<section class="turn {role}">{who}<div lang="{escape(language)}">{paragraphs}</div></section>'


def _role(speaker: Speaker | None) -> Role:
    """What is known of it: of a voice that may be quoted or report nothing is."""
    return Role.UNKNOWN if speaker is None or speaker.unsure else speaker.role


def _who(speaker: Speaker | None, label: str | None, role: Role) -> str:
    name = (speaker.name if speaker else None) or (called(label) if label else "")
    return (
        f'<h2 class="who"><b dir="auto">{text_of(name or "Nobody known")}</b>'
        f'<span class="mark {role}">{_NAMES[role]}</span></h2>'
    )


def _paragraph(number: int, part: Paragraph, role: Role, media: str | None) -> str:
    kind = " quoted" if part.quoted else " unsure" if part.unsure else ""
    flags = "".join(
        f'<button class="flag" data-at="{doubt.time:.3f}" title="{text_of(doubt.text)}" '
        f'aria-label="Place {doubt.rank} to listen to, {short_clock(doubt.time)}: {text_of(doubt.text)}">'
        f"{doubt.rank}</button>"
        for doubt in part.doubts
    )
    when = short_clock(part.start)
    to = f' href="{media}#t={part.start:.2f}"' if media else ""
    return (
        f'<p class="p {role}{kind}" id="p{number}"><a class="t"{to}>{when}</a>'
        f'<span class="w" dir="auto">{text_of(part.text)}</span><span class="flags">{flags}</span></p>'
    )


def _gap(stretch: Excluded) -> str:
    if stretch.kind in HOLES:
        return f'<p class="gap">{short_clock(stretch.start)} {text_of(told(stretch))}</p>'
    what = WHAT_IT_IS.get(stretch.kind, "A stretch")
    when = f"{short_clock(stretch.start)} to {short_clock(stretch.end)}"
    return f'<p class="gap">{what} was left out, {when}.</p>'


def address(name: str) -> str:
    """A file's name as the address of a file beside the page; no part of it can lead elsewhere."""
    return "./" + quote(name.replace("\\", "/").rsplit("/", 1)[-1])
