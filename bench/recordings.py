"""The recordings that are listened to."""

from __future__ import annotations

from pathlib import Path

EXAMPLE = Path(__file__).parents[1] / "examples" / "harbour-bridge"
"""The example: `segment.opus` and the truth about it."""

SEGMENT = EXAMPLE / "segment.opus"

MEDIA = (".wav", ".mp3", ".flac", ".opus")


def longest(folder: Path) -> Path:
    """The largest broadcast of the folder (.flac); the example where there is none."""
    return max(folder.glob("*.flac"), key=lambda path: path.stat().st_size, default=SEGMENT)
