"""Whisper's tokens as openai-whisper has them, for both libraries: one tokenizer, one vocabulary.

A model's own vocabulary file is not needed: all published Whisper models write the same two vocabularies, and
which one it is follows from its size.
"""

from __future__ import annotations

from collections.abc import Sequence

from whisper.tokenizer import LANGUAGES, Tokenizer, get_tokenizer

_BARE = 51_765
"""Tokens of a vocabulary without languages; one more where the model knows many of them."""
_ENGLISH_ONLY = 51_864


def is_multilingual(vocabulary: int) -> bool:
    """Whether a model with so many tokens writes other languages than English."""
    return vocabulary > _ENGLISH_ONLY


def languages_of(vocabulary: int) -> Sequence[str]:
    """Codes of the languages that a model with so many tokens writes."""
    return tuple(LANGUAGES)[: _count(vocabulary)] if is_multilingual(vocabulary) else ("en",)


def tokenizer_for(vocabulary: int, language: str) -> Tokenizer:
    """The tokenizer of a model with so many tokens, set to write `language`. Raises ValueError."""
    return get_tokenizer(
        is_multilingual(vocabulary), num_languages=_count(vocabulary), language=language, task="transcribe"
    )


def never_written(tokenizer: Tokenizer) -> list[int]:
    """Tokens that are suppressed: marks of sounds and captions, and all that steers the model.

    The default of openai-whisper (`suppress_tokens="-1"`), which its decoding task keeps to itself.
    """
    steering = (
        tokenizer.transcribe,
        tokenizer.translate,
        tokenizer.sot,
        tokenizer.sot_prev,
        tokenizer.sot_lm,
        tokenizer.no_speech,
    )
    return sorted({*tokenizer.non_speech_tokens, *steering})


def vocabulary_of(tokenizer: Tokenizer) -> list[str]:
    """All tokens by number, bytes written as GPT-2 writes them: what CTranslate2 calls a vocabulary."""
    encoding = tokenizer.encoding
    special = set(tokenizer.special_tokens.values())
    letters = _byte_letters()
    return [
        raw.decode() if number in special else "".join(letters[byte] for byte in raw)
        for number in range(encoding.n_vocab)
        for raw in (encoding.decode_single_token_bytes(number),)
    ]


def _count(vocabulary: int) -> int:
    """How many languages have a token; an English-only model has those of all, and uses none."""
    return vocabulary - _BARE - int(is_multilingual(vocabulary))


def _byte_letters() -> dict[int, str]:
    """A printable letter for every byte, as GPT-2 chose them: itself, or the next free one from U+0100 on."""
    printable = {*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)}
    letters, free = {byte: chr(byte) for byte in printable}, 0x100
    for byte in range(0x100):
        if byte not in printable:
            letters[byte] = chr(free)
            free += 1
    return letters
