"""Where a transcript may be wrong, and the harm that would do.

Each doubt is the chance of a mistake times what it would cost a newsroom, in words that would be wrong in
print. Reasons hold no words of the recording: they are for logs, which are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pipeline.article.signs import SIGNS
from pipeline.text.spoken import bare
from pipeline.transcript.doubt import DoubtKind
from pipeline.transcript.model import Paragraph, Role, Transcript, Utterance, Word
from pipeline.transcript.provenance import Skipped
from pipeline.transcript.speaker import PROGRAMME


@dataclass(frozen=True, slots=True)
class Candidate:
    """A moment to listen to, in seconds, and why; `harm` is about how many words may be wrong there.

    `subject` is what would be settled wherever it stands again: the label of a voice, a name in small
    letters; None of what is only in this place.
    """

    time: float
    kind: DoubtKind
    text: str
    harm: float
    subject: str | None = None


DOUBTFUL = 0.4
"""Probability below which a recognizer is rather wrong than right about a word."""
_DOUBTFUL_FACT = 0.75
"""The same for names and numbers, which are misheard with more confidence."""
NEAR = 4.0
"""Seconds within which doubtful words belong together."""
_FEWEST = 2
"""Doubtful words that make a cluster; a single one is everywhere."""
_PACE = 2.7
"""Words a second, of what is missing."""
_MOST_MISSING = 20.0
"""Words that one stretch counts for at most: a long one is rather music."""
_KEPT = 0.3
"""The share of the words of a doubtful stretch that is likely wrong, where they were kept."""
_FACT = 4.0
"""How many wrong words a wrong name or number is as bad as."""
_FALSE_QUOTE = 15.0
"""The same of a whole statement that is somebody else's."""
_WRONG_ROLE = 5.0
"""The same of a voice's role."""
_OVERLAP = 2.0
_STATEMENT = 1.0
"""Harm of doubtful words somewhere in a quote."""
_LEAST = 0.5
"""Harm from which a quote is worth a look."""
_PRINTED = 2.0
"""How much more a wrong word counts where it would be printed as somebody's own."""
_LISTENER = 0.6
"""Harm of a listener's word that a quote leaves out."""
_RATHER_SURE = 0.8
"""Confidence below which a reader of the article should know that this may be no quoted voice."""


def candidates(transcript: Transcript) -> Iterator[Candidate]:
    """Every doubt about the transcript, in no order; none about signs, which are not printed."""
    silent = [one for one in transcript.excluded if one.kind in SIGNS]
    for doubt in _all(transcript):
        if not any(one.start <= doubt.time < one.end for one in silent):
            yield doubt


def _all(transcript: Transcript) -> Iterator[Candidate]:
    statements = [part for part in transcript.paragraphs if part.quoted or part.unsure]
    for found in (_missing, _unsure_words, _facts, _suggested, _overlapped):
        for doubt in found(transcript):
            yield _in_statement(doubt, statements)
    yield from _statements(transcript)
    yield from _roles(transcript)
    yield from _voices(transcript)
    yield from _listeners(transcript)


def _missing(transcript: Transcript) -> Iterator[Candidate]:
    """What was left out, and what was kept in doubt."""
    for place in transcript.provenance.skipped if transcript.provenance else ():
        words = min(_MOST_MISSING, place.duration * _PACE)
        yield Candidate(
            place.start, DoubtKind.MISSING, place.reason, words * (_KEPT if _is_kept(place) else 1.0)
        )


def _is_kept(place: Skipped) -> bool:
    return place.reason.startswith("doubtful: ")


def _unsure_words(transcript: Transcript) -> Iterator[Candidate]:
    """Doubtful words close together."""
    cluster: list[Word] = []
    for word in transcript.words:
        if word.probability is None or word.probability >= DOUBTFUL:
            continue
        if cluster and word.start - cluster[0].start > NEAR:
            yield from _told(cluster)
            cluster = []
        cluster.append(word)
    yield from _told(cluster)


def _told(cluster: list[Word]) -> Iterator[Candidate]:
    if len(cluster) >= _FEWEST:
        harm = sum(1 - (word.probability or 0.0) for word in cluster)
        yield Candidate(cluster[0].start, DoubtKind.WORDS, f"{len(cluster)} words it is unsure of", harm)


