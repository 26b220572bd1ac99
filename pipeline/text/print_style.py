"""How recognised words are written in print: marks, numbers, capitals. Never which words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from pipeline.text.capitals import capitalised, has_case
from pipeline.text.orthography import orthography
from pipeline.text.sums import in_words

_CLOSING = "\"'”’“‘»«›)]」』） \u00a0\u202f"
_TRAILING = ",;:–—-،؛，、；： \u00a0\u202f"
_SPACES = re.compile(r"[ \t\r\n\f\v]+")
"""Not the ideographic space, and not those that keep a mark at its word: they are part of the text."""
_CAPTION_MARK = re.compile(r"(?:^|(?<=\s))(?:>|›|&gt;)+\s*(?:[^\W\d_][\w .'-]{0,30}:(?!\d))?")
_INNER = re.compile(r'(?<![\u0590-\u05ff])"|"(?![\u0590-\u05ff])')
"""A double quote, unless it stands inside a Hebrew word, where it marks an abbreviation."""
_SHOUTED_CLAUSE = re.compile(r"[¡¿]+([^¡¿!?]*)([!?]+)")
_QUESTION = re.compile(r"[?!？！؟]*([?？؟])[?!？！؟]*")
_SHOUT = re.compile(r"\s*[!！]+")
_TRAILING_OFF = re.compile(r"\s*(?:…+|\.{3,})\s*")


def is_spaced(language: str) -> bool:
    """Whether a language is written with spaces between words."""
    return orthography(language).spaced


def has_end(text: str, language: str) -> bool:
    """Whether a text ends as a sentence does, closing quotes and brackets aside."""
    style = orthography(language)
    last = text.rstrip().rstrip(_CLOSING)[-1:]
    return last != "" and last in style.end_marks and (style.dot_ends or last != ".")


def joined(words: Iterable[str], language: str) -> str:
    """Words to text, with spaces between them where the language writes any.

    Where it writes none, they still part two words in Latin letters or figures, and a word that has a space
    before it keeps it.

    >>> joined(["今日", "は", "Tokyo", "Station"], "ja")
    '今日はTokyo Station'
    """
    if is_spaced(language):
        return " ".join(words)
    text = ""
    for word in words:
        latin = text[-1:].isascii() and text[-1:].isalnum() and word[:1].isascii() and word[:1].isalnum()
        text += f" {word}" if latin else word
    return text.strip()


def in_a_row(sentences: Iterable[str], language: str) -> str:
    """Sentences to text."""
    return orthography(language).between.join(sentences)


def in_print(text: str, language: str, *, opens: bool = True, ends: bool = True) -> str:
    """One sentence of narration as a newsroom prints it.

    Sums are written plainly where the language has a table of them ("25 percent", "40 million dollars"), dots
    that trail off and exclamation marks end as full stops, the first letter is a capital, the end has a mark.
    Of a sentence in parts only the one that `opens` it has the capital, only the one that `ends` it the mark.

    >>> in_print("they cut the toll by 25%...", "en")
    'They cut the toll by 25 percent.'
    """
    text = _TRAILING_OFF.sub(orthography(language).between, text.strip())
    text = _quiet(_SHOUTED_CLAUSE.sub(_clause, text).replace("¡", ""), language)
    text = _SPACES.sub(" ", text).strip()
    text = capitalised(text, language) if opens else text
    return in_words(_ended(text, language) if ends else text, language)


def in_quotes(text: str, language: str) -> str:
    """A quoted statement, ready to stand between double quotes: marks of its own become single ones.

    >>> in_quotes('He said "never" and left!', "en")
    "He said 'never' and left."
    """
    plain = _straight(text, language).strip()
    if plain.startswith('"') and plain.endswith('"') and plain.count('"') == 2:
        plain = plain[1:-1]
    return in_print(_INNER.sub("'", plain), language)


def without_marks(text: str, language: str) -> str:
    """Recognised words without double quotes and without the marks of captions (`>> Host:`).

    Where a quote stands, and who speaks, is decided from turns and roles. The space before a word stays where
    the language parts phrases, not words, by spaces.
    """
    bare = _SPACES.sub(" ", _CAPTION_MARK.sub(" ", _INNER.sub("", _straight(text, language))))
    return bare.strip() if is_spaced(language) else bare.rstrip()


def _straight(text: str, language: str) -> str:
    """With the language's quotation marks as straight ones, and without the spaces inside of them."""
    pairs, alone = _quotes(language)
    for pair in pairs:
        text = pair.sub(r'"\1"', text)
    return alone.sub('"', text)


@cache
def _quotes(language: str) -> tuple[tuple[re.Pattern[str], ...], re.Pattern[str]]:
    """For each pair of marks what finds both, and what finds those whose partner is in another word."""
    pairs = orthography(language).quotes
    found = (re.compile(rf"{pair[0]}\s*([^{pair}]*?)\s*{pair[1]}") for pair in pairs)
    marks = "".join(sorted({*"".join(pairs)} - {*"«»"})) or '"'
    guillemets = r"|«\s*|\s*»" if "«»" in pairs else ""
    return tuple(found), re.compile(f"[{marks}]{guillemets}")


def _clause(match: re.Match[str]) -> str:
    """`¿…?` where anything of it asks, else the clause with a mark at its end only."""
    return f"¿{match[1]}?" if "¿" in match[0] or "?" in match[2] else match[1] + match[2]


def _quiet(text: str, language: str) -> str:
    """Without exclamation marks; where the language has no full stop to take their place, they stay."""
    stop = _full_stop(text, language)
    text = _QUESTION.sub(r"\1", text)
    return _SHOUT.sub(stop, text) if stop else text


def _full_stop(text: str, language: str) -> str:
    stop = orthography(language).full_stop
    if stop is not None:
        return stop
    letters = [character for character in text if character.isalnum()]
    # In a script without capitals, and without a table, it is not known how a sentence ends.
    return "." if not letters or has_case(letters[-1]) or letters[-1].isascii() else ""


def _ended(text: str, language: str) -> str:
    bare = text if has_end(text, language) else text.rstrip(_TRAILING)
    if not bare or has_end(bare, language):
        return bare or text
    return bare + _full_stop(bare, language)
