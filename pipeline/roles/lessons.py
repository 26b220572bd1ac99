"""Transcripts whose roles people settled, as what roles are learnt from; and what they tell for a profile."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.errors import DocumentError, InputError
from pipeline.profile.model import Profile
from pipeline.roles.crf import ROLES
from pipeline.roles.cues.titles import sentences_of
from pipeline.roles.evidence import merge_turns, without_foreign_words
from pipeline.roles.features.lists import load_lists
from pipeline.roles.learn import Labelled
from pipeline.roles.phrases import load_phrases
from pipeline.text.language import base_language
from pipeline.transcript.model import Role, Speaker, Transcript
from pipeline.transcript.speaker import JOURNALISTS

FEWEST = 3
"""Programmes from which something can be learnt and tried on one that was left out."""
_OFTEN = 2
"""Programmes in which a person, or a way of signing off, must be met to be proposed."""
_LONGEST_SIGN_OFF = 12
"""Words of a sign-off, the name among them."""


@dataclass(frozen=True, slots=True)
class Proposals:
    """What transcripts hold that the profile does not: people with their roles, ways of signing off."""

    people: tuple[tuple[str, Role], ...] = ()
    sign_offs: tuple[str, ...] = ()


def lessons(
    transcripts: Mapping[str, Transcript], house: Profile, *, all_roles: bool = False
) -> tuple[Labelled, ...]:
    """Those of `transcripts`, by name, in which at least two voices have a role that a person settled.

    With `all_roles` every role counts as settled. Raises InputError for too few of them, for several
    languages and for one without lists of words, DocumentError where two differ about one person.
    """
    settled = {name: _settled(transcript, all_roles) for name, transcript in transcripts.items()}
    useful = {name: roles for name, roles in settled.items() if len(roles) > 1}
    if len(useful) < FEWEST:
        raise InputError(
            f"At least {FEWEST} programmes with settled roles are wanted, and better 5: there "
            f"{'is' if len(useful) == 1 else 'are'} {len(useful)} among {len(transcripts)}.",
            hint="A role is settled where a person wrote it; `--checked` says that all roles were checked.",
        )
    _check_people({name: transcripts[name] for name in useful}, useful)
    language = _language({name: transcripts[name] for name in useful})
    return tuple(
        Labelled(
            without_foreign_words(transcripts[name].utterances, transcripts[name].language),
            roles,
            language,
            house.sign_offs,
        )
        for name, roles in useful.items()
    )


def proposals(transcripts: Sequence[Transcript], house: Profile) -> Proposals:
    """Journalists and ways of signing off that occur in several programmes and are not in the profile."""
    people: Counter[tuple[str, Role]] = Counter()
    forms: Counter[str] = Counter()
    known = {person.name.casefold() for person in house.people}
    for transcript in transcripts:
        journalists = [s for s in transcript.speakers if s.name and s.role in JOURNALISTS]
        people.update((s.name or "", s.role) for s in journalists if (s.name or "").casefold() not in known)
        forms.update({form for speaker in journalists for form in _sign_offs(transcript, speaker)})
    return Proposals(
        tuple(person for person, count in people.most_common() if count >= _OFTEN),
        tuple(f for f, count in forms.most_common() if count >= _OFTEN and f not in house.sign_offs),
    )


def _settled(transcript: Transcript, all_roles: bool) -> dict[str, Role]:
    return {
        speaker.label: speaker.role
        for speaker in transcript.speakers
        if speaker.role in ROLES and (all_roles or _by_person(speaker))
    }


def _by_person(speaker: Speaker) -> bool:
    """Only a person is certain, and gives no evidence."""
    return speaker.confidence in (None, 1.0) or not speaker.evidence


def _check_people(transcripts: Mapping[str, Transcript], roles: Mapping[str, Mapping[str, Role]]) -> None:
    said: dict[str, tuple[str, Role]] = {}
    for name, transcript in transcripts.items():
        for speaker in transcript.speakers:
            role = roles[name].get(speaker.label)
            if not speaker.name or role is None:
                continue
            other, before = said.setdefault(speaker.name.casefold(), (name, role))
            if before is not role and Role.EXPERT in (before, role):
                raise DocumentError(
                    f"{speaker.name} is {before} in {other} and {role} in {name}.",
                    hint="Correct the one that is wrong, or leave that transcript out.",
                )


def _language(transcripts: Mapping[str, Transcript]) -> str:
    languages: defaultdict[str, list[str]] = defaultdict(list)
    for name, transcript in transcripts.items():
        languages[base_language(transcript.language)].append(name)
    if len(languages) > 1:
        one, other, *_ = languages
        raise InputError(
            f"{languages[one][0]} is in {one!r} and {languages[other][0]} in {other!r}.",
            hint="Learn from programmes of one language at a time.",
        )
    (language,) = languages
    if not load_lists(language):
        raise InputError(
            f"There are no lists of words for {language!r} yet, without which nothing can be learnt.",
            hint="Name the show's people in its profile instead.",
        )
    return language


def _sign_offs(transcript: Transcript, speaker: Speaker) -> Iterator[str]:
    """Short last sentences in which a journalist says the own name, with {name} in its place."""
    phrases = load_phrases(transcript.language)
    name = speaker.name or ""
    for turn in merge_turns(transcript.utterances):
        if turn.speaker != speaker.label:
            continue
        last = next(reversed(sentences_of(turn, phrases)), "").strip().rstrip(".!")
        if re.search(rf"\b{re.escape(name)}\b", last) and len(last.split()) <= _LONGEST_SIGN_OFF:
            yield re.sub(rf"\b{re.escape(name)}\b", "{name}", last, count=1)
