"""Which stretches of a recording are to be cut out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.corrections.places import CorrectionError, paragraph_at
from pipeline.transcript.model import Paragraph, Speaker, Transcript


@dataclass(frozen=True, slots=True)
class Wanted:
    """`quotes`: all of them; `times` as the article prints them; `speakers` by label or name."""

    quotes: bool = False
    times: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()


def wanted_paragraphs(transcript: Transcript, wanted: Wanted) -> tuple[Paragraph, ...]:
    """The paragraphs that are wanted for any reason, in order, each once. Raises CorrectionError for none."""
    labels = {_label(transcript, speaker) for speaker in wanted.speakers}
    numbers = {paragraph_at(transcript, time) for time in wanted.times}
    found = tuple(
        part
        for number, part in enumerate(transcript.paragraphs)
        if number in numbers or part.speaker in labels or (wanted.quotes and part.quoted)
    )
    if not found:
        raise CorrectionError("nothing in the transcript is quoted")
    return found


def _label(transcript: Transcript, speaker: str) -> str:
    """The label of a voice that is given by label or by name."""
    known = list(_called(transcript.speakers, speaker))
    if len(known) == 1:
        return known[0]
    voices = ", ".join(f"{one.label} ({one.name})" if one.name else one.label for one in transcript.speakers)
    problem = "several voices are called" if known else "there is no speaker"
    raise CorrectionError(f"{problem} {speaker!r}; there are {voices or 'none'}")


def _called(speakers: Sequence[Speaker], wanted: str) -> Iterator[str]:
    folded = wanted.casefold()
    exact = [one.label for one in speakers if one.label == wanted]
    yield from exact or [one.label for one in speakers if (one.name or "").casefold() == folded]
