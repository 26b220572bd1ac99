"""Words left out next to those that are printed: a statement ends there, and a sentence shows it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from pipeline.article.signs import SIGNS
from pipeline.text.orthography import orthography
from pipeline.text.print_style import has_end
from pipeline.text.spoken import Place, words_of
from pipeline.transcript.model import Excluded, Paragraph, Utterance, Word

_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Omissions:
    """Of the parts of utterances that are printed, by their numbers.

    `before`: words of the same voice are left out before its first. `opens`, `ends`: these, or those behind
    its last word, belong to the same sentence.
    """

    before: frozenset[int]
    opens: frozenset[int]
    ends: frozenset[int]

    @classmethod
    def found(
        cls,
        utterances: Sequence[Utterance],
        places: Sequence[Place],
        excluded: Collection[Excluded],
        language: str,
    ) -> Omissions:
        """Of parts at `places`. Signs such as `[Music]` are no words that could be left out."""
        spans = [one for one in excluded if one.kind not in SIGNS]
        before, opens, ends = set(), set(), set()
        for part, place in enumerate(places if spans else ()):
            spoken = utterances[place.utterance].language or language
            last = words_of(utterances[place.utterance])[place.last - 1]
            earlier = _word(utterances, place.utterance, place.first - 1)
            later = _word(utterances, place.utterance, place.last)
            if earlier and _is_in(earlier, spans):
                before.add(part)
                if not has_end(earlier.text, spoken):
                    opens.add(part)
            if later and _is_in(later, spans) and not has_end(last.text, spoken):
                ends.add(part)
        return cls(frozenset(before), frozenset(opens), frozenset(ends))


def _word(utterances: Sequence[Utterance], number: int, index: int) -> Word | None:
    """A word of an utterance; beyond its edges the last or first one beside it, of the same voice."""
    words = words_of(utterances[number])
    if 0 <= index < len(words):
        return words[index]
    beside = number + (1 if index >= 0 else -1)
    if not 0 <= beside < len(utterances) or utterances[beside].speaker != utterances[number].speaker:
        return None
    return next(iter(words_of(utterances[beside])[:: 1 if index >= 0 else -1]), None)


def _is_in(word: Word, spans: Sequence[Excluded]) -> bool:
    return any(one.start <= word.middle < one.end for one in spans)


def with_ellipses(
    paragraphs: Sequence[Paragraph], parts: Sequence[Utterance], omissions: Omissions, language: str
) -> tuple[Paragraph, ...]:
    """Paragraphs of `parts`, those marked that begin or end inside a sentence."""
    return tuple(_marked(paragraph, parts, omissions, language) for paragraph in paragraphs)


def _marked(
    paragraph: Paragraph, parts: Sequence[Utterance], omissions: Omissions, language: str
) -> Paragraph:
    if not paragraph.passages:
        return paragraph
    first, last = paragraph.passages[0], paragraph.passages[-1]
    text = paragraph.text
    if first.first == 0 and first.utterance in omissions.opens:
        text = _ELLIPSIS + _as_heard(text, parts[first.utterance].text)
    if last.utterance in omissions.ends and last.last == len(words_of(parts[last.utterance])):
        spoken = parts[last.utterance].language or language
        text = text.rstrip(orthography(spoken).end_marks).rstrip() + _ELLIPSIS
    return replace(paragraph, text=text)


def _as_heard(text: str, heard: str) -> str:
    """Without the capital of a sentence's first word that is none."""
    return text[:1].lower() + text[1:] if heard.lstrip()[:1].islower() else text
