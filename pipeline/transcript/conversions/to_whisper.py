"""A transcript as openai-whisper gives its results."""

from __future__ import annotations

from typing import Any

from pipeline.transcript.model import Transcript, Utterance, Word
from pipeline.transcript.words import pieces_of, words_of


def to_whisper(transcript: Transcript) -> dict[str, Any]:
    """`text`, `language` and `segments`, one for each utterance, with its `words` and the label of its voice.

    Texts and words have their leading space, so that they can be put together. What only a recognizer knows
    (tokens, log probabilities) is not there; a word without a `probability` has none.
    """
    said = [_part(number, one) for number, one in enumerate(transcript.utterances)]
    return {
        "text": "".join(one["text"] for one in said),
        "segments": said,
        "language": transcript.language,
    }


def _part(number: int, said: Utterance) -> dict[str, Any]:
    words = words_of(said)
    pieces = _with_space(pieces_of(said.text.strip(), words))
    part: dict[str, Any] = {
        "id": number,
        "start": said.start,
        "end": said.end,
        "text": "".join(pieces) if pieces else said.text,
        "words": [_word(word, piece) for word, piece in zip(words, pieces, strict=True)],
    }
    return part if said.speaker is None else {**part, "speaker": said.speaker}


def _with_space(pieces: tuple[str, ...]) -> tuple[str, ...]:
    """With a space before the first, where words have one at all."""
    if not pieces or not all(piece[0].isspace() for piece in pieces[1:]):
        return pieces
    return f" {pieces[0]}", *pieces[1:]


def _word(word: Word, piece: str) -> dict[str, Any]:
    found: dict[str, Any] = {"word": piece, "start": word.start, "end": word.end}
    return found if word.probability is None else {**found, "probability": word.probability}
