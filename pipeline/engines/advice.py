"""How good the recognizer in use is, in words, and which better one this machine could run."""

from __future__ import annotations

from collections.abc import Collection

from pipeline.engines.auto import BY_ACCURACY, Candidate, Machine, installed_models
from pipeline.engines.family import EngineName
from pipeline.engines.recognizers.whisper.files import CONVERTED
from pipeline.engines.spec import FASTER_WHISPER, OPENAI, WHISPER, recognizer_name
from pipeline.models import ModelStore, Registry, UnknownModelError

_ENGLISH = "en"
_NUMBERS = dict(
    enumerate(
        (
            "three", "four", "five", "six", "seven", "eight", "nine",
            "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
        ),
        start=3,
    )
)  # fmt: skip
_STARTER = ("base", "tiny.en")
"""Models that the registry itself has in the converted form."""
_UNPUBLISHED = ("large-v3-turbo",)
"""Models of which the makers of faster-whisper publish no converted form."""


def accuracy_line(recognizer: str, languages: Collection[str]) -> str | None:
    """What its accuracy means for who reads the result; None for an engine that is no Whisper.

    The measured figures are of English, and say nothing of another of the `languages` that were spoken.
    """
    name = _whisper(recognizer)
    if name is None:
        return None
    known = _size(name)
    title = f"Whisper {known or name.model}"
    measured = Registry.load().model(OPENAI + known).measured if known else None
    if measured is None or measured.wrong_in_news is None or _ENGLISH not in languages:
        where = "" if measured is None or measured.wrong_in_news is None else " in this language"
        return f"{title}: its accuracy was not measured here{where}; read names and numbers."
    speech = f", {_one_in(measured.wrong_in_speech)} in clear speech" if measured.wrong_in_speech else ""
    wrong = _one_in(measured.wrong_in_news).replace("one", "one word", 1)
    others = " (in English)" if len(set(languages)) > 1 else ""
    return f"{title}: about {wrong} wrong in TV news{speech}{others}; read names and numbers."


def better_line(recognizer: str, store: ModelStore, machine: Machine, language: str | None) -> str | None:
    """A more accurate recognizer and the commands that give it; None where there is none or nobody knows.

    On a graphics card the most accurate that fits, on a processor the next one that keeps up with speech, as
    each further one takes twice the time and more. English-only ones count where English was asked for.
    """
    name = _whisper(recognizer)
    size = _size(name) if name else None
    if size is None:
        return None
    sizes = [known for known, _ in BY_ACCURACY]
    better = sizes[: sizes.index(size)]
    allowed = [one for one in better if language == _ENGLISH or not one.endswith(".en")]
    there = [one for one in installed_models(store) if one.size in allowed]
    if there:
        running = [one for one in there if machine.runs(one)]
        slow = "" if running else f", but it does not keep up with speech {machine.words}"
        return f"A more accurate one is installed: --asr {(running or there[-1:])[0].name(machine)}{slow}."
    able = [one for one in (_to_be_had(size, machine) for size in allowed) if machine.runs(one)]
    if not able:
        return None
    return _pulled((able if machine.card else able[::-1])[0], machine)


def _pulled(candidate: Candidate, machine: Machine) -> str:
    name = candidate.name(machine)
    converted = name.family == FASTER_WHISPER and candidate.size not in _STARTER
    source = f"{CONVERTED}{candidate.size}" if converted else f"{OPENAI}{candidate.size}"
    return f"More accurate on this machine: pipeline models pull {source}, then --asr {name}"


def _to_be_had(size: str, machine: Machine) -> Candidate:
    """The form in which it runs best here, of those that are published."""
    weights = dict(BY_ACCURACY)[size]
    converted = not machine.card and size not in _UNPUBLISHED
    return Candidate(size, weights, (FASTER_WHISPER if converted else WHISPER,))


def _whisper(recognizer: str) -> EngineName | None:
    try:
        name = recognizer_name(recognizer)
    except ValueError:
        return None
    return name if name.family in (WHISPER, FASTER_WHISPER) else None


def _size(name: EngineName) -> str | None:
    """OpenAI's name of the model, None for one of somebody's own."""
    if name.path:
        return None
    try:
        model = Registry.load().model(OPENAI + name.model.removeprefix(CONVERTED))
    except UnknownModelError:
        return None
    size = model.name.removeprefix(OPENAI)
    return size if size in dict(BY_ACCURACY) else None


def _one_in(percent: int) -> str:
    """16 percent are `one in six`."""
    share = int(100 / percent + 0.5)
    return f"one in {_NUMBERS.get(share, str(share))}"
