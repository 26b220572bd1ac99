"""What is asked of a library that runs a Whisper model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol, TypeVar

from pipeline.engines.recognition import Window
from pipeline.engines.recognizers.whisper.decoded import Decoded, Settings
from pipeline.engines.recognizers.whisper.placing import Piece
from pipeline.media.waveform import Waveform

Features = TypeVar("Features")
"""Encoded windows, in whatever form the library keeps them."""


class Tokenizer(Protocol):
    """Text to tokens and back, in one language."""

    eot: int
    timestamp_begin: int

    def encode(self, text: str) -> list[int]:
        """Tokens of a text, none of them special."""
        ...

    def decode(self, tokens: list[int]) -> str:
        """The text of tokens."""
        ...


class Model(Protocol[Features]):
    """A loaded Whisper model. Everything may raise RuntimeError."""

    package: str
    """The library that runs it, with its version."""

    device: str
    precision: str
    """Where it runs, and in which number format."""

    languages: Sequence[str]
    """Codes of what it can write."""

    batch: int
    """How many windows go through it at a time."""

    prompt_room: int
    """How many tokens a prompt may have without taking room from the text."""

    def tokenizer(self, language: str) -> Tokenizer:
        """The model's tokenizer, set to a language."""
        ...

    def encode(self, waveform: Waveform, windows: Sequence[Window]) -> Features:
        """The windows, each filled up to 30 s, as the decoder attends to them."""
        ...

    def rows(self, features: Features, rows: Sequence[int]) -> Features:
        """Some of the encoded windows."""
        ...

    def detect(self, features: Features) -> Sequence[Mapping[str, float]]:
        """For each window the probability of each language."""
        ...

    def decode(
        self,
        features: Features,
        limits: Sequence[int],
        settings: Settings,
        temperature: float = 0.0,
        seeds: Sequence[int] = (),
    ) -> list[Decoded]:
        """Tokens for each encoded window, at most so many. Above temperature 0 they are drawn."""
        ...

    def align(
        self, features: Features, language: str, texts: Sequence[Sequence[int]], seconds: Sequence[float]
    ) -> list[list[Piece]]:
        """Where the text tokens of each encoded window are spoken, the window being so many seconds long."""
        ...
