"""pyannote.audio, imported so that it neither speaks nor goes on working by itself."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.engines.environment import hush_prints, quiet_libraries
from pipeline.engines.torchaudio_shim import import_torchaudio


@contextmanager
def importing_pyannote() -> Iterator[None]:
    """Around the first import of anything in it, in every module that may be the first to do so."""
    with quiet_libraries():  # it warns of a torchcodec that it never needs when given a waveform
        import_torchaudio()
        from pyannote.audio.telemetry.metrics import provider

        yield
    provider.shutdown()  # a thread that waits for reports to send; none are made
    for name, module in list(sys.modules.items()):
        if name.startswith("pyannote.audio."):  # some print what is not as they expected
            hush_prints(module)
