"""What one voice says without another between: the stretches within which captions are broken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from pipeline.captions.rules import Rules
from pipeline.captions.tokens import Token, tokens_of
from pipeline.corrections.stretch_edits import DROPPED
from pipeline.text.orthography import orthography
from pipeline.text.print_style import is_spaced
from pipeline.transcript.model import Excluded, Transcript, Utterance


@dataclass(frozen=True, slots=True)
class Run:
    """Words of the voice `speaker`, in order of time; `after` is when the next run begins."""

    speaker: str | None
    language: str
    tokens: tuple[Token, ...]
    after: float


@dataclass(frozen=True, slots=True)
class _Part:
    speaker: str | None
    language: str
    tokens: tuple[Token, ...]


def runs_of(transcript: Transcript, rules: Rules) -> tuple[Run, ...]:
    """All that is heard, in order of its beginning; only what a person dropped is missing.

    An utterance is cut where another voice begins inside it. Nobody's utterances are not taken for those of
    one voice.
    """
    dropped = [one for one in transcript.excluded if one.kind == DROPPED]
    ordered = sorted(transcript.utterances, key=lambda one: (one.start, one.end))
    parts = [
        part
        for said, breaks in _interrupted(ordered)
        for part in _parts(said, breaks, transcript.language, dropped, rules)
    ]
    parts.sort(key=lambda part: part.tokens[0].start)
    return tuple(_joined(parts))


def _interrupted(ordered: Sequence[Utterance]) -> Iterator[tuple[Utterance, list[float]]]:
    """Each utterance with the moments at which others begin inside it."""
    for number, said in enumerate(ordered):
        breaks = []
        for other in ordered[number + 1 :]:
            if other.start >= said.end:
                break
            if other.speaker != said.speaker:
                breaks.append(other.start)
        yield said, breaks


def _parts(
    said: Utterance, breaks: list[float], language: str, dropped: Sequence[Excluded], rules: Rules
) -> Iterator[_Part]:
    language = said.language or language
    heard = _in_order(tokens_of(said, language, rules.characters))
    kept = [one for one in heard if not _is_dropped(one, dropped)]
    for _, group in groupby(kept, key=lambda one: sum(moment <= one.start for moment in breaks)):
        yield _Part(said.speaker, language, tuple(group))


def _in_order(tokens: Iterable[Token]) -> Iterator[Token]:
    """With times that never go back, whatever a recognizer gave."""
    latest = 0.0
    for token in tokens:
        start = max(latest, token.start)
        yield token if start == token.start else replace(token, start=start, end=max(start, token.end))
        latest = start


def _is_dropped(token: Token, dropped: Sequence[Excluded]) -> bool:
    middle = (token.start + token.end) / 2
    return any(one.start <= middle < one.end for one in dropped)


def _joined(parts: Sequence[_Part]) -> Iterator[Run]:
    def same(number: int) -> tuple[str | None, str, int]:
        part = parts[number]
        return part.speaker, part.language, number if part.speaker is None else -1

    groups = [[parts[number] for number in group] for _, group in groupby(range(len(parts)), key=same)]
    starts = [group[0].tokens[0].start for group in groups]
    for number, group in enumerate(groups):
        after = starts[number + 1] if number + 1 < len(starts) else float("inf")
        tokens = tuple(_in_order(token for part in group for token in _apart(part, part is not group[0])))
        yield Run(group[0].speaker, group[0].language, tokens, after)


def _apart(part: _Part, follows: bool) -> tuple[Token, ...]:
    """The first word of an utterance that follows another of the voice stands apart from it."""
    first = part.tokens[0]
    space = follows and (is_spaced(part.language) or orthography(part.language).between != "")
    return (replace(first, space=space), *part.tokens[1:])
