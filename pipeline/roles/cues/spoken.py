"""Cues and links from the words: each function reads one kind of phrase and says for whom it speaks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from pipeline.roles.cues.base import Cue, Link
from pipeline.roles.phrases import Match, Phrases
from pipeline.text.sentences import split_sentences
from pipeline.text.stretch import NumberedUtterance
from pipeline.transcript.model import Utterance

CueFunction = Callable[[Utterance, Utterance | None, Utterance | None, Phrases], Iterator[Cue | Link]]
"""Takes a turn, the turns before and after it by other voices, and the phrases."""


def spoken_cues(turns: Sequence[Utterance], phrases: Phrases) -> tuple[Cue | Link, ...]:
    """All cues and links from words. `turns` are merged utterances: neighbours differ in speaker."""
    padded = (None, *turns, None)
    return tuple(
        cue
        for before, turn, after in zip(padded, padded[1:], padded[2:], strict=False)
        if turn is not None and turn.speaker is not None
        for function in _FUNCTIONS
        for cue in function(turn, before, after, phrases)
        if (cue.label if isinstance(cue, Cue) else cue.of and cue.to)
    )


def _hand_over(
    turn: Utterance, before: Utterance | None, after: Utterance | None, phrases: Phrases
) -> Iterator[Cue | Link]:
    named, unnamed = (phrases.find(kind, turn.text) for kind in ("hands_over", "hands_over_unnamed"))
    found = next(chain(named, unnamed), None)
    if found is None or after is None:
        return
    if introduces_guest(turn.text, found, phrases):
        yield _link("welcomes", turn, after, found)
        yield _cue("is_welcomed", after, found, said_in=turn)
        return
    # The name belongs to whoever is handed to.
    yield Cue("hands_over", turn.speaker or "", found.text, _moment(turn, found))
    yield _cue("is_handed_to", after, found, said_in=turn)
    yield _link("hands_over_to", turn, after, found)


def _presenting(
    turn: Utterance, before: Utterance | None, after: Utterance | None, phrases: Phrases
) -> Iterator[Cue | Link]:
    for found in phrases.find("presents", turn.text):
        yield _cue("presents", turn, found)


def _sign_off(
    turn: Utterance, before: Utterance | None, after: Utterance | None, phrases: Phrases
) -> Iterator[Cue | Link]:
    if found := next(phrases.find("signs_off", turn.text), None):
        yield _cue("signs_off", turn, found)


def _thanks(
    turn: Utterance, before: Utterance | None, after: Utterance | None, phrases: Phrases
) -> Iterator[Cue | Link]:
    if before is None:
        return
    for found in phrases.find("thanks", turn.text):
        # The name belongs to whoever was thanked, so the one who thanks keeps none from it.
        yield Cue("thanks_by_name", turn.speaker or "", found.text, _moment(turn, found))
        yield _cue("is_thanked", before, found, said_in=turn)
        yield Link("thanks", turn.speaker or "", before.speaker or "", found.text, _moment(turn, found))
    for found in phrases.find("answers_thanks", turn.text):
        yield Cue("answers_thanks", turn.speaker or "", found.text, _moment(turn, found))


def _own_words(
    turn: Utterance, before: Utterance | None, after: Utterance | None, phrases: Phrases
) -> Iterator[Cue | Link]:
    for kind in ("is_guest", "reports_from", "answers_by_name", "gives_own_name"):
        for found in phrases.find(kind, turn.text):
            yield _cue(kind, turn, found)


def _naming(
    turn: Utterance, before: Utterance | None, after: Utterance | None, phrases: Phrases
) -> Iterator[Cue | Link]:
    """A name in the last words before another voice may be that voice's, with or without a title to it."""
    if after is None:
        return
    words = _last_sentence(turn, phrases)
    found = next(phrases.find("names", words), None)
    if found is None or next(phrases.find("introduces", words), None) is not None:
        return
    titled = next(phrases.find("titles", words), None) is not None
    kind = "is_named_with_title" if titled else "is_named"
    yield Cue(kind, after.speaker or "", found.text, turn.end)
    yield Link("names", turn.speaker or "", after.speaker or "", found.text, turn.end)


def _looking_back(
    turn: Utterance, before: Utterance | None, after: Utterance | None, phrases: Phrases
) -> Iterator[Cue | Link]:
    found = next(phrases.find("was_report", turn.text), None)
    if found is not None and before is not None:
        yield _cue("was_report", before, found, said_in=turn)
        yield _link("names", turn, before, found)


def _introduction(
    turn: Utterance, before: Utterance | None, after: Utterance | None, phrases: Phrases
) -> Iterator[Cue | Link]:
    """The last sentence before another voice speaks brings that voice in."""
    if after is None:
        return
    last = _last_sentence(turn, phrases)
    found = next(phrases.find("introduces", last), None)
    if found is None or last.endswith("?"):
        return
    time = turn.end
    yield Cue("introduces", turn.speaker or "", last, time)
    yield Cue("is_introduced", after.speaker or "", last, time)
    yield Link("introduces", turn.speaker or "", after.speaker or "", last, time)


def _question(
    turn: Utterance, before: Utterance | None, after: Utterance | None, phrases: Phrases
) -> Iterator[Cue | Link]:
    found = next(phrases.find("asks", turn.text), None)
    if found is not None and after is not None:
        yield _cue("asks", turn, found)
        yield Cue("is_asked", after.speaker or "", found.text, _moment(turn, found))
        yield _link("asks", turn, after, found)
        for title in phrases.find("asks_with_title", turn.text):
            yield Cue("is_asked_with_title", after.speaker or "", title.text, _moment(turn, title))


_FUNCTIONS: tuple[CueFunction, ...] = (
    _hand_over, _presenting, _sign_off, _thanks, _own_words, _introduction, _question, _naming, _looking_back,
)  # fmt: skip


def _cue(kind: str, of: Utterance, found: Match, said_in: Utterance | None = None) -> Cue:
    return Cue(kind, of.speaker or "", found.text, _moment(said_in or of, found), found.name)


def _link(kind: str, of: Utterance, to: Utterance, found: Match) -> Link:
    return Link(kind, of.speaker or "", to.speaker or "", found.text, _moment(of, found))


def _moment(turn: Utterance, found: Match) -> float:
    """When the phrase begins: the time of its first word, or the turn's start where words have no times."""
    index = len(turn.text[: found.start].split())
    return turn.words[index].start if index < len(turn.words) else turn.start


def _last_sentence(turn: Utterance, phrases: Phrases) -> str:
    return next(reversed(sentences_of(turn, phrases)), "")


def sentences_of(turn: Utterance, phrases: Phrases) -> list[str]:
    """What is said in a turn, sentence by sentence, in the language of the phrases."""
    return [sentence.text for sentence in split_sentences([NumberedUtterance(0, turn)], phrases.language)]


def introduces_guest(text: str, found: Match, phrases: Phrases) -> bool:
    """A title next to the name makes the next voice a guest, not a colleague."""
    near = text[max(0, found.start - 60) : found.end + 80]
    return "correspondent" not in near and any(True for _ in phrases.find("titles", near))
