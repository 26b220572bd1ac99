"""How captions call a voice."""

from __future__ import annotations

from pipeline.captions.style import CaptionNames
from pipeline.captions.width import clusters, columns
from pipeline.transcript.model import Transcript
from pipeline.transcript.shown import apart, shown
from pipeline.transcript.speaker import called


def voices_called(transcript: Transcript) -> dict[str, str]:
    """The name of each voice by its label; the label of one that nobody has named."""
    labels = {one.speaker: one.speaker for one in transcript.utterances if one.speaker is not None}
    names = {one.label: one.name or one.label for one in transcript.speakers}
    return {label: shown(name) or label for label, name in (labels | names).items()}


def leads(transcript: Transcript, names: CaptionNames, widest: int) -> dict[str, str]:
    """What stands before a voice's words, `Clara Hughes: `, never wider than half a line; empty if off.

    Of a name that is too long its last word stands, cut if need be. By the label "" it is what stands before
    words of which nobody knows who says them, as it is usual where voices change.
    """
    if names is CaptionNames.OFF:
        return {}
    voices = voices_called(transcript).items()
    return {"": ">> "} | {label: f"{_fitting(called(name), widest // 2 - 2)}: " for label, name in voices}


def lead_before(lead: str, right_to_left: bool) -> str:
    """The same, kept apart from words that run another way."""
    return f"{apart(lead[:-2], right_to_left)}: " if lead.endswith(": ") else lead


def _fitting(name: str, widest: int) -> str:
    name = name.replace(":", " ").strip() or "?"
    if columns(name) <= widest:
        return name
    last = name.split()[-1]
    if columns(last) <= widest:
        return last
    short = ""
    for cluster in clusters(last):
        if columns(short + cluster) >= widest:
            break
        short += cluster
    return f"{short}…"
