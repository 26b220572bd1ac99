"""The programmes written for the purpose, which lie where the weights of roles are fitted on them."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.transcript.model import Utterance
from tests.support.drawing import dialogue

_PROGRAMMES = Path(__file__).parents[2] / "bench" / "roles" / "programmes"
_LINE = re.compile(r"(anchor|correspondent|expert) ([^:]+): (.+)")

Lines = tuple[tuple[str, str, str], ...]
"""Role, voice and text of every turn."""


def written() -> dict[str, Lines]:
    """All of them by name, those that nothing is fitted on as well."""
    return {path.stem: _lines(path) for path in sorted(_PROGRAMMES.rglob("*.txt"))}


def truly_heard(lines: Lines) -> tuple[Utterance, ...]:
    """The turns as they are labelled by somebody who hears everybody apart."""
    return dialogue(*((voice, text) for _, voice, text in lines))


def heard_as_one(lines: Lines) -> tuple[Utterance, ...]:
    """The same by a diarizer that takes all journalists of a programme for one."""
    return dialogue(*((voice if role == "expert" else "S1", text) for role, voice, text in lines))


def _lines(path: Path) -> Lines:
    matches = map(_LINE.fullmatch, path.read_text("utf-8").splitlines())
    return tuple((match[1], match[2], match[3]) for match in matches if match)
