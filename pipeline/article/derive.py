"""All that follows from a transcript's words alone, before people correct it: no audio, no models."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.article.adverts import advert_stretches
from pipeline.article.known_adverts import KNOWN_ADVERT, known_adverts
from pipeline.article.places import with_doubts
from pipeline.article.printing import outside, without_signs, write_printed
from pipeline.article.signs import sign_stretches
from pipeline.names.listing import speakers_as_heard
from pipeline.names.spelling import spelt, spelt_as_voices
from pipeline.profile.model import Person, Profile
from pipeline.roles import assign_roles, join_voices, part_voices
from pipeline.transcript.holes import of_media
from pipeline.transcript.marks import unmarked
from pipeline.transcript.model import Evidence, Excluded, Role, Source, Speaker, Transcript


def derive(
    transcript: Transcript,
    *,
    reassign: bool = False,
    house: Profile | None = None,
    told: Sequence[Speaker] = (),
) -> Transcript:
    """Fill in missing roles and names and write the paragraphs again.

    Roles that the transcript gives are kept. With `reassign`, those this program decided itself, which carry
    evidence, are decided again. `house` is what the newsroom knows. `told` are voices of which a person has
    said something: it bears on what is decided of the others, and is no part of what was recognised.

    Names that the house knows are written as it spells them before roles are decided, since these depend on
    names; words keep what was heard in their place.
    """
    house = house or Profile()
    transcript = spelt(transcript, house, anew=reassign)
    given = _given(transcript, house, reassign=reassign)
    transcript = _of_people(transcript, (*given, *told), house)
    known = _known_adverts(transcript, house, anew=reassign)
    speakers = _decided(transcript, given, told, house, known)
    utterances = tuple(map(unmarked, spelt_as_voices(transcript, speakers)))
    speakers = speakers_as_heard(speakers, utterances)
    language = transcript.language
    found = (*advert_stretches(utterances, speakers, known), *sign_stretches(utterances, language))
    excluded = (*found, *of_media(transcript.excluded))
    excluded = tuple(sorted(excluded, key=lambda one: (one.start, one.end)))
    derived = replace(
        transcript,
        utterances=utterances,
        speakers=speakers,
        paragraphs=write_printed(utterances, speakers, language, excluded),
        excluded=excluded,
        source=transcript.source or (Source(house.station) if house.station else None),
    )
    return with_doubts(derived)


def _given(transcript: Transcript, house: Profile, *, reassign: bool) -> list[Speaker]:
    """What is settled of voices; what a cast says of a label stands in place of what the file does."""
    given = [
        replace(speaker, role=Role.UNKNOWN, name=None) if reassign and speaker.evidence else speaker
        for speaker in transcript.speakers
    ]
    heard = {utterance.speaker for utterance in transcript.utterances}
    told = {one.label: _speaker(one, one.label) for one in house.seated if one.label in heard and one.label}
    others = (speaker for speaker in given if speaker.label not in told)
    return [*others, *told.values()]


def _speaker(person: Person, label: str) -> Speaker:
    proof = Evidence("is_in_cast", 0.0, f"{label} = {person.name}, {person.role}")
    return Speaker(label, person.role, person.name, confidence=1.0, evidence=(proof,))


def _known_adverts(transcript: Transcript, house: Profile, *, anew: bool) -> tuple[Excluded, ...]:
    """Stretches of adverts that the house knows; those of before, where it tells of none."""
    if house.adverts or anew:
        return known_adverts(transcript.utterances, house.adverts)
    return tuple(one for one in transcript.excluded if one.evidence == KNOWN_ADVERT)


def _decided(
    transcript: Transcript,
    given: Sequence[Speaker],
    told: Sequence[Speaker],
    house: Profile,
    adverts: Sequence[Excluded],
) -> tuple[Speaker, ...]:
    """All voices, in order of first speech.

    Words of known adverts bear on nothing, and whoever says nothing else has no role.
    """
    language = transcript.language
    heard = outside(without_signs(transcript.utterances, language), adverts, language)
    alone = assign_roles(heard, language, given, house, adverts)
    labels = {speaker.label for speaker in told}
    informed = alone
    if told:
        others = (speaker for speaker in given if speaker.label not in labels)
        informed = assign_roles(heard, language, (*others, *told), house, adverts)
    known = {speaker.label: speaker for speaker in informed}
    decided = [unmarked(one if one.label in labels else known[one.label]) for one in alone]
    settled = {speaker.label: speaker for speaker in given}
    spoken = sorted(transcript.utterances, key=lambda one: (one.start, one.end))
    order = {label: n for n, label in enumerate(dict.fromkeys(one.speaker for one in spoken)) if label}
    unheard = order.keys() - {speaker.label for speaker in decided}
    silent = (settled.get(label) or Speaker(label, Role.UNKNOWN) for label in unheard)
    return tuple(sorted((*decided, *silent), key=lambda one: order.get(one.label, len(order))))


def _of_people(transcript: Transcript, given: Sequence[Speaker], house: Profile) -> Transcript:
    """With a label a person: taken apart, or made one, where words prove that the diarizer was wrong.

    Labels that a person gave are left alone.
    """
    provenance = transcript.provenance
    if provenance is None or provenance.diarizer is None:
        return transcript
    settled = {speaker.label for speaker in given if speaker.role is not Role.UNKNOWN}
    language, sign_offs = transcript.language, house.sign_offs
    utterances, parted = part_voices(transcript.utterances, language, sign_offs, settled)
    utterances, joined = join_voices(utterances, language, sign_offs, settled)
    if not (parted or joined):
        return transcript
    notes = (*provenance.notes, *map(str, parted), *map(str, joined))
    return replace(transcript, utterances=utterances, provenance=replace(provenance, notes=notes))
