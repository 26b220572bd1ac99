"""One action of a step, made in a transcript as it is by now; rewriting aside, which may meet another's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from pipeline.corrections.action import (
    Action,
    Divide,
    GiveRole,
    Head,
    Merge,
    Name,
    OfParagraph,
    Reassign,
    ReassignWords,
    Settle,
    Sign,
    Stretch,
    Undo,
)
from pipeline.corrections.correct import Corrections
from pipeline.corrections.finding import EXACT
from pipeline.corrections.locate import located, word_near, words_of_paragraph
from pipeline.corrections.places import CorrectionError
from pipeline.corrections.settling import settled
from pipeline.text.spoken import Spoken
from pipeline.transcript.edit import EditKind
from pipeline.transcript.sign_off import published_digest


def performed(state: Corrections, action: Action) -> Corrections:
    """The state with the action done. Raises CorrectionError where it cannot be."""
    perform_one = _ACTIONS[type(action)]
    return perform_one(state, action)


def _divide(state: Corrections, action: Divide) -> Corrections:
    part = located(state.transcript, action.where)
    word = word_near(state.transcript, part, action.at, action.word)
    if word.word.start <= part.start:
        raise CorrectionError("a paragraph begins there already")
    return state.made(state.maker.division(part, word))


def _of_paragraph(state: Corrections, action: OfParagraph) -> Corrections:
    part = located(state.transcript, action.where)
    if action.do == "join":
        return _join(state, action)
    quoted = action.do == "quote"
    if part.quoted is quoted and not part.unsure:
        return state
    return state.quote(part) if quoted else state.unquote(part)


def _join(state: Corrections, action: OfParagraph) -> Corrections:
    """With the one before it; of another voice, its words become that voice's first."""
    parts = state.transcript.paragraphs
    part = located(state.transcript, action.where)
    number = parts.index(part)
    if number == 0:
        raise CorrectionError("there is no paragraph before it")
    label = parts[number - 1].speaker
    if part.speaker != label:
        if label is None:
            raise CorrectionError("nobody is known to say what comes before it")
        state = state.reassign(part, label)
        part = located(state.transcript, action.where)
        if part.start < action.where.start - EXACT:
            return state  # it is one statement by now
    return state.join(part)


def _reassign(state: Corrections, action: Reassign) -> Corrections:
    """All at once: with the first, other paragraphs may follow from the words."""
    label = _label(action.label)
    groups: list[tuple[str | None, list[Spoken]]] = []
    for where in action.wheres:
        part = located(state.transcript, where)
        words = words_of_paragraph(state.transcript, part)
        if part.speaker != label and words:
            groups.append((part.speaker, words))
    maker = state.maker
    edits = [maker.speaker(words, before, label) for before, words in groups]
    return state.made(*maker.numbered(edits)) if edits else state


def _reassign_words(state: Corrections, action: ReassignWords) -> Corrections:
    label, part = _label(action.label), located(state.transcript, action.where)
    words = [
        one
        for one in words_of_paragraph(state.transcript, part)
        if action.start - EXACT <= one.word.middle <= action.end + EXACT
    ]
    if not words:
        raise CorrectionError("none of its words are said there")
    if part.speaker == label:
        return state
    return state.made(state.maker.speaker(words, part.speaker, label))


def _merge(state: Corrections, action: Merge) -> Corrections:
    return state.merge(action.label, action.into)


def _name(state: Corrections, action: Name) -> Corrections:
    name = " ".join((action.name or "").split()) or None
    return state.rename(action.label, name)


def _role(state: Corrections, action: GiveRole) -> Corrections:
    return state.role(action.label, action.role)


def _stretch(state: Corrections, action: Stretch) -> Corrections:
    return (state.drop if action.do == "drop" else state.keep)(action.start, action.end)


def _head(state: Corrections, action: Head) -> Corrections:
    text = " ".join((action.text or "").split()) or None
    change: Callable[[str | None], Corrections] = getattr(state, action.do)
    return change(text)


def _sign(state: Corrections, action: Sign) -> Corrections:
    """As it is after what was done before in this step."""
    name = " ".join(action.name.split())
    maker = replace(state.maker, by=name)
    digest = published_digest(state.transcript)
    return state.made(maker.header(EditKind.SIGNED, None, digest))


def _undo(state: Corrections, action: Undo) -> Corrections:
    return state.without(frozenset(action.steps))


def _label(label: str) -> str:
    clean = label.strip()
    if not clean:
        raise CorrectionError("a speaker's label cannot be empty")
    return clean


_ACTIONS: Mapping[type, Callable[[Corrections, Any], Corrections]] = {
    Divide: _divide,
    OfParagraph: _of_paragraph,
    Reassign: _reassign,
    ReassignWords: _reassign_words,
    Merge: _merge,
    Name: _name,
    GiveRole: _role,
    Stretch: _stretch,
    Head: _head,
    Settle: settled,
    Sign: _sign,
    Undo: _undo,
}
"""What each action does, but for a rewriting, which may meet another's."""
