"""`auto`: the most accurate installed engine that this machine can run, and why it is that one."""

from __future__ import annotations

import os
from dataclasses import dataclass

from pipeline.engines.names import OPENAI, PYANNOTE, STARTER, STARTER_MODEL, WHISPER, EngineName
from pipeline.errors import ModelError
from pipeline.models import ModelStore, Registry

_DIARIZER_MODEL = "pyannote-community-1"


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A recognizer of the registry and its size in millions of weights."""

    model: str
    weights: int

    @property
    def name(self) -> EngineName:
        if self.model == STARTER_MODEL:
            return EngineName(STARTER)
        return EngineName(WHISPER, self.model.removeprefix(OPENAI))

    @property
    def english_only(self) -> bool:
        return self.model.endswith((".en", "-en"))


_BY_ACCURACY = tuple(
    _Candidate(model, weights)
    for model, weights in (
        ("whisper-large-v3", 1550),
        ("whisper-large-v2", 1550),
        ("whisper-large-v3-turbo", 809),
        ("whisper-large-v1", 1550),
        ("whisper-medium.en", 769),
        ("whisper-medium", 769),
        ("whisper-small.en", 244),
        ("whisper-small", 244),
        ("whisper-base.en", 74),
        ("whisper-base", 74),
        (STARTER_MODEL, 27),
        ("whisper-tiny.en", 39),
        ("whisper-tiny", 39),
    )
)
"""Best first, by the word errors and sizes that openai-whisper and Moonshine publish."""

_WEIGHTS_PER_CORE = 40
"""Millions of weights for each processor core that still keep up with speech."""
_CARD_BYTES = 4e6
"""Memory on a graphics card for each million weights: two bytes each, and as much again to work in."""


@dataclass(frozen=True, slots=True)
class Machine:
    """What recognition can use: processor cores, and bytes free on a graphics card, 0 without one."""

    cores: int
    card: int = 0

    @classmethod
    def this(cls) -> Machine:
        """The machine that this runs on. Imports PyTorch."""
        import torch

        affinity = getattr(os, "sched_getaffinity", None)
        cores = len(affinity(0)) if affinity else os.cpu_count() or 1
        card = torch.cuda.mem_get_info()[0] if torch.cuda.is_available() else 0
        return cls(cores, card)

    def runs(self, weights: int) -> bool:
        """Whether a recognizer of so many million weights keeps up with speech here."""
        if self.card:  # it is used wherever there is one
            return weights * _CARD_BYTES <= self.card
        return weights <= _WEIGHTS_PER_CORE * self.cores

    @property
    def words(self) -> str:
        """`on 2 processor cores`, `on the graphics card`."""
        if self.card:
            return "on the graphics card"
        return f"on {self.cores} processor core{'s' if self.cores != 1 else ''}"


@dataclass(frozen=True, slots=True)
class Choice:
    """An engine, and in words why it was chosen; no reason where the user named it."""

    name: EngineName
    reason: str = ""


def choose_recognizer(store: ModelStore, machine: Machine, language: str | None = None) -> Choice:
    """The starter recognizer where nothing is installed: loading it says how to get it.

    Raises ModelError when nothing that is installed writes `language`.
    """
    written = [c for c in _BY_ACCURACY if language in (None, "en") or not c.english_only]
    installed = [candidate for candidate in written if _is_here(candidate.model, store)]
    if not installed:
        if language in (None, "en"):
            return Choice(EngineName(STARTER))
        raise ModelError(
            f"No installed recognizer writes the language {language!r}.",
            hint="Run `pipeline models pull whisper-turbo`, or `whisper-base` for a plain processor.",
        )
    fitting = [candidate for candidate in installed if machine.runs(candidate.weights)]
    # Too slow is better than not at all: then the smallest.
    chosen = fitting[0] if fitting else min(installed, key=lambda candidate: candidate.weights)
    if len(installed) == 1:
        return Choice(chosen.name, "the only one installed")
    if chosen is installed[0]:
        return Choice(chosen.name, "the most accurate one installed")
    rank = f"most accurate one installed that keeps up {machine.words}"
    if not fitting:
        rank = f"smallest one installed, as none keeps up {machine.words}"
    return Choice(chosen.name, f"the {rank}; `--asr {installed[0].name}` is more accurate")


def choose_diarizer(store: ModelStore) -> Choice:
    """community-1 where it is installed, which is more accurate than the starter models; else those."""
    if _is_here(_DIARIZER_MODEL, store):
        repo = Registry.load().model(_DIARIZER_MODEL).aliases[0]
        return Choice(EngineName(PYANNOTE, repo), "the most accurate one installed")
    return Choice(EngineName(STARTER), "the only one installed")


def _is_here(model: str, store: ModelStore) -> bool:
    """Whether all files lie there; whether they are the right ones is checked when they are loaded."""
    entry = Registry.load().model(model)
    pinned = store.pinned(entry)
    return bool(pinned) and all((store.folder(entry) / file.name).is_file() for file in pinned)
