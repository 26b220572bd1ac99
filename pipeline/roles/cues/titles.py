"""What stands at a name, or at the end of a turn: how a voice is brought in."""

from __future__ import annotations

import re

from pipeline.roles.phrases import Match, Phrases
from pipeline.text.sentences import split_sentences
from pipeline.text.stretch import NumberedUtterance
from pipeline.transcript.model import Utterance

_GIVING = 3
"""Sentences at the end of a turn in which somebody is given the floor."""
_COLLEAGUE = re.compile(r"\b(?:correspondent|reporter)\b", re.IGNORECASE)


def sentences_of(turn: Utterance, phrases: Phrases) -> list[str]:
    """What is said in a turn, sentence by sentence, in the language of the phrases."""
    return [sentence.text for sentence in split_sentences([NumberedUtterance(0, turn)], phrases.language)]


def last_sentence(turn: Utterance, phrases: Phrases) -> str:
    """The sentence before another voice speaks; "" for a turn without words."""
    return next(reversed(sentences_of(turn, phrases)), "")


def names_called(turn: Utterance, phrases: Phrases) -> list[str]:
    """Names by which somebody is spoken to at the end of a turn, where the floor is given."""
    end = " ".join(sentences_of(turn, phrases)[-_GIVING:])
    return [match.name for match in phrases.find("calls", end) if match.name]


def introduces_guest(text: str, found: Match, phrases: Phrases) -> bool:
    """A title next to the name makes the next voice a guest, not a colleague."""
    near = text[max(0, found.start - 60) : found.end + 80]
    return _COLLEAGUE.search(near) is None and any(True for _ in phrases.find("titles", near))
