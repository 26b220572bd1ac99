"""A parsed file without people's corrections, however damaged these may be."""

from __future__ import annotations

from typing import Any


def uncorrected(data: Any) -> Any:
    """`data` without people's corrections: what was recognised in the place of what is shown."""
    if not isinstance(data, dict):
        return data
    told = data.get("recognised")
    kept = {key: value for key, value in data.items() if key not in ("edits", "recognised")}
    return kept | (told if isinstance(told, dict) else {})
