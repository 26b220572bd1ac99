"""Switch off what dependencies would send home. Must run before they are first imported."""

from __future__ import annotations

import os

from pipeline.errors import MissingToolError

_OFF = {
    "PYANNOTE_METRICS_ENABLED": "0",  # pipeline names, file durations, speaker counts
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "OTEL_SDK_DISABLED": "true",
    "DO_NOT_TRACK": "1",
}


def switch_off_telemetry() -> None:
    """Set the switches for this process and its children, whatever the user's environment says."""
    os.environ.update(_OFF)


def telemetry_is_off() -> bool:
    """Whether pyannote.audio itself says that it reports nothing. Raises MissingToolError without it."""
    switch_off_telemetry()
    from pipeline.engines.silence import silenced
    from pipeline.engines.torchaudio_shim import import_torchaudio

    try:
        with silenced():
            import_torchaudio()  # pyannote.audio imports it
            from pyannote.audio.telemetry.metrics import is_metrics_enabled
    except (ImportError, OSError) as error:
        raise MissingToolError(
            f"pyannote.audio cannot be imported: {error}.", hint="Install this program's dependencies again."
        ) from error
    return not is_metrics_enabled()
