"""What CTranslate2 gives back, as openai-whisper would have it."""

from __future__ import annotations

from itertools import accumulate

from ctranslate2 import models
from whisper.tokenizer import Tokenizer
from whisper.utils import compression_ratio

from pipeline.engines.recognizers.whisper.decoded import Decoded
from pipeline.engines.recognizers.whisper.placing import Piece, pieces_of

_TOKEN_SECONDS = 0.02


def decoded(
    result: models.WhisperGenerationResult, tokenizer: Tokenizer, limit: int, temperature: float
) -> Decoded:
    """The library knows one limit for a batch; a window's own is kept here."""
    written = result.sequences_ids[0]
    tokens = tuple(written[:limit])
    text = tokenizer.decode([token for token in tokens if token < tokenizer.eot]).strip()
    return Decoded(
        tokens=tokens,
        log_probability=result.scores[0] * len(written) / (len(written) + 1),
        no_speech=result.no_speech_prob,
        compression=compression_ratio(text) if text else 0.0,
        temperature=temperature,
        complete=len(tokens) < limit,
    )


def pieces(alignment: models.WhisperAlignmentResult, text: list[int], tokenizer: Tokenizer) -> list[Piece]:
    """As openai-whisper's `find_alignment` reads the path of time warping: a token begins where it is met."""
    texts, tokens = tokenizer.split_to_word_tokens([*text, tokenizer.eot])
    begins: dict[int, float] = {}
    for token, frame in alignment.alignments:
        begins.setdefault(token, frame * _TOKEN_SECONDS)
    # A token that the path leaves out begins where the one before it does.
    moments = list(accumulate(range(len(text) + 1), lambda at, token: begins.get(token, at), initial=0.0))[1:]
    return pieces_of(texts[:-1], tokens[:-1], moments, alignment.text_token_probs)