def _facts(transcript: Transcript) -> Iterator[Candidate]:
    """Names and numbers that may be misheard."""
    for utterance in transcript.utterances:
        for kind, word in _named(utterance):
            if word.probability is not None and word.probability < _DOUBTFUL_FACT:
                subject = bare(word.text) if kind is DoubtKind.NAME else None
                harm = _FACT * (1 - word.probability)
                yield Candidate(word.start, kind, f"a {kind} it is unsure of", harm, subject)


def _suggested(transcript: Transcript) -> Iterator[Candidate]:
    """Words that may be a known name misheard, where they still stand."""
    words = {word.start: bare(word.text) for word in transcript.words} if transcript.name_suggestions else {}
    for one in transcript.name_suggestions:
        first = bare(one.heard.split()[0]) if one.heard.split() else ""
        for time in one.times:
            if words.get(time) == first:
                text = "close to a name that is known"
                yield Candidate(time, DoubtKind.NAME, text, _FACT * one.score, first)


def _named(utterance: Utterance) -> Iterator[tuple[DoubtKind, Word]]:
    """Words with figures, and those with a capital that opens no sentence; none where all are capitals."""
    opens = True
    for word in utterance.words:
        bare = word.text.strip("\"'“”‘’([")
        if any(map(str.isdigit, bare)):
            yield DoubtKind.NUMBER, word
        elif bare[:1].isupper() and not opens and not utterance.text.isupper() and bare.lower() != "i":
            yield DoubtKind.NAME, word
        opens = word.text.rstrip("\"'”’)")[-1:] in (".", "?", "!")


def _overlapped(transcript: Transcript) -> Iterator[Candidate]:
    for utterance in transcript.utterances:
        if utterance.overlapped:
            yield Candidate(utterance.start, DoubtKind.OVERLAP, "two voices at once", _OVERLAP)


def _statements(transcript: Transcript) -> Iterator[Candidate]:
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


def _voices(transcript: Transcript) -> Iterator[Candidate]:
    """Where a voice without a name is first heard that may be a named one."""
    labels = {one.name: one.label for one in reversed(transcript.speakers) if one.name}
    for speaker in transcript.speakers:
        names = {one.name for one in speaker.suggestions if one.source == PROGRAMME} & labels.keys()
        said = transcript.said_by(speaker.label)
        if speaker.name is None and names and said:
            other = labels[min(names)]
            reason = f"{speaker.label} may be {other}: both are called by one name"
            yield Candidate(said[0].start, DoubtKind.VOICE, reason, _WRONG_ROLE, speaker.label)


def _listeners(transcript: Transcript) -> Iterator[Candidate]:
    """Words of a listener that the quote they fell into leaves out."""
    printed = {passage.utterance for part in transcript.paragraphs for passage in part.passages}
    quotes = [part for part in transcript.paragraphs if part.quoted]
    for number, said in enumerate(transcript.utterances):
        if number not in printed and any(part.start < said.start < part.end for part in quotes):
            yield Candidate(said.start, DoubtKind.MISSING, "a listener's words are left out", _LISTENER)


def _roles(transcript: Transcript) -> Iterator[Candidate]:
    """Where a journalist whose role nearly went the other way is first heard."""
    for speaker in transcript.speakers:
        said = transcript.said_by(speaker.label)
        if speaker.unsure or speaker.role is Role.EXPERT or speaker.confidence is None or not said:
            continue
        harm = _WRONG_ROLE * (1 - speaker.confidence)
        if harm > 1.0:
            reason = f"it is not certain that this is the {speaker.role}"
            yield Candidate(said[0].start, DoubtKind.ROLE, reason, harm, speaker.label)


def _in_statement(doubt: Candidate, statements: Iterable[Paragraph]) -> Candidate:
    """Heavier, and told, where it lies in a quote."""
    inside = next((part for part in statements if part.start <= doubt.time < part.end), None)
    if inside is None:
        return doubt
    reason = f"{doubt.text} (in a quote)" if inside.quoted else doubt.text
    return replace(doubt, text=reason, harm=doubt.harm * _PRINTED)
