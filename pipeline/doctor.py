"""Is this machine ready? Each check tells what it found and what would mend it."""

from __future__ import annotations

import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cores import usable_cores
from pipeline.errors import MissingToolError, ModelError, OutputError, PipelineError
from pipeline.models import ModelStore, Registry, State

if TYPE_CHECKING:
    from pipeline.engines.auto import Choice
    from pipeline.engines.contract import Diarizer, Recognizer
    from pipeline.engines.proof import Proof

_SAMPLE_SECONDS = 10
_STARTER, _AUTO = "starter", "auto"


@dataclass(frozen=True, slots=True)
class Check:
    """One finding. `error` is None when all is well; its exit code is the doctor's."""

    name: str
    finding: str
    error: PipelineError | None = None


def examine(store: ModelStore, *, time_auto: bool = False) -> Iterator[Check]:
    """All checks, cheapest first, each as soon as it is done. The last, the timings, need the models.

    With `time_auto` the engines that `auto` takes are timed, too, once they are warm.
    """
    from pipeline.engines.proof import start_proof

    proved = start_proof()  # takes seconds, in a process of its own
    yield Check("python", f"{platform.python_version()} at {sys.executable}")
    yield _ffmpeg()
    yield from _guards()
    yield _store(store)
    yield from _room(store)
    models = list(_models(store))
    yield from models
    complete = all(check.error is None for check in models)
    yield from _auto(store)
    engines = _engines(_STARTER, store) if complete else None
    yield _telemetry(proved)
    if engines:
        yield _timing(engines)
    if time_auto:
        yield _warm_timing(_engines(_AUTO, store))


def _ffmpeg() -> Check:
    from pipeline.media.ffmpeg import ffmpeg_program

    try:
        return Check("ffmpeg", ffmpeg_program())
    except MissingToolError as error:
        return Check("ffmpeg", "not found", error)


def _guards() -> Iterator[Check]:
    """What keeps ffmpeg from doing more than it is for: told, never bad, as not every system has it."""
    from pipeline.media.ffmpeg import ffmpeg_program
    from pipeline.media.proved_guards import prove_guards

    with suppress(MissingToolError):  # told already
        yield Check("guards around ffmpeg", prove_guards(ffmpeg_program()).words)


def _store(store: ModelStore) -> Check:
    """The nearest folder that exists decides; nothing is created by looking."""
    nearest = _nearest(store.root)
    if nearest.is_dir() and os.access(nearest, os.W_OK):
        return Check("model store", f"{store.root}, writable")
    error = OutputError(
        f"The model store {store.root} is not writable.", hint="Set PIPELINE_MODELS to a folder that is."
    )
    return Check("model store", f"{store.root}, not writable", error)


def _nearest(path: Path) -> Path:
    """The path, or the nearest one above it that exists."""
    return next(place for place in (path, *path.parents) if place.exists())


def _room(store: ModelStore) -> Iterator[Check]:
    """Processor, memory, disk, graphics card: told, never bad, as nobody knows what is to be done here."""
    cores = usable_cores()
    yield Check("processor", f"{cores} core{'s' if cores != 1 else ''}")
    with suppress(AttributeError, OSError, ValueError):  # not every system tells
        page = os.sysconf("SC_PAGE_SIZE")
        whole, free = (page * os.sysconf(name) for name in ("SC_PHYS_PAGES", "SC_AVPHYS_PAGES"))
        yield Check("memory", f"{_gigabytes(whole)}, {_gigabytes(free)} of them unused")
    places = {"model store": _nearest(store.root), "temporary files": Path(tempfile.gettempdir())}
    free_at = (f"{_gigabytes(shutil.disk_usage(place).free)} for {what}" for what, place in places.items())
    yield Check("free disk", ", ".join(free_at))


def _auto(store: ModelStore) -> Iterator[Check]:
    """The graphics card, and what `auto` takes here; what is missing for it is told by other checks."""
    from pipeline.engines.auto import Machine, choose_diarizer, choose_recognizer, installed_models

    try:
        machine = Machine.this()
        yield Check("graphics card", f"{_gigabytes(machine.card)} free" if machine.card else "none is used")
        if installed_models(store):
            yield Check("--asr auto", _told(choose_recognizer(store, machine)))
            yield Check("--diarizer auto", _told(choose_diarizer(store)))
    except PipelineError as error:
        yield Check("auto", "not known", error)


def _told(choice: Choice) -> str:
    return f"{choice.name}, {choice.reason}" if choice.reason else str(choice.name)


def _gigabytes(size: int) -> str:
    return f"{size / 1e9:.1f} GB"


def _models(store: ModelStore) -> Iterator[Check]:
    for model in Registry.load().select([_STARTER]):
        state = store.state(model)
        problem = ModelError(
            f"The model {model.name} is {state}.", hint=f"Run `pipeline models pull {_STARTER}`."
        )
        yield Check(f"model {model.name}", state.value, None if state is State.INSTALLED else problem)


def _telemetry(proved: Callable[[], Proof]) -> Check:
    try:
        proof = proved()
    except PipelineError as error:
        return Check("telemetry", "not known", error)
    problem = MissingToolError(
        f"A library would report its use: {proof.words}.",
        hint="Cut this program off from the network, and tell its makers.",
    )
    return Check("telemetry", proof.words, None if proof.quiet else problem)


def _engines(name: str, store: ModelStore) -> tuple[Recognizer, Diarizer] | PipelineError:
    from pipeline.engines.load import load_diarizer, load_recognizer

    try:
        return load_recognizer(name, store).engine, load_diarizer(name, store).engine
    except PipelineError as error:
        return error


def _timing(engines: tuple[Recognizer, Diarizer] | PipelineError) -> Check:
    try:
        seconds = _seconds_for_the_sample(engines)
    except PipelineError as error:
        return Check("speed", "the starter models do not run", error)
    return Check("speed", f"{seconds:.1f} s for a {_SAMPLE_SECONDS}-second sample with the starter models")


def _warm_timing(engines: tuple[Recognizer, Diarizer] | PipelineError) -> Check:
    """The second time counts: the first one pays for what is done only once."""
    try:
        _seconds_for_the_sample(engines)
        seconds = _seconds_for_the_sample(engines)
    except PipelineError as error:
        return Check("speed of auto", "what auto takes does not run", error)
    return Check("speed of auto", f"{_SAMPLE_SECONDS / seconds:.1f} seconds of sound a second, once warm")


def _seconds_for_the_sample(engines: tuple[Recognizer, Diarizer] | PipelineError) -> float:
    """Ten seconds of noise in the rhythm of speech: engines take as long over it as over words."""
    import numpy as np

    from pipeline.engines.contract import SpeakerCount
    from pipeline.engines.recognition import RecognizerOptions, Window
    from pipeline.media.waveform import SAMPLE_RATE, Waveform
    from pipeline.transcript.span import Span

    moment = np.arange(_SAMPLE_SECONDS * SAMPLE_RATE) / SAMPLE_RATE
    rhythm = np.clip(np.sin(2 * np.pi * 4 * moment), 0, 1) * np.sin(2 * np.pi * 150 * moment)
    waveform = Waveform((0.1 * rhythm).astype(np.float32))
    if isinstance(engines, PipelineError):
        raise engines
    recognizer, diarizer = engines
    begun = time.perf_counter()
    diarizer.diarize(waveform, SpeakerCount(), lambda _: None)
    window = Window((Span(0.0, waveform.duration),))
    recognizer.recognize(waveform, [window], RecognizerOptions(), lambda _: None)
    return time.perf_counter() - begun
