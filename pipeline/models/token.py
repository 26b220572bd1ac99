"""The user's access token for the hub, from where the hub's own programs keep it."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

_VARIABLES = ("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN")


@dataclass(frozen=True, slots=True)
class Token:
    """`value` is empty when there is none; `origin` says where it was found, or where it was looked for."""

    value: str = field(repr=False)
    origin: str

    @classmethod
    def find(cls) -> Token:
        """The first that is set: in the environment, then in the hub's token file."""
        file = _token_file()
        places = [(name, os.environ.get(name, "")) for name in _VARIABLES]
        for origin, text in (*places, (str(file), _content(file))):
            # Anything else could not be a token, and would break the request that carries it.
            if re.fullmatch(r"\s*[!-~]+\s*", text):
                return cls(text.strip(), origin)
        return cls("", f"{', '.join(_VARIABLES)} and {file}")

    @property
    def advice(self) -> str:
        """What to do when the hub refuses: a sentence or two, without the token itself."""
        if self.value:
            return (
                f"Check that your access token (from {self.origin}) belongs to that account and may read "
                "gated repositories."
            )
        return (
            f"Make an access token of that account and set HF_TOKEN to it (none was found in {self.origin})."
        )


def _token_file() -> Path:
    cache = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    home = Path(os.environ.get("HF_HOME") or f"{cache}/huggingface")
    try:
        return home.expanduser() / "token"
    except RuntimeError:  # there is no home folder
        return home / "token"


def _content(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""
