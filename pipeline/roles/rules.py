"""A short word for the rules in force: weights and phrases may change between two versions."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files


@cache
def rules_digest() -> str:
    """SHA-256 over the weights and the phrase lists of all languages."""
    top = files("pipeline.roles")
    lists = sorted((top / "phrases").iterdir(), key=lambda entry: entry.name)
    digest = hashlib.sha256((top / "weights.toml").read_bytes())
    for entry in lists:
        if entry.name.endswith(".toml"):
            digest.update(entry.name.encode() + b"\0" + entry.read_bytes())
    return digest.hexdigest()
