"""How recognised words are written in print: marks, numbers, capitals. Never which words."""

from __future__ import annotations

import re

_DOUBLE_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})
_CURRENCY = {"$": "dollars", "£": "pounds", "€": "euros"}
_SCALE = {"m": "million", "mn": "million", "bn": "billion", "tn": "trillion"}
_MONEY = re.compile(
    r"(\bUS|\bU\.S\.)?([$£€])(\d+(?:,\d{3})*(?:\.\d+)?)"
    r"(?:[ -]?((?i:thousand|million|billion|trillion|bn|mn?|tn)\b))?"
    r"( (?:U\.S\. )?(?:dollars?|pounds?|euros?)\b)?"
)
_PERCENT = re.compile(r"(?<=\d) ?%")


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


def without_quotes(text: str) -> str:
    """Recognised words without double quotes: where a quote stands is decided from turns and roles."""
    return " ".join(text.translate(_DOUBLE_QUOTES).replace('"', "").split())


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
    return bare if bare.rstrip("\"'”’)")[-1:] in (".", "?", "!", "。", "？", "؟", "।") else bare + "."
