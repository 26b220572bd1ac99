"""Switch off what dependencies would send home. Must run before they are first imported."""

from __future__ import annotations

import os

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
    """Whether pyannote.audio itself, once imported, says that it reports nothing."""
    switch_off_telemetry()
    from pyannote.audio.telemetry.metrics import is_metrics_enabled

    return not is_metrics_enabled()
