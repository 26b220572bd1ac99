"""Quotes that may be none, and voices that may be other ones."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.article.candidate import DOUBTFUL, Candidate
from pipeline.transcript.doubt import DoubtKind
from pipeline.transcript.model import Paragraph, Role, Transcript
from pipeline.transcript.speaker import PROGRAMME

_FALSE_QUOTE = 15.0
"""The same of a whole statement that is somebody else's."""
_WRONG_ROLE = 5.0
"""The same of a voice's role."""
_STATEMENT = 1.0
"""Harm of doubtful words somewhere in a quote."""
_LEAST = 0.5
"""Harm from which a quote is worth a look."""
_NO_ROLE = "no role was found for this voice"
_LISTENER = 0.6
"""Harm of a listener's word that a quote leaves out."""
_RATHER_SURE = 0.8
"""Confidence below which a reader of the article should know that this may be no quoted voice."""


def statements(transcript: Transcript) -> Iterator[Candidate]:
    """Quotes that may be none, and what may be a quote."""
    for part in transcript.paragraphs:
        if part.unsure:
            yield Candidate(part.start, DoubtKind.QUOTE, "it may be a quote or a report", _FALSE_QUOTE / 2)
        elif part.quoted:
            speaker = transcript.speaker(part.speaker)
            chance = 1.0 if speaker is None or speaker.confidence is None else speaker.confidence
            misheard = _has_doubtful_words(transcript, part)
            doubted = chance < _RATHER_SURE or misheard
            harm = _FALSE_QUOTE * (1 - chance) + (_STATEMENT if doubted else 0.0)
            if harm > _LEAST:
                subject = None if misheard else part.speaker
                yield Candidate(part.start, DoubtKind.QUOTE, "a quote that is in doubt", harm, subject)


def _has_doubtful_words(transcript: Transcript, part: Paragraph) -> bool:
    """Whether its words are unsure, spoken over, or told to be doubted."""
    said = [transcript.utterances[passage.utterance] for passage in part.passages]
    skipped = transcript.provenance.skipped if transcript.provenance else ()
    return (
        any(utterance.overlapped for utterance in said)
        or any(
            word.probability is not None and word.probability < DOUBTFUL for one in said for word in one.words
        )
        or any(place.start < one.end and one.start < place.end for one in said for place in skipped)
    )


def voices(transcript: Transcript) -> Iterator[Candidate]:
    """Where a voice without a name is first heard that may be a named one."""
    labels = {one.name: one.label for one in reversed(transcript.speakers) if one.name}
    for speaker in transcript.speakers:
        names = {one.name for one in speaker.suggestions if one.source == PROGRAMME} & labels.keys()
        said = transcript.said_by(speaker.label)
        if speaker.name is None and names and said:
            other = labels[min(names)]
            reason = f"{speaker.label} may be {other}: both are called by one name"
            yield Candidate(said[0].start, DoubtKind.VOICE, reason, _WRONG_ROLE, speaker.label)


def listeners(transcript: Transcript) -> Iterator[Candidate]:
    """Words of a listener that the quote they fell into leaves out."""
    printed = {passage.utterance for part in transcript.paragraphs for passage in part.passages}
    quotes = [part for part in transcript.paragraphs if part.quoted]
    for number, said in enumerate(transcript.utterances):
        if number not in printed and any(part.start < said.start < part.end for part in quotes):
            yield Candidate(said.start, DoubtKind.MISSING, "a listener's words are left out", _LISTENER)


def roles(transcript: Transcript) -> Iterator[Candidate]:
    """Where a journalist whose role nearly went the other way is first heard."""
    for speaker in transcript.speakers:
        said = transcript.said_by(speaker.label)
        if speaker.unsure or speaker.role is Role.EXPERT or speaker.confidence is None or not said:
            continue
        harm = _WRONG_ROLE * (1 - speaker.confidence)
        if harm > 1.0:
            known = speaker.role is not Role.UNKNOWN
            reason = f"it is not certain that this is the {speaker.role}" if known else _NO_ROLE
            yield Candidate(said[0].start, DoubtKind.ROLE, reason, harm, speaker.label)
