"""What the corrections of a command line teach a show's profile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.cli.corrections_asked import Voices, Words
from pipeline.cli.pairs import name_and_role, pair
from pipeline.profile.model import Person, WritingRule
from pipeline.profile.remember import Lessons
from pipeline.transcript.edit import Edit, EditKind
from pipeline.transcript.model import NameSuggestion, Role, Transcript

_SOURCE = "profile"


def lessons_asked(
    words: Words,
    voices: Voices,
    accepted: Sequence[NameSuggestion],
    new: Sequence[Edit],
    corrected: Transcript,
) -> Lessons:
    """What the `new` edits teach.

    Replacements made everywhere, names accepted, voices with the name and role they have now, and the words
    of what was left out.
    """
    rules = [*_replaced(words), *(WritingRule(one.heard, one.name) for one in accepted)]
    adverts = dict.fromkeys(edit.words for edit in new if edit.kind is EditKind.DROP and edit.words)
    return Lessons(tuple(dict.fromkeys(rules)), tuple(_people(voices, corrected)), tuple(adverts))


def _replaced(words: Words) -> Iterator[WritingRule]:
    """What is right in one paragraph only, or taken out, is no rule."""
    for text in words.replaces if words.at is None else ():
        heard, written = pair(text, "--replace", "Rut=Rudd")
        if written:
            yield WritingRule(" ".join(heard.split()), " ".join(written.split()))


def _people(voices: Voices, corrected: Transcript) -> Iterator[Person]:
    for text in voices.speakers:
        label, told = pair(text, "--speaker", "S2=Jane Doe, correspondent")
        speaker = corrected.speaker(label)
        if speaker is not None and speaker.name:
            _, role = name_and_role(told)
            known = role or (speaker.role if speaker.confidence == 1.0 else Role.UNKNOWN)
            yield Person(speaker.name, known, _SOURCE)
