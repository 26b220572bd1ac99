"""Codes of languages."""

from __future__ import annotations

import re


def base_language(code: str) -> str:
    """The part that counts, in small letters.

    >>> base_language("en-GB"), base_language("pt_BR")
    ('en', 'pt')
    """
    return re.split("[-_]", code)[0].lower()
