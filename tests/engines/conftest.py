"""What tests of engines share."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="session")
def pyannote() -> None:
    """pyannote.audio can be imported, and reports nothing."""
    from pipeline.engines.silence import silenced
    from pipeline.engines.telemetry import switch_off_telemetry
    from pipeline.engines.torchaudio_shim import import_torchaudio

    switch_off_telemetry()
    with silenced():
        import_torchaudio()
        import pyannote.audio  # noqa: F401
