"""A recording as features see it: turns of voices, their words in small letters without marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.transcript.model import Utterance

NOBODY = -1
"""Number of the voice of turns that have no label."""
QUESTION = "?"
"""The one mark that is kept among the words."""
_TOKEN = re.compile(r"[^\W_]+(?:['-][^\W_]+)*|\?")


@dataclass(frozen=True, slots=True)
class Turn:
    """What one voice says without a break; neighbours differ in voice. Times are seconds.

    `tokens` are its words in small letters, and question marks; `text` is what was written.
    """

    voice: int
    start: float
    end: float
    text: str
    tokens: tuple[str, ...]

    @property
    def seconds(self) -> float:
        """Its length."""
        return max(0.0, self.end - self.start)

    @property
    def words(self) -> tuple[str, ...]:
        """The tokens without question marks."""
        return tuple(token for token in self.tokens if token != QUESTION)


@dataclass(frozen=True, slots=True)
class Conversation:
    """All turns in order. `labels` name the voices, by number."""

    turns: tuple[Turn, ...]
    labels: tuple[str, ...]

    @classmethod
    def of(cls, turns: Sequence[Utterance], labels: Sequence[str]) -> Conversation:
        """`turns` are merged: neighbours differ in speaker. Only those of `labels` have a voice."""
        numbers = {label: number for number, label in enumerate(labels)}
        return cls(
            tuple(
                Turn(
                    numbers.get(turn.speaker or "", NOBODY),
                    turn.start,
                    turn.end,
                    turn.text,
                    tokens_of(turn.text),
                )
                for turn in turns
            ),
            tuple(labels),
        )

    def places(self, voice: int) -> list[int]:
        """Where the turns of a voice stand."""
        return [place for place, turn in enumerate(self.turns) if turn.voice == voice]

    def before(self, place: int) -> Turn | None:
        """The turn before, by another voice."""
        return self.turns[place - 1] if place else None

    def after(self, place: int) -> Turn | None:
        """The turn after, by another voice."""
        return self.turns[place + 1] if place + 1 < len(self.turns) else None

    def own(self, voice: int) -> Iterator[Turn]:
        """The turns of a voice."""
        return (turn for turn in self.turns if turn.voice == voice)


def tokens_of(text: str) -> tuple[str, ...]:
    """Words in small letters, and question marks."""
    return tuple(_TOKEN.findall(text.lower().replace("’", "'")))
