"""Character code tables of EBU Tech 3264: Latin (ISO 6937), Cyrillic, Arabic, Greek, Hebrew (ISO 8859)."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

_HIGH = {
    0xA1: "¡¢£", 0xA5: "¥", 0xA7: "§¤‘“«←↑→↓", 0xB0: "°±²³×µ¶·÷’”»¼½¾¿", 0xD0: "—¹®©™♪¬¦", 0xDC: "⅛⅜⅝⅞",
    0xE0: "ΩÆÐªĦ", 0xE6: "ĲĿŁØŒºÞŦŊŉĸæđðħıĳŀłøœßþŧŋ",
}  # fmt: skip
"""Characters of the right half of the Latin table from these places on."""
_LATIN = {letter: bytes([first + n]) for first, row in _HIGH.items() for n, letter in enumerate(row)}
_ACCENTS = "\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\0\u030a\u0327\0\u030b\u0328\u030c"
"""In the order of their places; two have none."""
_MARKS = {mark: bytes([0xC1 + place]) for place, mark in enumerate(_ACCENTS) if mark != "\0"}
"""Marks that stand before their letter; the cedilla is the comma below of some letters, too."""
_BEARERS = {
    "\u0300": "AEIOUaeiou", "\u0301": "ACEILNORSUYZaceilnorsuyz", "\u0302": "ACEGHIJOSUWYaceghijosuwy",
    "\u0303": "AINOUainou", "\u0304": "AEIOUaeiou", "\u0306": "AGUagu", "\u0307": "CEGIZcegz",
    "\u0308": "AEIOUYaeiouy", "\u030a": "AUau", "\u0327": "CGKLNRSTcklnrst", "\u030b": "OUou",
    "\u0328": "AEIUaeiu", "\u030c": "CDELNRSTZcdelnrstz",
}  # fmt: skip
"""The letters that the standard lets bear each mark."""
_ALIKE = str.maketrans("–‐‑‒―−„‚‹›…‥\u00a0\u202f\u2009\u3000Đ", "------\"'<>..    Ð")
"""What is written with another character of the same width, in any table."""
_QUOTES = str.maketrans("‘’“”«»", '\'\'""""')
"""The same, for tables without typographic marks."""
_PARTS = ("01", "iso8859_5"), ("02", "iso8859_6"), ("03", "iso8859_7"), ("04", "iso8859_8")
_LATIN_NUMBER = "00"
_CODECS = dict(_PARTS)


class UnwritableError(ValueError):
    """A letter that the table lacks, as `args[0]`."""


def table_for(texts: Iterable[str]) -> str:
    """The number of the table that has most letters of the texts: Latin, if as many as any other."""
    letters = Counter(character for text in texts for character in text if character.isalpha())
    held = {number: sum(n for one, n in letters.items() if _has(one, number)) for number, _ in _PARTS}
    latin = sum(n for one, n in letters.items() if _has(one, _LATIN_NUMBER))
    best = max(held, key=lambda number: held[number])
    return best if held[best] > latin else _LATIN_NUMBER


def encoded(text: str, number: str) -> bytes:
    """The text in the table. Marks and letters it lacks are written without accents, signs as `?`.

    Figures of any writing are the ten of ASCII, which decoders of the Arabic table draw as Arabic ones.

    Raises UnwritableError for a letter that is then still missing.
    """
    return b"".join(_code(character, number) for character in unicodedata.normalize("NFC", text))


@lru_cache(4096)
def _code(character: str, number: str) -> bytes:
    if found := _exact(character, number):
        return found
    plain = character.translate(_ALIKE)
    figures = "".join(str(unicodedata.decimal(part, part)) for part in plain)
    for tried in (plain, plain.translate(_QUOTES), unicodedata.normalize("NFKD", plain), figures):
        codes = [_exact(part, number) for part in tried if not unicodedata.combining(part)]
        if codes and all(codes):
            return b"".join(codes)
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return b""
    if character.isalnum() and unicodedata.category(character) != "Lm":
        raise UnwritableError(character)
    return b"?"


def _has(character: str, number: str) -> bool:
    return _exact(character, number) != b""


def _exact(character: str, number: str) -> bytes:
    """The code of a character that the table has; nothing for others."""
    if "\x20" <= character <= "\x7e":
        return character.encode("ascii")
    if number == _LATIN_NUMBER:
        return _LATIN.get(character) or _accented(character)
    code = character.encode(_CODECS[number], errors="ignore")
    return code if code >= b"\xa1" else b""


def _accented(character: str) -> bytes:
    letter, mark = unicodedata.normalize("NFD", character)[:1], unicodedata.normalize("NFD", character)[1:]
    borne = letter in _BEARERS.get(mark, "")
    return _MARKS[mark] + letter.encode("ascii") if borne else b""
