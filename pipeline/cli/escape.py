"""Names and tags that came with a file, as they may go to a terminal."""

from __future__ import annotations


def shown(text: str) -> str:
    """`text` on one line, with line breaks, control characters and undecodable bytes written as escapes."""
    return text if text.isprintable() else repr(text)[1:-1]
