"""What decoded tokens say about how far a window was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from pipeline.engines.recognizers.whisper.decoded import Decoded
from pipeline.engines.recognizers.whisper.model import Tokenizer
from pipeline.engines.recognizers.whisper.placing import Piece

_FRAME = 0.02
"""Seconds from one timestamp token to the next."""
_HEADWAY = 1.0
"""What is left is read again only when at least so many seconds were read before it."""
_UNREAD = 3.0
"""Seconds of speech from which they are read again, behind what the model took for the end: Whisper sometimes
stops early, and a window holds nothing but speech."""
_CUT_OFF = 0.8
"""The same behind a text that breaks off, without a timestamp that closes it."""
_LONGEST_WORD = 0.5
"""Where time warping lets the last word go on for longer, it found no end."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Text tokens without timestamps, and where they may have to be read on.

    `whole` are those before the last two timestamps in a row, which are trusted even where the text breaks
    off; `until` is the second up to which they, or all where nothing breaks off, reach.
    """

    text: tuple[int, ...]
    whole: tuple[int, ...] = ()
    until: float | None = None


def read(decoded: Decoded, tokenizer: Tokenizer) -> Reading:
    """What the tokens of a window say of how far it was read; the words' own times have the last word."""
    tokens, first = decoded.tokens, tokenizer.timestamp_begin
    is_time = [token >= first for token in tokens]
    text = tuple(token for token in tokens if token < tokenizer.eot)
    pairs = [i for i in range(1, len(tokens)) if is_time[i - 1] and is_time[i]]
    if is_time[-2:] == [False, True]:
        return Reading(text, text, (tokens[-1] - first) * _FRAME)
    if pairs:
        whole = tuple(token for token in tokens[: pairs[-1]] if token < tokenizer.eot)
        return Reading(text, whole, (tokens[pairs[-1] - 1] - first) * _FRAME)
    return Reading(text)


def settled(reading: Reading, pieces: Sequence[Piece], seconds: float, complete: bool) -> Reading:
    """The text to take of a window of `seconds`, and `until` only where the rest must be read again.

    Timestamps are written before the words are attended to and may be seconds early: reading again what they
    leave would write the last sentences twice. So nothing is read again where the words, `pieces` placed in
    the whole window, are heard up to its end. As in openai-whisper, a text that breaks off before that is
    trusted up to its last two timestamps.
    """
    until = reading.until
    if until is None or until < _HEADWAY or not pieces:
        return Reading(reading.text)
    breaks_off = reading.whole != reading.text
    last = min(pieces[-1].end, pieces[-1].start + _LONGEST_WORD)
    if complete and seconds - last < (_CUT_OFF if breaks_off else _UNREAD):
        return Reading(reading.text)
    until = until if breaks_off else max(until, last)
    if seconds - until < (_CUT_OFF if breaks_off else _UNREAD):
        return Reading(reading.text)
    return Reading(reading.whole, reading.whole, until)


def first_tokens(pieces: Sequence[Piece], count: int) -> list[Piece]:
    """The pieces that the first `count` tokens make up."""
    reached = accumulate(piece.tokens for piece in pieces)
    return [piece for piece, end in zip(pieces, reached, strict=True) if end <= count]
