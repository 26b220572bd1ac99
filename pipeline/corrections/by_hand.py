"""What somebody changed in a transcript file by hand, as edits like any others.

A part whose digest does not fit was changed. What stood there before is told by the words, where these are
whole; else by trying what would fit the digest; so it is certain, or it is not taken for an edit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from pipeline.article.derive import derive
from pipeline.corrections.aligned_text import rewordings
from pipeline.corrections.apply import apply, without_edits
from pipeline.corrections.making import Maker
from pipeline.corrections.printing import write_all
from pipeline.corrections.rewriting import rewritten, with_edits
from pipeline.text.spoken import spoken, text_of
from pipeline.transcript.edit import Edit, EditKind
from pipeline.transcript.marks import is_changed, marked, unmarked, would_fit
from pipeline.transcript.model import Paragraph, Passage, Role, Speaker, Transcript, Utterance


def with_changes_by_hand(transcript: Transcript, at: str | None = None) -> Transcript:
    """The transcript with an edit for everything that was changed in the file since it was written.

    `at` is the time that the edits carry, now by default. An unchanged transcript comes back as it is.
    """
    parts: tuple[Speaker | Utterance | Paragraph, ...]
    parts = (*transcript.speakers, *transcript.utterances, *transcript.paragraphs)
    if not any(map(is_changed, parts)):
        return transcript
    if transcript.recognised is None:
        expected = marked(_restored(transcript))
    else:
        expected = apply(without_edits(transcript), transcript.edits)
    maker = Maker.of(expected, at or datetime.now(UTC).isoformat(timespec="seconds"), None)
    edits = maker.numbered(
        (*_of_voices(expected, transcript, maker), *_of_utterances(expected, transcript, maker))
    )
    worded = with_edits(expected, edits) if edits else expected
    later = _of_paragraphs(expected, worded, transcript, edits)
    return with_edits(worded, later) if later else worded


def _restored(transcript: Transcript) -> Transcript:
    """As it was written, as far as that can be told."""
    labels = [speaker.label for speaker in transcript.speakers]
    utterances = tuple(
        unmarked(_utterance(one, [*labels, None], transcript.language)) if is_changed(one) else one
        for one in transcript.utterances
    )
    unchanged = [one for one in transcript.speakers if not is_changed(one)]
    heard = replace(transcript, utterances=utterances, paragraphs=())
    decided = {one.label: one for one in derive(replace(heard, speakers=tuple(unchanged))).speakers}
    speakers = tuple(
        unmarked(_speaker(one, decided.get(one.label))) if is_changed(one) else one
        for one in transcript.speakers
    )
    before = replace(heard, speakers=speakers)
    written = {part.id: part for part in marked(replace(before, paragraphs=write_all(before))).paragraphs}
    paragraphs = tuple(
        unmarked(_paragraph(one, written.get(one.id))) if is_changed(one) else one
        for one in transcript.paragraphs
    )
    return replace(before, paragraphs=paragraphs)


def _utterance(changed: Utterance, labels: Sequence[str | None], language: str) -> Utterance:
    """Its words tell its text, and its digest whose it was."""
    texts = [changed.text]
    if changed.words:
        texts.append(text_of(changed.words, changed.language or language))
    for text in texts:
        for label in (changed.speaker, *labels):
            before = replace(changed, text=text, speaker=label)
            if would_fit(before, changed.digest):
                return before
    return replace(changed, text=texts[-1])


def _speaker(changed: Speaker, decided: Speaker | None) -> Speaker:
    """The role and the name that fit the digest; what would be decided now, if none do."""
    names = [changed.name, None, changed.heard, decided.name if decided else None]
    for name in names:
        for role in Role:
            before = replace(changed, role=role, name=name)
            if would_fit(before, changed.digest):
                return before
    return decided or replace(changed, role=Role.UNKNOWN, name=None)


def _paragraph(changed: Paragraph, written: Paragraph | None) -> Paragraph:
    """What is written of the same words today; only the text is anybody's to change."""
    if written is None:
        return changed
    return replace(written, id=changed.id, extra=changed.extra)


def _of_voices(expected: Transcript, found: Transcript, maker: Maker) -> Iterator[Edit]:
    for speaker in found.speakers:
        before = expected.speaker(speaker.label)
        if before is None or not is_changed(speaker):
            continue
        if speaker.role is not before.role:
            yield maker.voice(EditKind.ROLE, speaker.label, before.role, speaker.role)
        if speaker.name != before.name:
            yield maker.voice(EditKind.NAME, speaker.label, before.name, speaker.name)


def _of_utterances(expected: Transcript, found: Transcript, maker: Maker) -> Iterator[Edit]:
    numbers = {one.id: number for number, one in enumerate(expected.utterances)}
    for utterance in found.utterances:
        number = numbers.get(utterance.id)
        if number is None or not is_changed(utterance):
            continue
        before = expected.utterances[number]
        words = [one for one in spoken(expected.utterances) if one.utterance == number]
        if words and utterance.speaker != before.speaker and utterance.speaker is not None:
            yield maker.speaker(words, before.speaker, utterance.speaker)
        whole = (Passage(number, 0, len(words)),)
        changes = rewordings(expected.utterances, whole, before.text, utterance.text, str)
        for one in sorted(changes, key=lambda one: -one.first):
            yield maker.words(one.utterance, one.first, one.last, one.after)


def _of_paragraphs(
    expected: Transcript, worded: Transcript, found: Transcript, edits: Sequence[Edit]
) -> tuple[Edit, ...]:
    """Of what is still otherwise than in the file, after what was changed in voices and utterances."""
    before = {one.id: one for one in expected.paragraphs}
    now = {one.id: one for one in worded.paragraphs}
    maker = Maker(worded, edits[0].at, None, edits[0].step) if edits else Maker.of(worded, _now(), None)
    changed = [one for one in found.paragraphs if is_changed(one) and one.id in before and one.id in now]
    texts = {one.id: one.text for one in changed if one.text not in (before[one.id].text, now[one.id].text)}
    marks = [
        maker.paragraph(EditKind.QUOTE if one.quoted else EditKind.UNQUOTE, now[one.id])
        for one in changed
        if one.quoted is not before[one.id].quoted and one.quoted is not now[one.id].quoted
    ]
    later = (*rewritten(worded, texts, maker), *marks) if texts else tuple(marks)
    return maker.numbered(later)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
