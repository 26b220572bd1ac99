"""The names of engines, as given on the command line: a family, and with a colon what it should load."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

AUTO = "auto"
STARTER = "starter"
NONE = "none"
WHISPER = "whisper"
FASTER_WHISPER = "faster-whisper"
PYANNOTE = "pyannote"
OPENAI = "whisper-"
"""What stands before OpenAI's names of their models in the registry."""
_MARKS = ("model.bin", "config.yaml")
"""Files by which the folder of a Whisper model, and of a pyannote pipeline, are known."""
RECOGNIZERS = "auto, starter, whisper:NAME, whisper:FILE.pt, faster-whisper:NAME or faster-whisper:FOLDER"
DIARIZERS = "auto, starter, none, pyannote:OWNER/NAME or pyannote:FOLDER"


@dataclass(frozen=True, slots=True)
class EngineName:
    """`whisper:base.en` is the family `whisper` and the model `base.en`; `starter` names no model."""

    family: str
    model: str = ""

    def __str__(self) -> str:
        return f"{self.family}:{self.model}" if self.model else self.family

    @property
    def path(self) -> Path | None:
        """The file or folder meant, where it is not the name of a model."""
        if not self.model:
            return None
        path = Path(self.model)
        with suppress(RuntimeError):  # ~ and the name of nobody on this machine
            path = path.expanduser()
        looks_so = self.model.endswith(".pt") or path.is_absolute() or self.model.startswith((".", "~"))
        # A folder called `base` beside the recording is no model unless it holds one.
        holds_one = any((path / name).is_file() for name in _MARKS)
        return path if looks_so or holds_one else None


def recognizer_name(text: str) -> EngineName:
    """Raises ValueError for what names no recognizer."""
    return _parsed(text, plain=(AUTO, STARTER), loading=(WHISPER, FASTER_WHISPER), known=RECOGNIZERS)


def diarizer_name(text: str) -> EngineName:
    """Raises ValueError for what names no diarizer."""
    return _parsed(text, plain=(AUTO, STARTER, NONE), loading=(PYANNOTE,), known=DIARIZERS)


def _parsed(text: str, plain: tuple[str, ...], loading: tuple[str, ...], known: str) -> EngineName:
    family, colon, model = text.partition(":")
    if family in plain and not colon:
        return EngineName(family)
    if family in loading and model:
        return EngineName(family, model)
    raise ValueError(f"{text!r} is not one of {known}")
