"""Known names that were misheard, wherever in a programme they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.names.known import KnownName, known_parts
from pipeline.names.match import Evidence, Match, Names, best_match
from pipeline.names.stretches import Company, Stretch, stretches
from pipeline.names.tokens import Token, has_capitals

Tokens = Sequence[Sequence[Token]]
"""The words of all utterances."""


@dataclass(frozen=True, slots=True)
class FoundName:
    """Words `first` up to, but not with, `last` of an utterance that are a known name; `sure` or perhaps."""

    utterance: int
    first: int
    last: int
    name: KnownName
    score: float
    sure: bool


def find_names(said: Tokens, names: Sequence[KnownName]) -> tuple[FoundName, ...]:
    """All, in order, none over another. What is surely found once is found wherever it sounds so again."""
    if not names:
        return ()
    evidence = _evidence(said, names)
    parts = known_parts(names)
    wholes = {name.parts: name.written for name in names if len(name.parts) > 1}
    index = Names(names)
    found: list[FoundName] = []
    for number, tokens in enumerate(said):
        taken = set(_spelt_right(tokens, wholes, capitals=evidence.capitals))
        found += _best(number, _candidates(tokens, index, evidence, parts, taken))
    return tuple(_repeated(said, found, evidence, parts))


def _evidence(said: Tokens, names: Sequence[KnownName]) -> Evidence:
    capitals = has_capitals(said)
    texts = [f" {' '.join(token.fold for token in tokens)} " for tokens in said]
    wholes = {name.whole: " ".join(name.parts) for name in names if not name.is_surname}
    present = {whole for whole, text in wholes.items() if any(f" {text} " in one for one in texts)}
    common = {token.fold for tokens in said for token in tokens if token.text.islower()}
    return Evidence(frozenset(present), frozenset(common), capitals)


def _spelt_right(
    tokens: Sequence[Token], wholes: Mapping[tuple[str, ...], str], *, capitals: bool
) -> Iterator[int]:
    """The places of words that are full names as they are written, whatever is next to them."""
    folds = tuple(token.fold for token in tokens)
    for length in {len(parts) for parts in wholes}:
        for first in range(len(folds) - length + 1):
            written = wholes.get(folds[first : first + length])
            text = " ".join(token.text for token in tokens[first : first + length])
            if written is not None and (text == written or not capitals):
                yield from range(first, first + length)


def _candidates(
    tokens: Sequence[Token], names: Names, evidence: Evidence, parts: frozenset[str],
    taken: set[int],
) -> Iterator[tuple[Stretch, Match]]:  # fmt: skip
    for stretch in stretches(tokens, capitals=evidence.capitals):
        if taken & set(range(stretch.first, stretch.last)):
            continue
        match = best_match(stretch, names, evidence)
        if match and not _is_right(tokens, stretch, match) and not _is_anothers(stretch, match, parts):
            yield stretch, match


def _is_right(tokens: Sequence[Token], stretch: Stretch, match: Match) -> bool:
    words = tokens[stretch.first : stretch.last]
    return " ".join(token.text for token in words).casefold() == match.known.written.casefold() and (
        stretch.opens or all(token.text.isupper() for token in words) or words[0].text == match.known.written
    )


def _is_anothers(stretch: Stretch, match: Match, parts: frozenset[str]) -> bool:
    """Whether the words are those of known names, and not of this one in another spelling."""
    same = "".join(stretch.folds) == "".join(match.known.parts)
    return not same and all(fold in parts for fold in stretch.folds)


def _best(number: int, candidates: Iterator[tuple[Stretch, Match]]) -> list[FoundName]:
    """The surest and longest first; none over another."""
    ranked = sorted(candidates, key=lambda one: (not one[1].sure, one[0].first - one[0].last, -one[1].score))
    taken: set[int] = set()
    found = []
    for stretch, match in ranked:
        places = set(range(stretch.first, stretch.last))
        if not taken & places:
            taken |= places
            found.append(FoundName(number, stretch.first, stretch.last, match.known, match.score, match.sure))
    return sorted(found, key=lambda one: one.first)


def _repeated(
    said: Tokens, found: Sequence[FoundName], evidence: Evidence, parts: frozenset[str]
) -> list[FoundName]:
    """With what sounds as a name that was surely found, where it stands alone."""
    alone = _alone(said, found, parts)
    taken = {(one.utterance, at) for one in found if one.sure for at in range(one.first, one.last)}
    again = {}
    for number, tokens in enumerate(said):
        for stretch in stretches(tokens, capitals=evidence.capitals):
            name = alone.get(stretch.folds[0]) if stretch.is_word else None
            if name is None or (number, stretch.first) in taken or stretch.neighbour:
                continue
            told = evidence.capitals and stretch.folds[0] not in evidence.common
            if stretch.company is Company.TITLE or told:
                again[number, stretch.first] = FoundName(number, stretch.first, stretch.last, name, 1.0, True)
    kept = [one for one in found if one.sure or (one.utterance, one.first) not in again]
    return sorted((*kept, *again.values()), key=lambda one: (one.utterance, one.first))


def _alone(said: Tokens, found: Sequence[FoundName], parts: frozenset[str]) -> Mapping[str, KnownName]:
    """What single words of names that were surely found are, those of two people aside."""
    heard: dict[str, set[KnownName]] = {}
    for one in found:
        folds = [token.fold for token in said[one.utterance][one.first : one.last] if token.fold]
        words = one.name.written.split()
        if not one.sure or not len(folds) == len(words) == len(one.name.parts):
            continue
        for fold, word, part in zip(folds, words, one.name.parts, strict=True):
            if fold not in parts:
                heard.setdefault(fold, set()).add(KnownName(word, one.name.whole, one.name.source, (part,)))
    return {
        fold: next(iter(names)) for fold, names in heard.items() if len({name.written for name in names}) == 1
    }
