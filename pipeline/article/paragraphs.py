"""Utterances and roles to paragraphs: a sentence each, or a quoted voice's whole statement."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, groupby

from pipeline.article.quotes import write_statement
from pipeline.text.backchannels import is_backchannel
from pipeline.text.print_style import has_end, in_a_row, in_print, is_spaced
from pipeline.text.sentences import Sentence, split_paragraphs
from pipeline.text.stretch import NumberedUtterance
from pipeline.transcript.model import Paragraph, Role, Speaker, Utterance
from pipeline.transcript.span import Span

_VERY_SHORT = 5
"""Two sentences of at most this many words each share a paragraph, as on published pages."""
_SHORT = 8
"""The longest sentence that a lone word shares a paragraph with."""
_LETTERS_A_WORD = 2
"""About so many letters are a word where no spaces part words."""
_BREATH = 5.0
"""Seconds of pause after which a sentence without an end is not taken up again."""
_REMEMBERED = 4096
"""Statements that are not written again where nothing in them has changed, as after each correction of a long
programme."""

Statement = tuple[list[NumberedUtterance], list[NumberedUtterance]]
"""Utterances of one voice until another speaks, and what listeners said between them."""


def write_paragraphs(
    utterances: Sequence[Utterance],
    speakers: Sequence[Speaker],
    language: str,
    apart: Collection[int] = (),
) -> tuple[Paragraph, ...]:
    """All paragraphs in order of time; an expert is quoted in one piece until somebody else speaks.

    Utterances whose numbers are `apart` do not go on with what comes before them. What an unsure voice says
    is one piece, too, without being a quote; where nobody else speaks there is nothing to tell it from, and
    it is narration.
    """
    known = {speaker.label: speaker for speaker in speakers}
    several = len({utterance.speaker for utterance in utterances}) > 1
    unsure = {label for label, speaker in known.items() if speaker.unsure}
    quoted = {label for label, speaker in known.items() if speaker.role is Role.EXPERT} - unsure
    whole = quoted | unsure if several else quoted

    def written(
        statement: Sequence[NumberedUtterance], between: Sequence[NumberedUtterance]
    ) -> list[Paragraph]:
        label = statement[0].utterance.speaker
        own = _own(tuple(statement), known[label] if label in whole else None, language)
        if label in whole:
            return list(own)
        return _with_listeners(own, [part for placed in between for part in written([placed], [])])

    spoken = [NumberedUtterance(n, u) for n, u in enumerate(utterances) if any(map(str.isalnum, u.text))]
    spoken.sort(key=lambda placed: (placed.utterance.start, placed.utterance.end))
    return tuple(part for found in _statements(spoken, whole, apart, language) for part in written(*found))


@lru_cache(_REMEMBERED)
def _own(
    statement: tuple[NumberedUtterance, ...], speaker: Speaker | None, language: str
) -> tuple[Paragraph, ...]:
    """What a voice says in a row, as one statement of `speaker`, or as narration where that is None."""
    if speaker is not None:
        return (write_statement(statement, speaker, language),)
    stretches = _stretches(statement, language)
    return tuple(part for stretch in stretches for part in _narration(stretch, language))


def _with_listeners(own: Sequence[Paragraph], between: Sequence[Paragraph]) -> list[Paragraph]:
    """Narration, what listeners said during a sentence of it behind that sentence."""
    paragraphs = list(own)
    for part in between:
        starts = [paragraph.start for paragraph in paragraphs]
        paragraphs.insert(max(1, bisect_right(starts, part.start)), part)
    return paragraphs


def _statements(
    spoken: Sequence[NumberedUtterance], whole: set[str], apart: Collection[int], language: str
) -> list[Statement]:
    """Groups of one voice; one goes on after what a listener says in between, if it is not `apart`.

    That is: a voice of `whole` statements always, another one where it was interrupted inside a sentence.
    """
    found: list[Statement] = []
    turns = accumulate(placed.number in apart for placed in spoken)
    for (label, _), group in groupby(zip(spoken, turns, strict=True), key=lambda placed: _turn(*placed)):
        utterances = [placed for placed, _ in group]
        before = found[-2] if len(found) > 1 else None
        if (
            before
            and utterances[0].number not in apart
            and _same(before, label)
            and _listens(found[-1], language)
            and (label in whole or _is_interrupted(before[0], utterances, language))
        ):
            before[0].extend(utterances)
            before[1].extend(found.pop()[0])
        else:
            found.append((utterances, []))
    return found


def _turn(placed: NumberedUtterance, number: int) -> tuple[str | None, int]:
    return placed.utterance.speaker, number


def _same(statement: Statement, label: str | None) -> bool:
    return statement[0][0].utterance.speaker == label


def _listens(statement: Statement, language: str) -> bool:
    """Whether a voice only shows that it hears the other."""
    (first, *more), _ = statement
    said = first.utterance
    return not more and is_backchannel(said.text, said.duration, first.language(language))


def _is_interrupted(
    said: Sequence[NumberedUtterance], later: Sequence[NumberedUtterance], language: str
) -> bool:
    """Whether what the voice says `later` goes on with its last sentence."""
    return _goes_on(said[-1], later[0], language) and _is_marked((*said, *later), language)


def _is_marked(utterances: Sequence[NumberedUtterance], language: str) -> bool:
    """Whether sentences have ends: words without punctuation are no sentence that could go on."""
    return any(has_end(placed.utterance.text, placed.language(language)) for placed in utterances)


def _goes_on(said: NumberedUtterance, following: NumberedUtterance, language: str) -> bool:
    """Whether an utterance goes on with the sentence before it: one without an end, not long ago."""
    spoken = said.language(language)
    return (
        following.language(language) == spoken
        and not has_end(said.utterance.text, spoken)
        and following.utterance.start - said.utterance.end <= _BREATH
    )


def _stretches(statement: Sequence[NumberedUtterance], language: str) -> Iterator[list[NumberedUtterance]]:
    """Utterances that are one text: a pause inside a sentence does not end it."""
    marked = _is_marked(statement, language)
    stretch: list[NumberedUtterance] = []
    for placed in statement:
        if stretch and not (marked and _goes_on(stretch[-1], placed, language)):
            yield stretch
            stretch = []
        stretch.append(placed)
    if stretch:
        yield stretch


def _narration(stretch: Sequence[NumberedUtterance], programme: str) -> Iterator[Paragraph]:
    speaker, language = stretch[0].utterance.speaker, stretch[0].language(programme)
    for sentences in _paired(split_paragraphs(stretch, language), language):
        text = in_a_row(
            (in_print(part.text, language, opens=part.opens, ends=part.ends) for part in sentences), language
        )
        span = Span(sentences[0].span.start, max(sentence.span.end for sentence in sentences))
        passages = tuple(passage for sentence in sentences for passage in sentence.passages)
        yield Paragraph(span.start, span.end, speaker, text, passages=passages)


def _paired(sentences: Sequence[Sentence], language: str) -> Iterator[tuple[Sentence, ...]]:
    """Two very short sentences in a row go together; three in a row stay two and one."""
    index = 0
    while index < len(sentences):
        pair = tuple(sentences[index : index + 2])
        together = len(pair) == 2 and _very_short(pair, language)
        yield pair if together else pair[:1]
        index += 2 if together else 1


def _very_short(pair: Sequence[Sentence], language: str) -> bool:
    """Both of a few words, or a lone word ("Thomas.") next to hardly more."""
    shorter, longer = sorted(_words(sentence.text, language) for sentence in pair)
    return longer <= _VERY_SHORT or (shorter == 1 and longer <= _SHORT)


def _words(text: str, language: str) -> int:
    if is_spaced(language):
        return len(text.split())
    return max(1, sum(map(str.isalnum, text)) // _LETTERS_A_WORD)
