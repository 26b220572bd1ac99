"""Is this machine ready? Each check tells what it found and what would mend it."""

from __future__ import annotations

import os
import platform
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.errors import MissingToolError, ModelError, OutputError, PipelineError
from pipeline.models import ModelStore, Registry, State

if TYPE_CHECKING:
    from pipeline.engines.contract import Diarizer, Recognizer
    from pipeline.engines.proof import Proof

_SAMPLE_SECONDS = 10
_STARTER = "starter"


@dataclass(frozen=True, slots=True)
class Check:
    """One finding. `error` is None when all is well; its exit code is the doctor's."""

    name: str
    finding: str
    error: PipelineError | None = None


def examine(store: ModelStore) -> Iterator[Check]:
    """All checks, cheapest first, each as soon as it is done. The last, the timing, needs the models."""
    from pipeline.engines.proof import start_proof

    proved = start_proof()  # takes seconds, in a process of its own
    yield Check("python", f"{platform.python_version()} at {sys.executable}")
    yield _ffmpeg()
    yield _store(store)
    models = list(_models(store))
    yield from models
    engines = _engines(store) if all(check.error is None for check in models) else None
    yield _telemetry(proved)
    if engines:
        yield _timing(engines)


def _ffmpeg() -> Check:
    from pipeline.media.ffmpeg import ffmpeg_program

    try:
        return Check("ffmpeg", ffmpeg_program())
    except MissingToolError as error:
        return Check("ffmpeg", "not found", error)


def _store(store: ModelStore) -> Check:
    """The nearest folder that exists decides; nothing is created by looking."""
    nearest = next(folder for folder in (store.root, *store.root.parents) if folder.exists())
    if nearest.is_dir() and os.access(nearest, os.W_OK):
        return Check("model store", f"{store.root}, writable")
    error = OutputError(
        f"The model store {store.root} is not writable.", hint="Set PIPELINE_MODELS to a folder that is."
    )
    return Check("model store", f"{store.root}, not writable", error)


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


def _engines(store: ModelStore) -> tuple[Recognizer, Diarizer] | PipelineError:
    from pipeline.engines.load import load_diarizer, load_recognizer

    try:
        return load_recognizer(_STARTER, store), load_diarizer(_STARTER, store)
    except PipelineError as error:
        return error


def _timing(engines: tuple[Recognizer, Diarizer] | PipelineError) -> Check:
    """Ten seconds of noise in the rhythm of speech: engines take as long over it as over words."""
    import numpy as np

    from pipeline.engines.contract import SpeakerCount
    from pipeline.engines.recognition import RecognizerOptions, Window
    from pipeline.media.waveform import SAMPLE_RATE, Waveform
    from pipeline.transcript.span import Span

    moment = np.arange(_SAMPLE_SECONDS * SAMPLE_RATE) / SAMPLE_RATE
    rhythm = np.clip(np.sin(2 * np.pi * 4 * moment), 0, 1) * np.sin(2 * np.pi * 150 * moment)
    waveform = Waveform((0.1 * rhythm).astype(np.float32))
    bad = "the starter models do not run"
    if isinstance(engines, PipelineError):
        return Check("speed", bad, engines)
    recognizer, diarizer = engines
    try:
        begun = time.perf_counter()
        diarizer.diarize(waveform, SpeakerCount(), lambda _: None)
        window = Window((Span(0.0, waveform.duration),))
        recognizer.recognize(waveform, [window], RecognizerOptions(), lambda _: None)
    except PipelineError as error:
        return Check("speed", bad, error)
    seconds = time.perf_counter() - begun
    return Check("speed", f"{seconds:.1f} s for a {_SAMPLE_SECONDS}-second sample with the starter models")
