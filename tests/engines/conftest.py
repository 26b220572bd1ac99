"""What tests of engines share."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="session")
def pyannote() -> None:
    """pyannote.audio can be imported, and reports nothing."""
    from pipeline.engines.environment import quiet_libraries
    from pipeline.engines.torchaudio_shim import import_torchaudio

    with quiet_libraries():
        import_torchaudio()
        import pyannote.audio  # noqa: F401  # whether it can be
