"""What decoded tokens say about how far a window was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.engines.whisper.decoded import Decoded
from pipeline.engines.whisper.model import Tokenizer
from pipeline.engines.whisper.placing import Piece

_FRAME = 0.02
"""Seconds from one timestamp token to the next."""
_HEADWAY = 1.0
"""What is left is read again only when at least so many seconds were read before it."""
_REST = 0.5
_UNREAD = 3.0
"""Seconds of speech behind the last word from which they are read again: behind a text that was cut off, and
behind what the model took for the end. Whisper sometimes stops early; a window holds nothing but speech."""
_LONGEST_WORD = 1.0
"""Where time warping lets the last word go on for longer, it found no end."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Text tokens without timestamps, and the second up to which they reach; None when nothing is left."""

    text: tuple[int, ...]
    until: float | None = None


def read(decoded: Decoded, tokenizer: Tokenizer, seconds: float) -> Reading:
    """Take the text of a window of `seconds`; of one that was cut off, that before its last timestamps.

    `until` is where the timestamps end, if so much is left behind them that it may have to be read again.
    """
    tokens, first = decoded.tokens, tokenizer.timestamp_begin
    is_time = [token >= first for token in tokens]
    pairs = [i for i in range(1, len(tokens)) if is_time[i - 1] and is_time[i]]
    if pairs and not decoded.complete:
        until = (tokens[pairs[-1] - 1] - first) * _FRAME
        if until >= _HEADWAY and seconds - until >= _REST:
            return Reading(_text(tokens[: pairs[-1]], tokenizer), until)
    times = [(token - first) * _FRAME for token, time in zip(tokens, is_time, strict=True) if time]
    if times and times[-1] >= _HEADWAY and seconds - times[-1] >= _UNREAD:
        return Reading(_text(tokens, tokenizer), times[-1])
    return Reading(_text(tokens, tokenizer))


def confirmed(reading: Reading, pieces: Sequence[Piece], seconds: float) -> Reading:
    """The reading with nothing left where its words are heard up to the end of the window.

    Timestamps are written before the words are attended to and may be seconds early; reading again what they
    leave would write the last sentences twice. `pieces` are placed in the whole window.
    """
    if reading.until is None or not pieces:
        return reading
    last = min(pieces[-1].end, pieces[-1].start + _LONGEST_WORD)
    if seconds - last < _UNREAD:
        return Reading(reading.text)
    return Reading(reading.text, max(reading.until, last))


def _text(tokens: Sequence[int], tokenizer: Tokenizer) -> tuple[int, ...]:
    return tuple(token for token in tokens if token < tokenizer.eot)
