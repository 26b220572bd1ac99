"""Switches for what dependencies would send home. They must be set before those are first imported.

`pipeline.engines` sets them when it, or anything in it, is imported, and `pipeline.models` before it asks the
hub's library for a token. This is the one thing that the library
changes for its whole process, as nobody may forget it. Whether they do what they say is proved from outside:
`pipeline.engines.proof`, for `pipeline doctor`, and the tests in `tests/offline`.
"""

from __future__ import annotations

import os

SWITCHES = {
    "PYANNOTE_METRICS_ENABLED": "0",  # pyannote.audio: models, pipelines, durations, numbers of speakers
    "OTEL_SDK_DISABLED": "true",  # OpenTelemetry, with which pyannote.audio sends them
    "ORT_DISABLE_TELEMETRY": "1",  # onnxruntime, imported by pyannote.audio where it is: a device id, uses
    "HF_HUB_DISABLE_TELEMETRY": "1",  # huggingface_hub: its users' names and versions with every request
    "RAY_USAGE_STATS_ENABLED": "0",  # Ray: the cluster's machines and libraries. Even so it asks which
    # cloud it is in (169.254.169.254, metadata.google.internal), and the system for the way to 8.8.8.8.
    "DO_NOT_TRACK": "1",  # an agreement that some of them, and others that they may bring, keep to
}
"""What is set, and whom it stops from telling what. A library that is not there minds none."""


def switch_off_telemetry() -> None:
    """Set the switches for this process and its children, whatever the user's environment says."""
    os.environ.update(SWITCHES)
