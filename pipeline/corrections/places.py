"""Where a correction is meant: times as an article prints them, and labels."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import inf

from pipeline.corrections.correction_error import CorrectionError as CorrectionError
from pipeline.corrections.typed_time import AFTER, TypedTime, typed_time
from pipeline.text.spoken import Spoken, spoken, words_of
from pipeline.transcript.model import Paragraph, Transcript
from pipeline.transcript.span import Span
from pipeline.transcript.timecode import clock

_SHOWN = 40
"""Letters of a paragraph that are shown to say which it is."""


def paragraph_at(transcript: Transcript, time: str | float | Paragraph) -> int:
    """The number of the paragraph that is printed with this time, or holds it. Raises CorrectionError."""
    if isinstance(time, Paragraph):
        return transcript.paragraphs.index(time)
    meant = typed_time(transcript, time)
    paragraphs = transcript.paragraphs
    printed = [n for n, part in enumerate(paragraphs) if meant.is_printed_at(part.start)]
    if len(printed) == 1:
        return printed[0]
    if printed:
        exact = " and ".join(f"{paragraphs[n].start:.2f} {_shown(paragraphs[n])}" for n in printed)
        raise CorrectionError(f"at {clock(meant.seconds)} begin {exact}: name one by that time")
    begun = [n for n, part in enumerate(paragraphs) if part.start <= meant.seconds]
    if not begun or meant.seconds > max(part.end for part in paragraphs) + AFTER:
        raise CorrectionError(f"there is no paragraph at {clock(meant.seconds)}; {_range(paragraphs)}")
    inside = [n for n in begun if paragraphs[n].end > meant.seconds]
    return max(inside or begun, key=lambda n: paragraphs[n].start)


def words_from(transcript: Transcript, time: str | float | Paragraph) -> list[Spoken]:
    """The words of an utterance from a time on, to its end. Raises CorrectionError."""
    part = transcript.paragraphs[paragraph_at(transcript, time)]
    meant = (
        TypedTime(part.start, printed=True) if isinstance(time, Paragraph) else typed_time(transcript, time)
    )
    if meant.is_printed_at(part.start) and part.passages:
        utterance, first = part.passages[0].utterance, part.passages[0].first
        return [one for one in spoken(transcript.utterances) if one.utterance == utterance][first:]
    for passage in part.passages:
        words = words_of(transcript.utterances[passage.utterance])
        for index in range(passage.first, passage.last):
            if words[index].end > meant.seconds:
                return [Spoken(passage.utterance, n, words[n]) for n in range(index, len(words))]
    raise CorrectionError(f"nothing is said at {clock(meant.seconds)}")


def stretch_between(transcript: Transcript, start: str | float, end: str | float) -> Span:
    """From one time to another. Raises CorrectionError where that is no stretch of the recording.

    A time as the article prints it means the beginning of the paragraph that is printed with it, or the edge
    of what is left out there.
    """
    first, last = _edge(transcript, start, min), _edge(transcript, end, max)
    if last <= first:
        raise CorrectionError(f"a stretch cannot end ({end}) before it begins ({start})")
    length = transcript.recording.duration if transcript.recording else inf
    if last >= length + AFTER:
        raise CorrectionError(f"the recording ends at {clock(length)}, before {clock(last)}")
    return Span(first, last)


def _edge(transcript: Transcript, time: str | float, which: Callable[[Iterable[float]], float]) -> float:
    if not isinstance(time, str):
        return time
    meant = typed_time(transcript, time)
    begins = [part.start for part in transcript.paragraphs if meant.is_printed_at(part.start)]
    out = (edge for one in transcript.excluded for edge in (one.start, one.end))
    return min(begins, default=which([meant.seconds, *filter(meant.is_printed_at, out)]))


def words_between(transcript: Transcript, start: float, end: float) -> list[Spoken]:
    """The words whose middle lies in a stretch, in order of time. Raises CorrectionError."""
    found = [one for one in spoken(transcript.utterances) if start <= one.word.middle < end]
    if not found:
        raise CorrectionError(
            f"nothing is said from {clock(start)} to {clock(end)}; {_range(transcript.paragraphs)}"
        )
    return sorted(found, key=lambda one: (one.word.start, one.word.end))


def known_label(transcript: Transcript, label: str) -> str:
    """The label, if somebody has it. Raises CorrectionError."""
    labels = [speaker.label for speaker in transcript.speakers]
    if label not in labels:
        raise CorrectionError(f"there is no speaker {label!r}; there are {', '.join(labels) or 'none'}")
    return label


def _range(paragraphs: Sequence[Paragraph]) -> str:
    if not paragraphs:
        return "there are no paragraphs"
    return f"paragraphs begin from {clock(paragraphs[0].start)} to {clock(paragraphs[-1].start)}"


def _shown(part: Paragraph) -> str:
    return repr(part.text if len(part.text) <= _SHOWN else f"{part.text[:_SHOWN]}…")
