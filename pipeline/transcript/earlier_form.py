"""What earlier versions wrote otherwise in a file of the same schema, put as it is written now."""

from __future__ import annotations

from typing import Any

from pipeline.transcript.doubt import DoubtKind


def brought_up(data: Any) -> Any:
    """`data`, the parsed file, changed in place where an earlier version wrote it."""
    if isinstance(data, dict):
        for held in (data, data.get("recognised")):
            paragraphs = held.get("paragraphs") if isinstance(held, dict) else None
            for paragraph in paragraphs if isinstance(paragraphs, list) else ():
                _with_doubts(paragraph)
    return data


def _with_doubts(paragraph: Any) -> None:
    """Doubts were texts before they were ranked."""
    if isinstance(paragraph, dict) and isinstance(paragraph.get("doubts"), list):
        time = paragraph.get("start")
        paragraph["doubts"] = [
            {"kind": str(DoubtKind.QUOTE), "rank": 0, "time": time, "text": doubt}
            if isinstance(doubt, str)
            else doubt
            for doubt in paragraph["doubts"]
        ]
