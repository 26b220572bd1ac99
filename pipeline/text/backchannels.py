"""Short sounds of a listener that do not interrupt whoever is speaking."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from pipeline.text.language import base_language

_MOST_WORDS = 3
_LONGEST = 1.5
"""Seconds above which even such words are a turn of their own."""


def is_backchannel(text: str, seconds: float, language: str) -> bool:
    """Whether somebody only shows that he listens; never in a language without a list.

    >>> is_backchannel("Mm-hm.", 0.4, "en"), is_backchannel("Mm-hm, and then?", 0.9, "en")
    (True, False)
    """
    words = re.findall(r"[^\W_]+(?:-[^\W_]+)*", text.lower())
    known = _listed().get(base_language(language), frozenset())
    return (
        0 < len(words) <= _MOST_WORDS and seconds <= _LONGEST and known.issuperset(words) and "?" not in text
    )


@cache
def _listed() -> dict[str, frozenset[str]]:
    text = (files("pipeline.text") / "backchannels.toml").read_text(encoding="utf-8")
    return {language: frozenset(words) for language, words in tomllib.loads(text).items()}
