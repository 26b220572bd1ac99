"""Steps as a page sends them, of the paragraphs of a transcript."""

from __future__ import annotations

from itertools import count
from typing import Any

from pipeline.corrections.correct import Corrections
from pipeline.corrections.perform import Performed, perform
from pipeline.corrections.step import Step, read_steps
from pipeline.transcript.model import Transcript

_NUMBERS = count(1)


def where(transcript: Transcript, number: int) -> dict[str, Any]:
    """The paragraph with this number, as a page has it."""
    part = transcript.paragraphs[number]
    return {"start": round(part.start, 3), "end": round(part.end, 3), "was": part.text}


def raw_step(*actions: dict[str, Any], name: str = "") -> dict[str, Any]:
    """As it is sent; `name` is a new one by default."""
    return {"id": name or f"step-{next(_NUMBERS)}", "actions": list(actions)}


def step(*actions: dict[str, Any], name: str = "") -> Step:
    """As it is understood."""
    return read_steps([raw_step(*actions, name=name)], "the corrections")[0]


def done(state: Corrections, *actions: dict[str, Any], name: str = "") -> Performed:
    """What comes of one step."""
    return perform(state, (step(*actions, name=name),))
