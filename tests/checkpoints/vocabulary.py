"""Whisper's vocabulary as `tokenizers` writes it: bytes as letters, merges recovered from the ranks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import pairwise

from tokenizers import AddedToken, decoders, pre_tokenizers
from tokenizers import Tokenizer as MergingTokenizer
from tokenizers.models import BPE
from whisper.tokenizer import Tokenizer

_SHOWN = (*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100))
"""Bytes that stand for themselves; each of the others, in order, for a letter from U+0100 on."""


@cache
def letters() -> tuple[str, ...]:
    """The letter for every byte."""
    hidden = [byte for byte in range(256) if byte not in _SHOWN]
    table = {byte: chr(byte) for byte in _SHOWN} | {byte: chr(256 + n) for n, byte in enumerate(hidden)}
    return tuple(table[byte] for byte in range(256))


def spell(token: bytes) -> str:
    """Bytes as letters."""
    return "".join(letters()[byte] for byte in token)


def merge_of(token: bytes, ranks: Mapping[bytes, int]) -> tuple[bytes, bytes]:
    """The last two parts that make up a token: merge its bytes as far as lower ranks go."""
    parts = [token[n : n + 1] for n in range(len(token))]
    while len(parts) > 2:
        pairs = [ranks.get(a + b, len(ranks)) for a, b in pairwise(parts)]
        best = min(range(len(pairs)), key=pairs.__getitem__)
        parts[best : best + 2] = [parts[best] + parts[best + 1]]
    return parts[0], parts[1]


def _ranks(tokenizer: Tokenizer) -> dict[bytes, int]:
    return {tokenizer.encoding.decode_single_token_bytes(number): number for number in range(tokenizer.eot)}


def _specials(tokenizer: Tokenizer) -> list[str]:
    return sorted(tokenizer.special_tokens, key=tokenizer.special_tokens.__getitem__)


def vocabulary(tokenizer: Tokenizer) -> list[str]:
    """Every token, in the order of their numbers."""
    return [*map(spell, _ranks(tokenizer)), *_specials(tokenizer)]


def tokenizer_json(tokenizer: Tokenizer) -> str:
    """The text of a tokenizer.json with the same numbers."""
    ranks = _ranks(tokenizer)
    pairs = [merge_of(token, ranks) for token in ranks if len(token) > 1]
    model = BPE(
        vocab={spell(token): number for token, number in ranks.items()},
        merges=[(spell(first), spell(second)) for first, second in pairs],
    )
    result = MergingTokenizer(model)
    result.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    result.decoder = decoders.ByteLevel()
    result.add_special_tokens([AddedToken(token, special=True) for token in _specials(tokenizer)])
    return result.to_str()
