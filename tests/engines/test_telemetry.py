"""Nothing about the user's recordings leaves the machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline.engines import telemetry
from pipeline.errors import MissingToolError

_PROGRAM = """
import json, socket, sys

reached = []

def record(name, original):
    def recorded(*arguments, **more):
        if getattr(arguments[0], "family", None) != socket.AF_UNIX:
            reached.append([name, repr(arguments)])
        return original(*arguments, **more)
    return recorded

for name in ("connect", "connect_ex", "sendto"):
    setattr(socket.socket, name, record(name, getattr(socket.socket, name)))
for name in ("getaddrinfo", "gethostbyname", "create_connection"):
    setattr(socket, name, record(name, getattr(socket, name)))

from pipeline.engines.load import load_diarizer
from pipeline.engines.base import SpeakerCount
from pipeline.models import ModelStore
from pipeline.waveform import Waveform
import numpy as np

noise = np.random.default_rng(1).normal(0, 0.1, 5 * 16000).astype(np.float32)
load_diarizer("starter", ModelStore.default()).diarize(Waveform(noise), SpeakerCount(), lambda _: None)

from pyannote.audio.telemetry.metrics import is_metrics_enabled
import time
time.sleep(2)  # longer than the half-second after which pyannote would send what it gathered
enabled = is_metrics_enabled()
before = len(reached)
try:
    socket.create_connection(("127.0.0.1", 9), timeout=0.1)
except OSError:
    pass
print(json.dumps({"enabled": enabled, "reached": reached[:before], "recording": len(reached) > before}))
"""


@pytest.fixture(scope="module")
def five_seconds_of_noise(newsroom: object) -> dict[str, Any]:
    """What the starter diarizer did in a process whose user had asked for telemetry."""
    top = str(Path(__file__).parents[2])
    wanted = {"PYANNOTE_METRICS_ENABLED": "1", "OTEL_SDK_DISABLED": "false", "PYTHONPATH": top}
    ended = subprocess.run(
        [sys.executable, "-c", _PROGRAM],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, **wanted},
    )
    found: dict[str, Any] = json.loads(ended.stdout)
    return found


@pytest.mark.models
def test_pyannote_itself_says_that_it_reports_nothing(five_seconds_of_noise: dict[str, Any]) -> None:
    assert five_seconds_of_noise["enabled"] is False


@pytest.mark.models
def test_the_starter_diarizer_tries_to_reach_nobody(five_seconds_of_noise: dict[str, Any]) -> None:
    assert five_seconds_of_noise["recording"], "or the next line proves nothing"
    assert five_seconds_of_noise["reached"] == []


def test_the_switches_are_off_whatever_the_user_s_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in telemetry._OFF:
        monkeypatch.setenv(name, "whatever")
    telemetry.switch_off_telemetry()
    assert os.environ["PYANNOTE_METRICS_ENABLED"] == "0"
    assert os.environ["HF_HUB_DISABLE_TELEMETRY"] == "1"


def test_the_engine_throws_the_switches_before_pyannote_is_imported() -> None:
    """Read from the file, as importing it takes seconds: later it would be too late."""
    text = (Path(telemetry.__file__).parent / "starter_diarizer.py").read_text(encoding="utf-8")
    assert text.index("\nswitch_off_telemetry()") < text.index("import_torchaudio()")
    assert text.index("\nswitch_off_telemetry()") < text.index("from pyannote")


@pytest.mark.parametrize("module", ["pyannote.audio.telemetry.metrics", "torchaudio"])
def test_a_pyannote_that_cannot_be_imported_is_a_missing_package(
    monkeypatch: pytest.MonkeyPatch, module: str
) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] in ("pyannote", "torchaudio")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "torchaudio", sys)  # anything that is there
    monkeypatch.setitem(sys.modules, "pyannote", None)
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingToolError, match=r"pyannote.audio cannot be imported") as caught:
        telemetry.telemetry_is_off()
    assert caught.value.exit_code == 4
