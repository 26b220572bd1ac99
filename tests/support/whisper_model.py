"""A Whisper model that reads from a script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.engines.recognition import Window
from pipeline.engines.recognizers.whisper.decoded import Decoded, Settings
from pipeline.engines.recognizers.whisper.placing import Piece
from pipeline.media.waveform import Waveform

END = 50_000
FIRST_TIME = 60_000
"""Where special tokens and timestamps begin; below are letters."""


def at(seconds: float) -> int:
    """The timestamp token of a moment."""
    return FIRST_TIME + round(seconds / 0.02)


def said(text: str, start: float, end: float | None) -> tuple[int, ...]:
    """The tokens of a text between two timestamps, the second one left out where it is None."""
    closing = () if end is None else (at(end),)
    return (at(start), *map(ord, text), *closing)


def decoded(
    *tokens: int,
    log_probability: float = -0.1,
    no_speech: float = 0.0,
    compression: float = 1.0,
    temperature: float = 0.0,
    complete: bool = True,
) -> Decoded:
    """Good in every way, unless said otherwise."""
    return Decoded(tokens, log_probability, no_speech, compression, temperature, complete)


class Letters:
    """Every letter is a token."""

    eot = END
    timestamp_begin = FIRST_TIME

    def encode(self, text: str) -> list[int]:
        return [ord(letter) for letter in text]

    def decode(self, tokens: list[int]) -> str:
        return "".join(map(chr, tokens))


class ScriptedModel:
    """Gives for each window what its script holds for the window's start, the last entry ever after."""

    package = "scripted 1"
    device = "paper"
    precision = "exact"

    def __init__(
        self,
        script: Mapping[float, Sequence[Decoded]],
        *,
        batch: int = 8,
        languages: Sequence[str] = ("en",),
        heard: Mapping[float, Mapping[str, float]] | None = None,
        turned: Mapping[float, Mapping[str, float]] | None = None,
        prompt_room: int = 100,
        spoken: Mapping[float, float] | None = None,
    ) -> None:
        self._spoken = dict(spoken or {})
        self._script = {start: list(results) for start, results in script.items()}
        self._heard = dict(heard or {})
        self._turned = dict(turned or {})
        self.batch = batch
        self.languages: Sequence[str] = languages
        self.prompt_room = prompt_room
        self.encoded: list[list[float]] = []
        self.detected = 0
        self.asked: list[tuple[list[float], Settings, float, list[int], list[int]]] = []

    def tokenizer(self, language: str) -> Letters:
        return Letters()

    def encode(self, waveform: Waveform, windows: Sequence[Window]) -> list[float]:
        self.encoded.append([window.start for window in windows])
        return [window.start for window in windows]

    def rows(self, features: list[float], rows: Sequence[int]) -> list[float]:
        return [features[row] for row in rows]

    def detect(self, features: list[float]) -> Sequence[Mapping[str, float]]:
        """What the script has for each window; `turned` is what it has the second time."""
        self.detected += 1
        found = [self._heard[start] for start in features]
        self._heard |= {start: self._turned[start] for start in features if start in self._turned}
        return found

    def decode(
        self,
        features: list[float],
        limits: Sequence[int],
        settings: Settings,
        temperature: float = 0.0,
        seeds: Sequence[int] = (),
    ) -> list[Decoded]:
        self.asked.append((features, settings, temperature, list(limits), list(seeds)))
        return [self._next(start) for start in features]

    def align(
        self, features: list[float], language: str, texts: Sequence[Sequence[int]], seconds: Sequence[float]
    ) -> list[list[Piece]]:
        """Every letter takes as long as every other; `spoken` says where they end before the window does."""
        found: list[list[Piece]] = []
        for start, text, length in zip(features, texts, seconds, strict=True):
            each = self._spoken.get(start, length) / max(1, len(text))
            letters = "".join(map(chr, text))
            found.append(
                [
                    Piece(
                        letters[n - 1] * (letters[n - 1 : n] == " ") + letter, n * each, (n + 1) * each, 0.9
                    )
                    for n, letter in enumerate(letters)
                ]
            )
        return found

    def _next(self, start: float) -> Decoded:
        results = self._script[start]
        return results.pop(0) if len(results) > 1 else results[0]
