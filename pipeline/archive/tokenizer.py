"""How text is cut into words and words are folded, the same for what is stored and for what is asked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import regex

_UNSPACED = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f\u1780-\u17ff"  # Burmese, Khmer
    "\u3040-\u30ff\u31f0-\u31ff"  # Japanese syllables
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # Chinese characters
    "\U00020000-\U0003ffff"
)
"""Scripts written without spaces between words: there every character counts as a word, which finds all that
is written and, now and then, something that only looks like it."""
_LETTER = r"\p{L}\p{N}\p{M}\u0640"
_WORD = regex.compile(
    rf"(?P<initials>(?<![{_LETTER}])(?:\p{{L}}\.){{2,}})"
    rf"|(?P<figure>(?<![{_LETTER}])\d{{1,3}}(?:[,.\u00a0\u202f'\u2019]\d{{3}})+(?![{_LETTER}]))"
    rf"|(?P<sign>[{_UNSPACED}])"
    rf"|(?P<word>[[{_LETTER}]--[{_UNSPACED}]]+)",
    regex.VERSION1,
)
_PLAIN = re.compile(
    r"(?P<initials>(?<![^\W_])(?:[^\W\d_]\.){2,})"
    r"|(?P<figure>(?<![^\W_])\d{1,3}(?:[,.\u00a0\u202f'\u2019]\d{3})+(?![^\W_]))"
    r"|(?P<word>[^\W_]+)"
)
"""The same where there are spaces and no marks: many times as fast, and nearly all that is said."""
_BESIDES = re.compile(
    "[^\u0000-\u02ff\u0370-\u0482\u048a-\u0557\u05d0-\u05ea\u0621-\u063f\u0641-\u064a\u1e00-\u20cf\uac00-\ud7a3]"
)
"""Letters for which that is not certain."""
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "ŋ": "n", "æ": "ae", "œ": "oe",
     "þ": "th", "ĳ": "ij", "ة": "ه", "ى": "ي", "\u0640": None}
)  # fmt: skip
"""Letters that no accent makes of others, as people write them who have no such key."""
_ACCENTED = regex.compile(r"([\p{Latin}\p{Greek}\p{Cyrillic}\p{Arabic}\p{Hebrew}])\p{M}+")
"""Where a mark is an accent, or a vowel that may be left out; in other writings it is half of the letter."""
_DOTTED = re.compile(r"[^\W\d_]\.[^\W\d_]\.|\d[,.\u00a0\u202f'\u2019]\d{3}")
"""Where initials or a long figure may be."""
_RUN = re.compile(r"[^\W_]+")
_HANGUL = regex.compile(r"\p{Hangul}{3,}")
_PARTICLES = (
    *("에서는", "에게서", "으로는", "이라고"),
    *("에서", "에게", "으로", "까지", "부터", "께서", "한테", "라고", "에는"),
    *("은", "는", "이", "가", "을", "를", "의", "에", "로", "와", "과", "도", "만"),
)
"""What Korean hangs on a word; taken off where at least two syllables are left."""


@dataclass(frozen=True, slots=True)
class Token:
    """Characters `first` up to, but not with, `last` of a text, and the word as it is compared."""

    first: int
    last: int
    word: str


def tokens(text: str) -> Iterator[Token]:
    """The words of a text in order.

    >>> [token.word for token in tokens("The U.S. paid 1,000 dollars in Łódź.")]
    ['the', 'us', 'paid', '1000', 'dollars', 'in', 'lodz']
    """
    pattern = _WORD if _BESIDES.search(text) else _PLAIN
    for found in pattern.finditer(text):
        whole = found[0]
        if found.lastgroup in ("initials", "figure"):
            whole = "".join(letter for letter in whole if letter.isalnum())
        yield Token(found.start(), found.end(), _folded_word(whole))


def words_of(text: str) -> list[str]:
    """The same without their places."""
    if _BESIDES.search(text) or _DOTTED.search(text):
        return [token.word for token in tokens(text)]
    return [_folded_word(word) for word in _RUN.findall(text)]


def folded(text: str) -> str:
    """Without accents and capitals, for comparing names.

    >>> folded("Sørén Müller") == folded("sorEN MULLER")
    True
    """
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold().translate(_LETTERS))
    return unicodedata.normalize("NFC", _ACCENTED.sub(r"\1", parts))


@lru_cache(maxsize=100_000)
def _folded_word(word: str) -> str:
    plain = folded(word)
    if _HANGUL.fullmatch(plain):
        hung = next((end for end in _PARTICLES if plain.endswith(end) and len(plain) - len(end) >= 2), "")
        return plain.removesuffix(hung)
    return plain
