"""That the engines' libraries call nobody: tried where there is no network, instead of read from a switch."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from pipeline.engines.environment import quiet_libraries
from pipeline.engines.torchaudio_shim import import_torchaudio
from pipeline.errors import MissingToolError
from pipeline.privacy.offline import NoNamespaceError, Watched, run_offline

_LIBRARIES = (
    "pipeline.engines.diarizers.pyannote.starter",
    "pipeline.engines.diarizers.pyannote.folder",
    "pipeline.engines.recognizers.whisper.recognizer",
    "pipeline.engines.recognizers.whisper.ctranslate.model",
    "pipeline.engines.recognizers.whisper.openai.model",
)
"""Modules of ours that between them import every library of an engine."""
_AFTER = 2.0
"""Seconds to wait for what a library does later; pyannote.audio would send after half a second."""
_LATE = {"onnxruntime": 12.0}
"""Libraries known to call later still: this one nine seconds after its import."""
_LIMIT = 300.0
"""Seconds for imports on a slow, busy machine."""


@dataclass(frozen=True, slots=True)
class Proof:
    """Whether nothing is sent home, and in words how that is known."""

    quiet: bool
    words: str


def start_proof() -> Callable[[], Proof]:
    """Import all libraries in a child without a network, and see whether the kernel saw it look for one.

    The child works beside the caller, which gets what came of it from the function returned. Where the kernel
    allows no such thing, what pyannote.audio says about itself must do, and the words say so. The function
    raises MissingToolError when a library cannot be imported.
    """
    late = {name for name in _LATE if importlib.util.find_spec(name)}
    wait = max([_AFTER, *(_LATE[name] for name in late)])
    script = f"import time, {', '.join([*_LIBRARIES, *sorted(late)])}; time.sleep({wait})"
    search = [str(Path(__file__).parents[2]), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(search)}
    beside = ThreadPoolExecutor(1)
    watching = beside.submit(run_offline, [sys.executable, "-P", "-c", script], _LIMIT, environment)
    beside.shutdown(wait=False)

    def conclude() -> Proof:
        try:
            return _seen(watching.result(), wait)
        except NoNamespaceError as reason:
            return _said(reason)

    return conclude


def _seen(watched: Watched, wait: float) -> Proof:
    if watched.code:
        last = (watched.err.strip().splitlines() or ["no reason given"])[-1]
        raise _broken(last)
    if attempts := watched.attempts():
        moved = ", ".join(f"{name} {count}" for name, count in attempts.items())
        return Proof(False, f"a connection was attempted in an empty network namespace ({moved})")
    return Proof(
        True,
        f"no connection attempted in an empty network namespace, {wait:.0f} s from the import of all engines",
    )


def _said(reason: NoNamespaceError) -> Proof:
    """What pyannote.audio, the one library that is always there and reports by itself, says."""
    try:
        with quiet_libraries():
            import_torchaudio()  # pyannote.audio imports it
            from pyannote.audio.telemetry.metrics import is_metrics_enabled
    except (ImportError, OSError) as error:
        raise _broken(str(error)) from error
    if is_metrics_enabled():
        return Proof(False, "pyannote.audio would report its use")
    return Proof(True, f"switched off; could not be proved here: {reason}")


def _broken(reason: str) -> MissingToolError:
    return MissingToolError(
        f"The engines' libraries cannot be imported: {reason}.",
        hint="Install this program's dependencies again.",
    )
