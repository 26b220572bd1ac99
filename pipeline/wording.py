"""How recognised words are written in print: marks, numbers, capitals. Never which words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_DOUBLE_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})
_CURRENCY = {"$": "dollars", "£": "pounds", "€": "euros"}
_SCALE = {"m": "million", "mn": "million", "bn": "billion", "tn": "trillion"}
_ENDS = (".", "?", "!", "。", "？", "！", "؟", "।", "။", "።")
_CLOSING = "\"'”’)"
_MONEY = re.compile(
    r"(\bUS|\bU\.S\.)?([$£€])(\d+(?:,\d{3})*(?:\.\d+)?)"
    r"(?:[ -]?((?i:thousand|million|billion|trillion|bn|mn?|tn)\b))?"
    r"( (?:U\.S\. )?(?:dollars?|pounds?|euros?)\b)?"
)
_UNSPACED = frozenset({"zh", "yue", "ja", "th", "lo", "my"})
"""Languages written without spaces between words, as openai-whisper's tokenizer has them."""
_CAPTION_MARK = re.compile(r"(?:^|(?<=\s))(?:>|›|&gt;)+\s*(?:[^\W\d_][\w .'-]{0,30}:(?!\d))?")
_PERCENT = re.compile(r"(?<=\d) ?%")


def is_spaced(language: str) -> bool:
    """Whether a language is written with spaces between words."""
    return language.split("-")[0] not in _UNSPACED


def has_end(text: str) -> bool:
    """Whether a text ends as a sentence does, closing quotes and brackets aside."""
    return text.rstrip().rstrip(_CLOSING)[-1:] in _ENDS


def joined(words: Iterable[str], language: str) -> str:
    """Words to text, with spaces between them where the language writes any.

    Where it writes none, they still part two words in Latin letters or figures.
    """
    if is_spaced(language):
        return " ".join(words)
    text = ""
    for word in words:
        latin = text[-1:].isascii() and text[-1:].isalnum() and word[:1].isascii() and word[:1].isalnum()
        text += f" {word}" if latin else word
    return text


def in_print(text: str) -> str:
    """One sentence of narration as a newsroom prints it.

    Figures are written plainly ("25 percent", "40 million dollars"), dots that trail off and exclamation
    marks end as full stops, the first letter is a capital, the end has a mark.
    """
    text = _PERCENT.sub(" percent", _MONEY.sub(_money, text.strip()))
    text = re.sub(r"\s*(?:…|\.{3,})\s*", " ", text)
    text = re.sub(r"[?!]*\?[?!]*", "?", text)
    text = re.sub(r"!+", ".", text)
    return _ended(_capitalised(" ".join(text.split())))


def in_quotes(text: str) -> str:
    """A quoted statement, ready to stand between double quotes: marks of its own become single ones."""
    plain = text.translate(_DOUBLE_QUOTES).strip()
    if plain.startswith('"') and plain.endswith('"') and plain.count('"') == 2:
        plain = plain[1:-1]
    return in_print(plain.replace('"', "'"))


def without_marks(text: str) -> str:
    """Recognised words without double quotes and without the marks of captions (`>> Host:`).

    Where a quote stands, and who speaks, is decided from turns and roles.
    """
    return " ".join(_CAPTION_MARK.sub(" ", text.translate(_DOUBLE_QUOTES).replace('"', "")).split())


def _money(match: re.Match[str]) -> str:
    american, sign, figure, scale, unit = match.groups()
    unit = unit or f"{'U.S. ' if american else ''}{_CURRENCY[sign]}"
    if figure == "1" and not scale:
        unit = unit.removesuffix("s")
    scale = _SCALE.get((scale or "").lower(), scale)
    return " ".join(part for part in (figure, scale, unit.strip()) if part)


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _ended(text: str) -> str:
    bare = text.rstrip(",;:–—- ")
    if not bare:
        return text
    if has_end(bare):
        return bare
    return bare + ("。" if unicodedata.east_asian_width(bare.rstrip(_CLOSING)[-1:] or ".") == "W" else ".")
