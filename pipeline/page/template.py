"""Pages with marks, as in `{{title}}`, that are filled in."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping


def filled(page: str, parts: Mapping[str, str]) -> str:
    """`page` with each of `parts` in the place of its mark; they stand in the order of the page.

    Each is replaced once: what was put in is never looked through again.
    """
    pieces = []
    for name, value in parts.items():
        before, mark, page = page.partition(f"{{{{{name}}}}}")
        if not mark:
            raise AssertionError(f"the page has no place for {name}, or not in this order")
        pieces += [before, value]
    return "".join((*pieces, page))


def inline_source(text: str) -> str:
    """By which a browser knows a script or style in the page, as Content Security Policy has it.

    >>> inline_source("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
