"""A programme's names as the house spells them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.names.finding import FoundName, find_names
from pipeline.names.known import known_names
from pipeline.names.rules import rule_rewrites
from pipeline.names.tokens import Token, tokens_of
from pipeline.names.writing import Rewrite, as_heard, rewrite
from pipeline.profile.model import Profile, WritingRule
from pipeline.text.spoken import words_of
from pipeline.transcript.model import NameSuggestion, Speaker, Transcript, Utterance


def spelt(transcript: Transcript, house: Profile, *, anew: bool = False) -> Transcript:
    """With the names that a house knows in place of those that were surely misheard, and its rules applied.

    What is only similar becomes a suggestion. What was written otherwise before stays; `anew` it is first
    taken back. Without anything known, suggestions made before stay too.
    """
    language = transcript.language
    said = transcript.utterances
    if anew:
        said = tuple(as_heard(one, language) for one in said)
    ruled = _ruled(said, house.rules, language)
    names = known_names(house)
    tokens = _tokens(ruled) if names else []
    found = find_names(tokens, names)
    said = _rewritten(ruled, [one for one in found if one.sure], language)
    suggestions = _suggestions([one for one in found if not one.sure], tokens, ruled)
    if not names and not anew:
        suggestions = transcript.name_suggestions
    if said == transcript.utterances and suggestions == transcript.name_suggestions:
        return transcript
    return replace(transcript, utterances=said, name_suggestions=suggestions)


def spelt_as_voices(transcript: Transcript, speakers: Sequence[Speaker]) -> tuple[Utterance, ...]:
    """Its utterances with the names of voices as these are known by, wherever they are said."""
    rules = tuple(
        WritingRule(one.heard, one.name)
        for one in speakers
        if one.heard and one.name and len(one.heard.split()) == len(one.name.split()) > 1
    )
    return _ruled(transcript.utterances, rules, transcript.language) if rules else transcript.utterances


def _ruled(said: Sequence[Utterance], rules: Sequence[WritingRule], language: str) -> tuple[Utterance, ...]:
    if not rules:
        return tuple(said)
    return tuple(
        rewrite(one, tuple(rule_rewrites(tokens, rules)), language)
        for one, tokens in zip(said, _tokens(said), strict=True)
    )


def _tokens(said: Sequence[Utterance]) -> list[tuple[Token, ...]]:
    return [tokens_of(word.text for word in words_of(one)) for one in said]


def _rewritten(said: Sequence[Utterance], found: Sequence[FoundName], language: str) -> tuple[Utterance, ...]:
    places: dict[int, list[Rewrite]] = {}
    for one in found:
        places.setdefault(one.utterance, []).append(Rewrite(one.first, one.last, one.name.written))
    return tuple(rewrite(one, places.get(number, ()), language) for number, one in enumerate(said))


def _suggestions(
    found: Sequence[FoundName], tokens: Sequence[Sequence[Token]], said: Sequence[Utterance]
) -> tuple[NameSuggestion, ...]:
    """One for the same words and the same name, with all their times."""
    suggestions: dict[tuple[str, str], NameSuggestion] = {}
    for one in found:
        heard = " ".join(token.text for token in tokens[one.utterance][one.first : one.last])
        time = words_of(said[one.utterance])[one.first].start
        first = suggestions.setdefault(
            (heard, one.name.written), NameSuggestion(heard, one.name.written, one.score, one.name.source)
        )
        suggestions[heard, one.name.written] = replace(first, times=(*first.times, time))
    return tuple(suggestions.values())
