"""What a Whisper model is asked to write, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass

MOST_TOKENS = 224
"""Half of Whisper's text context: what it was trained to write for one window."""
_MARKS = 5
"""Tokens before the text that are neither prompt nor text."""
_TOKENS_PER_SECOND = 15.0
_TOKENS_TO_BEGIN = 10
"""Nobody says more than this, timestamps included; a loop would go on to the end."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How windows are decoded: language code, prompt tokens, and beam width (1 is greedy)."""

    language: str
    prompt: tuple[int, ...] = ()
    beam: int = 1


@dataclass(frozen=True, slots=True)
class Decoded:
    """What came of one window: its tokens with timestamps, and what the model thinks of them.

    `log_probability` is the mean over tokens, `no_speech` a probability, `compression` the ratio by zlib.
    `complete` is False where the limit of tokens cut the text off.
    """

    tokens: tuple[int, ...]
    log_probability: float
    no_speech: float
    compression: float
    temperature: float
    complete: bool


def prompt_room(context: int) -> int:
    """How many tokens of a text context a prompt may take without taking room from the text."""
    return context - MOST_TOKENS - _MARKS


def token_limit(seconds: float) -> int:
    """The most tokens that speech of this length can take."""
    return min(MOST_TOKENS, round(seconds * _TOKENS_PER_SECOND) + _TOKENS_TO_BEGIN)
