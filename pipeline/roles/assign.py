"""From evidence to speakers: roles for the whole recording, names, and the evidence for both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.profile.model import Profile
from pipeline.roles.breaks import heard_in_breaks
from pipeline.roles.caution import Caution
from pipeline.roles.crf import ROLES, Unary
from pipeline.roles.cues.adverts import sellers
from pipeline.roles.decision import Case
from pipeline.roles.evidence import counted, without_foreign_words
from pipeline.roles.learnt_file import knowledge_of
from pipeline.roles.naming.voices import VoiceName, voice_names
from pipeline.roles.phrases import load_phrases
from pipeline.roles.weights import SURE_ENOUGH
from pipeline.transcript.model import Evidence, Role, Speaker, Utterance
from pipeline.transcript.span import Span
from pipeline.transcript.speaker import JOURNALISTS

_SUREST = 0.99
"""Only a person is certain of a role."""


def assign_roles(
    utterances: Sequence[Utterance],
    language: str,
    given: Sequence[Speaker] = (),
    house: Profile | None = None,
    adverts: Sequence[Span] = (),
) -> tuple[Speaker, ...]:
    """A speaker for every label, in order of first speech. `adverts` ran where none of the utterances is.

    Speakers in `given` keep the role and the name they have; what they lack is filled in. A voice whose name
    is that of somebody the `house` knows has the role the house gives. Any other role is `unknown` where its
    chance, which is the confidence, is below SURE_ENOUGH, nothing speaks for it, or the voice is an advert's.
    Nobody is surely quoted who is heard in commercial breaks only.
    """
    house = house or Profile()
    readable = without_foreign_words(utterances, language)
    selling = sellers(readable, load_phrases(language))
    programme = [utterance for utterance in readable if utterance.speaker not in selling]
    knowledge, caution = knowledge_of(house, language)
    case = Case.of(programme, language, knowledge, house.sign_offs, house.people)
    known = {speaker.label: speaker for speaker in given}
    said = voice_names(programme, case.cues.cues, case.chances({}), language, house)
    names = said.told({label: one.name for label, one in known.items() if one.name}, house)
    settled = {label: name.role for label, name in names.names.items()}
    chances = _chances(case, settled, given)
    spoken = sorted(utterances, key=lambda utterance: (utterance.start, utterance.end))
    labels = dict.fromkeys(
        label for label in (*(turn.speaker for turn in spoken), *known) if label is not None
    )
    roles = {label: _role(case, label, chances, selling.get(label, ()), caution) for label in labels}
    kept = (_keep(known.get(label), decided) for label, decided in roles.items())
    journalists = [one.label for one in kept if one.role in JOURNALISTS and not one.unsure]
    for label in heard_in_breaks(utterances, selling, journalists, adverts) & chances.keys():
        roles[label] = replace(roles[label], unsure=True)
    called = {label: replace(roles[label], suggestions=names.suggestions(label)) for label in labels}
    return tuple(_keep(known.get(label), _named(called[label], names.names.get(label))) for label in labels)


def _chances(case: Case, settled: Mapping[str, Role], given: Sequence[Speaker]) -> dict[str, Unary]:
    """Chances where what people said of voices is certain, and bears on the other voices.

    A role that is certain was given by a person; so was one that is not what would be decided here. A role
    that was decided like this before must not be taken for proof of itself.
    """
    roles = {speaker.label: speaker.role for speaker in given if speaker.role is not Role.UNKNOWN}
    certain = {one.label for one in given if one.confidence is None or one.confidence == 1.0}
    told = dict(settled) | {label: role for label, role in roles.items() if label in certain}
    chances = case.chances(told)
    edited = {
        label: role
        for label, role in roles.items()
        if label in chances and role is not ROLES[int(chances[label].argmax())]
    }
    return case.chances(told | edited) if edited else chances


def _role(
    case: Case,
    label: str,
    chances: Mapping[str, Unary],
    against: tuple[Evidence, ...],
    caution: Caution,
) -> Speaker:
    """The likeliest role with what speaks for it; none, with what speaks `against` any, for other voices."""
    if label not in chances:
        return Speaker(label, evidence=against)
    best = int(chances[label].argmax())
    chance = float(chances[label][best])
    favourable = sorted(_worths(case, label, best, chances), key=lambda found: -found.weight)
    evidence = tuple(found for found in favourable if found.weight > 0)
    role = ROLES[best] if evidence and chance >= SURE_ENOUGH else Role.UNKNOWN
    kinds = {cue.kind for cue in case.cues.cues if cue.label == label}
    unsure = caution.is_unsure(chances[label], kinds)
    confidence = min(_SUREST, round(chance, 2))
    return Speaker(label, role, confidence=confidence, unsure=unsure, evidence=evidence)


def _worths(case: Case, label: str, role: int, chances: Mapping[str, Unary]) -> Iterator[Evidence]:
    """How much everything known of a voice speaks for `role` rather than for the average role."""
    yield from case.reading.evidence(case.cues.labels.index(label), role)
    for cue in counted([cue for cue in case.cues.cues if cue.label == label]):
        row = case.weights.cues[cue.kind]
        worth = (row[role] - row.mean()) * cue.strength
        yield Evidence(cue.kind, round(float(worth), 2), cue.quote, round(cue.time, 2))
    for link in case.cues.links:
        if label not in (link.of, link.to):
            continue
        square = case.weights.links[link.kind]
        if link.of == label:
            expected, name = square @ chances[link.to], link.kind
        else:
            expected, name = square.T @ chances[link.of], f"{link.kind}, by the other voice"
        worth = expected[role] - expected.mean()
        yield Evidence(name, round(float(worth), 2), link.quote, round(link.time, 2))


def _named(speaker: Speaker, name: VoiceName | None) -> Speaker:
    """With the name, where it was said, and what the house knows of its person."""
    if name is None:
        return speaker
    identity = name.identity
    named = replace(
        speaker,
        name=identity.name,
        heard=name.heard if name.heard != identity.name else None,
        suggestions=identity.suggestions,
        evidence=(*speaker.evidence, *([name.proof] if name.proof else [])),
    )
    if identity.person is None or name.role is Role.UNKNOWN:
        return named
    proof = Evidence(f"is_in_{identity.person.source}", 0.0, f"{identity.name} = {identity.person.role}")
    return replace(
        named, role=identity.person.role, confidence=_SUREST, unsure=False, evidence=(proof, *named.evidence)
    )


def _keep(given: Speaker | None, decided: Speaker) -> Speaker:
    """What a person wrote stands; the rest is ours."""
    if given is None:
        return decided
    name = given.name or decided.name
    if given.name:
        decided = replace(decided, heard=given.heard, suggestions=given.suggestions)
    if given.role is Role.UNKNOWN:
        return replace(decided, name=name, extra=given.extra)
    confidence = 1.0 if given.confidence is None else given.confidence
    unsure = given.unsure and confidence < 1.0 and given.role is decided.role
    return replace(given, name=name, confidence=confidence, unsure=unsure)
