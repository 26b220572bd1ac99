"""The names of engines, as given on the command line: a family, and with a colon what it should load."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.engines.diarizers import DIARIZERS
from pipeline.engines.family import EngineName, Family
from pipeline.engines.recognizers import RECOGNIZERS

AUTO = "auto"
STARTER = "starter"
WHISPER = "whisper"
FASTER_WHISPER = "faster-whisper"
PYANNOTE = "pyannote"
OPENAI = "whisper-"
"""What stands before OpenAI's names of their models in the registry."""
_CHOSEN_RECOGNIZERS = (AUTO, STARTER)
"""Names for which the machine decides the family and the model."""
_CHOSEN_DIARIZERS = (AUTO,)


def recognizer_name(text: str) -> EngineName:
    """Raises ValueError for what names no recognizer."""
    return _parsed(text, _CHOSEN_RECOGNIZERS, RECOGNIZERS)


def diarizer_name(text: str) -> EngineName:
    """Raises ValueError for what names no diarizer."""
    return _parsed(text, _CHOSEN_DIARIZERS, DIARIZERS)


def recognizer_forms() -> str:
    """All that `recognizer_name` takes, as a line of words."""
    return _forms(_CHOSEN_RECOGNIZERS, RECOGNIZERS)


def diarizer_forms() -> str:
    """All that `diarizer_name` takes, as a line of words."""
    return _forms(_CHOSEN_DIARIZERS, DIARIZERS)


def _parsed(text: str, chosen: tuple[str, ...], families: Mapping[str, Family[object]]) -> EngineName:
    name, colon, model = text.partition(":")
    if name in chosen and not colon:
        return EngineName(name)
    if name in families and bool(model) == bool(colon) and families[name].takes(model):
        return EngineName(name, model)
    raise ValueError(f"{text!r} is not one of {_forms(chosen, families)}")


def _forms(chosen: tuple[str, ...], families: Mapping[str, Family[object]]) -> str:
    forms = list(chosen)
    for name, family in families.items():
        forms += [f"{name}:{model}" for model in family.models] or [name]
    return f"{', '.join(forms[:-1])} or {forms[-1]}"
