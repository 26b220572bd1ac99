"""No command and no engine looks for a network: seen from outside, in a namespace that has none."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from pipeline.media.ffmpeg import ffmpeg_program
from pipeline.privacy.offline import NoNamespaceError, Watched
from tests.offline.watching import TOP, skip, watch
from tests.support.batch import aged

pytestmark = pytest.mark.models

_BRIDGE = TOP / "examples" / "harbour-bridge"
_TINY = ("--asr", "whisper:tiny.en", "--diarizer", "none", "--language", "en", "-q")
_ONNX = "import onnxruntime, time; time.sleep(12)"
"""It calls nine seconds after its import."""

Found = Callable[[str], Watched]


def reading(media: Path, out: Path) -> list[list[str]]:
    """What is asked about models and media, two pairs of engines, and what is done with their transcripts."""
    transcript = str(out / "bulletin.json")
    return [
        ["--help"], ["schema"], ["models", "list"], ["models", "verify", "whisper-tiny.en"],
        ["probe", str(media)],
        ["transcribe", str(media), "-o", str(out), "--asr", "faster-whisper:tiny.en", "--diarizer", "starter",
         "-q"],
        ["transcribe", str(media), *_TINY],
        ["render", transcript], ["relabel", transcript], ["search", str(out), "bridge", "--rebuild"],
        ["evaluate", transcript, transcript],
        ["doctor"],  # its own namespace lies within this one, and judges for itself
    ]  # fmt: skip


def archiving(media: Path, out: Path) -> list[list[str]]:
    """Whose workers are processes of their own, and are watched, too."""
    inbox, archive = out / "in", str(out / "archive")
    inbox.mkdir(parents=True)
    (inbox / "new.wav").write_bytes(media.read_bytes())
    return [
        ["batch", str(media.parent), archive, "-j", "1", *_TINY],
        ["verify", archive],
        ["watch", str(inbox), str(out / "seen"), "-j", "1", "--until-empty", "--settle", "0", *_TINY],
    ]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Found]:
    """What every child did, by name. They all run at once, as some mostly wait."""
    media = tmp_path_factory.mktemp("news") / "bulletin.wav"
    start = ["-loglevel", "error", "-i", str(_BRIDGE / "segment.opus"), "-t", "6"]
    subprocess.run([ffmpeg_program(), *start, str(media)], check=True)
    aged(media)  # what is younger than some seconds may still be written, and is left for later
    out = tmp_path_factory.mktemp("out")
    commands = {"reading": reading(media, out / "one"), "archiving": archiving(media, out / "two")}
    calls = {
        name: ["-m", "tests.offline.in_turn", json.dumps(wanted)] for name, wanted in commands.items()
    } | {
        "onnxruntime, bare": ["-c", _ONNX],
        "onnxruntime, with us": ["-c", f"import pipeline.engines.contract; {_ONNX}"],
    }
    with ThreadPoolExecutor(len(calls)) as pool:
        running: dict[str, Future[Watched]] = {
            name: pool.submit(watch, [sys.executable, *call], 300) for name, call in calls.items()
        }

        def ended(name: str) -> Watched:
            try:
                return running[name].result()
            except NoNamespaceError as reason:
                skip(reason)

        yield ended


@pytest.mark.parametrize(("name", "count"), [("reading", 12), ("archiving", 3)])
def test_no_command_and_no_engine_calls_anybody(found: Found, name: str, count: int) -> None:
    """Every command ends well, and the kernel counts no connection and no look-up."""
    seen = found(name)
    assert [line for line in seen.out.splitlines() if line.startswith("@@ ")] == [
        f"@@ {number} 0" for number in range(count)
    ], seen.err
    assert seen.attempts() == {}


def test_doctor_says_that_it_tried_it_and_for_how_long(found: Found) -> None:
    assert "ok   telemetry: no connection attempted in an empty network namespace" in found("reading").out


@pytest.mark.skipif(not importlib.util.find_spec("onnxruntime"), reason="onnxruntime is not installed")
def test_onnxruntime_is_caught_without_the_switches_and_quiet_with_them(found: Found) -> None:
    """The user's own wish to be reported, which the children were given, loses."""
    assert found("onnxruntime, bare").attempts()
    assert found("onnxruntime, with us").attempts() == {}
