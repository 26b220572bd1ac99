"""The digest by which a result is known as the program's own."""

from __future__ import annotations

import hashlib


def digest_of(data: bytes) -> str:
    """SHA-256 of a result's content."""
    return hashlib.sha256(data).hexdigest()
