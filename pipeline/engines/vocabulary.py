"""Words that Whisper writes in one piece, since it has read them often."""

from __future__ import annotations

import base64
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_FILE = Path("assets", "multilingual.tiktoken")
"""Where openai-whisper keeps the pieces that its multilingual models write: in base64, with their rank."""


@cache
def whole_words() -> frozenset[str]:
    """Capitalised words that are a piece of their own; empty where openai-whisper is not installed.

    It is read without importing that package, which would load PyTorch.
    """
    package = find_spec("whisper")
    folders = package.submodule_search_locations if package else None
    file = Path(folders[0]) / _FILE if folders else None
    if file is None or not file.is_file():
        return frozenset()
    pieces = (base64.b64decode(line.split()[0]) for line in file.read_bytes().splitlines() if line.strip())
    words = (piece[1:].decode("utf-8", "ignore") for piece in pieces if piece[:1] == b" ")
    return frozenset(word for word in words if word.isalpha() and word[0].isupper())
