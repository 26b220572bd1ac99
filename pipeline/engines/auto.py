"""`auto`: the most accurate installed engine that this machine can run, and why it is that one."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.cores import usable_cores
from pipeline.engines.family import EngineName
from pipeline.engines.importing import needed_packages
from pipeline.engines.recognizers.whisper.files import is_installed, libraries
from pipeline.engines.spec import FASTER_WHISPER, PYANNOTE, STARTER, WHISPER
from pipeline.errors import ModelError
from pipeline.models import ModelStore, Registry

_DIARIZER_MODEL = "pyannote-community-1"
_STARTERS = ("base", "tiny.en")
"""The recognizers of the sets `starter` and `starter-small`."""


@dataclass(frozen=True, slots=True)
class Machine:
    """What recognition can use: processor cores, and bytes free on a graphics card, 0 without one."""

    cores: int
    card: int = 0

    @classmethod
    def this(cls) -> Machine:
        """The machine that this runs on. Raises MissingToolError where PyTorch is missing or broken."""
        with needed_packages():
            import torch

        card = 0
        if torch.cuda.is_available():
            # What this process holds itself is given back when it loads another model.
            card = torch.cuda.mem_get_info()[0] + torch.cuda.memory_reserved()
        return cls(usable_cores(), card)

    def runs(self, candidate: Candidate) -> bool:
        """Whether a recognizer keeps up with speech here."""
        if self.card:  # it is used wherever there is one
            return candidate.weights * _CARD_BYTES <= self.card
        return candidate.weights <= _WEIGHTS_PER_CORE[candidate.library(self)] * self.cores

    @property
    def words(self) -> str:
        """`on 2 processor cores`, `on the graphics card`."""
        if self.card:
            return "on the graphics card"
        return f"on {self.cores} processor core{'s' if self.cores != 1 else ''}"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A Whisper model by OpenAI's name, millions of weights, and the libraries that can run it."""

    size: str
    weights: int
    libraries: tuple[str, ...] = ()

    @property
    def english_only(self) -> bool:
        """As OpenAI marks it in the name."""
        return self.size.endswith(".en")

    def library(self, machine: Machine) -> str:
        """The quicker one of those that can run it: openai-whisper on a card, CTranslate2 on a processor."""
        wanted = WHISPER if machine.card else FASTER_WHISPER
        return wanted if wanted in self.libraries else self.libraries[0]

    def name(self, machine: Machine) -> EngineName:
        """As it would be asked for."""
        return EngineName(self.library(machine), self.size)


BY_ACCURACY = (
    ("large-v3", 1550),
    ("large-v2", 1550),
    ("large-v3-turbo", 809),
    ("large-v1", 1550),
    ("medium.en", 769),
    ("medium", 769),
    ("small.en", 244),
    ("small", 244),
    ("base.en", 74),
    ("base", 74),
    ("tiny.en", 39),
    ("tiny", 39),
)
"""Best first, and millions of weights, by the word errors and sizes that openai-whisper publishes."""

_WEIGHTS_PER_CORE = {WHISPER: 40, FASTER_WHISPER: 450}
"""Millions of weights for each processor core that still keep up with speech, the diarizer's work included.

Measured with `base` (74 million: 3.7 % of real time on one core by CTranslate2 in 8 bit); larger ones are
reckoned from their weights."""
_CARD_BYTES = 4e6
"""Memory on a graphics card for each million weights: two bytes each, and as much again to work in."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An engine, and in words why it was chosen; no reason where the user named it."""

    name: EngineName
    reason: str = ""


def choose_recognizer(store: ModelStore, machine: Machine, language: str | None = None) -> Choice:
    """The starter recognizer where nothing is installed: loading it says how to get it.

    English-only models come into question where English is asked for, or where there are no others.
    Raises ModelError when nothing that is installed writes `language`.
    """
    installed = installed_models(store)
    many = [candidate for candidate in installed if not candidate.english_only]
    fitting = installed if language == "en" else many
    if language is None and not many:
        fitting = installed
    if not fitting:
        if not installed:
            return starter_recognizer(store, machine)
        raise ModelError(
            f"No installed recognizer writes the language {language!r}.",
            hint="Run `pipeline models pull starter`: Whisper base writes 99 languages.",
        )
    return _best(fitting, machine)


def starter_recognizer(store: ModelStore, machine: Machine) -> Choice:
    """Whisper base, or tiny.en where only the small starter set is installed; base where neither is."""
    here = {candidate.size: candidate for candidate in installed_models(store)}
    found = next((here[size] for size in _STARTERS if size in here), None)
    if found is None:
        return Choice(EngineName(WHISPER if machine.card else FASTER_WHISPER, _STARTERS[0]))
    return Choice(found.name(machine), _library_reason(found, machine))


def installed_models(store: ModelStore) -> list[Candidate]:
    """What is installed, best first."""
    found = ((size, weights, libraries(size, store)) for size, weights in BY_ACCURACY)
    return [Candidate(size, weights, able) for size, weights, able in found if able]


def _best(candidates: list[Candidate], machine: Machine) -> Choice:
    fitting = [candidate for candidate in candidates if machine.runs(candidate)]
    # Too slow is better than not at all: then the smallest.
    chosen = fitting[0] if fitting else min(candidates, key=lambda candidate: candidate.weights)
    reasons = [_library_reason(chosen, machine)]
    if len(candidates) == 1:
        rank = "the only one installed"
    elif chosen is candidates[0]:
        rank = "the most accurate one installed"
    else:
        better = candidates[0].name(machine)
        rank = f"the most accurate one installed that keeps up {machine.words}"
        if not fitting:
            rank = f"the smallest one installed, as none keeps up {machine.words}"
        reasons.append(f"`--asr {better}` is more accurate")
    return Choice(chosen.name(machine), "; ".join(part for part in (rank, *reasons) if part))


def _library_reason(candidate: Candidate, machine: Machine) -> str:
    """Why this library, where both could run it."""
    if len(candidate.libraries) == 1:
        return ""
    quicker = "openai-whisper is the quicker library on a graphics card"
    return quicker if machine.card else "CTranslate2 is the quicker library on a processor"


def choose_diarizer(store: ModelStore) -> Choice:
    """community-1 where it is installed, which is more accurate than the starter models; else those."""
    community = Registry.load().model(_DIARIZER_MODEL)
    if is_installed(community, store):
        return Choice(EngineName(PYANNOTE, community.aliases[0]), "the most accurate one installed")
    return Choice(EngineName(STARTER), "the only one installed")
