"""What decoded tokens say about how far a window was read."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.engines.whisper.decoded import Decoded
from pipeline.engines.whisper.model import Tokenizer

_FRAME = 0.02
"""Seconds from one timestamp token to the next."""
_HEADWAY = 1.0
"""What is left is read again only when at least so many seconds were read before it."""
_REST = 0.5
_UNREAD = 3.0
"""Seconds of speech behind the last word from which they are read again: after a break in the text, and after
what the model took for the end. Whisper sometimes stops early; a window holds nothing but speech."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Text tokens without timestamps, and the second up to which they reach; None when nothing is left."""

    text: tuple[int, ...]
    until: float | None = None


def read(decoded: Decoded, tokenizer: Tokenizer, seconds: float) -> Reading:
    """Take the text up to where a window of `seconds` must be read again, if it must.

    As in openai-whisper, a text that does not close with a timestamp is trusted up to its last pair of them.
    """
    tokens, first = decoded.tokens, tokenizer.timestamp_begin
    is_time = [token >= first for token in tokens]
    pairs = [i for i in range(1, len(tokens)) if is_time[i - 1] and is_time[i]]
    closed = is_time[-2:] == [False, True]
    if pairs and not closed:
        until = (tokens[pairs[-1] - 1] - first) * _FRAME
        if until >= _HEADWAY and seconds - until >= _REST:
            return Reading(_text(tokens[: pairs[-1]], tokenizer), until)
    elif closed:
        until = (tokens[-1] - first) * _FRAME
        if until >= _HEADWAY and seconds - until >= _UNREAD:
            return Reading(_text(tokens, tokenizer), until)
    return Reading(_text(tokens, tokenizer))


def _text(tokens: tuple[int, ...], tokenizer: Tokenizer) -> tuple[int, ...]:
    return tuple(token for token in tokens if token < tokenizer.eot)
