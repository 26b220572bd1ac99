"""Decoders that hang, lie, flood and die: each ends in a state with a name, and at once."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.limits import Limits
from pipeline.media.ffmpeg import ffmpeg_program
from pipeline.options import Options
from tests.faults.oracle import Case
from tests.support.cli import ARTICLE, call

pytestmark = [
    pytest.mark.usefixtures("scripted"),
    pytest.mark.skipif(sys.platform == "win32", reason="the stubs are shell scripts"),
]

_SECOND = 64_000
"""Bytes that a decoder gives for a second."""
_STUBS = {
    "hangs": ("sleep 600", 3),
    "hangs after a second": (f"head -c {_SECOND} /dev/zero; sleep 600", 3),
    "does not listen": ("trap '' TERM; while true; do sleep 1; done", 3),
    "starts another that hangs": ("sleep 600 & wait", 3),
    "dies at once": ("kill -SEGV $$", 3),
    "dies after a second": (f"head -c {_SECOND} /dev/zero; kill -SEGV $$", 3),
    "says nothing and gives nothing": ("exit 0", 3),
    "never ends": ("cat /dev/zero", 3),
    "floods its messages": ("yes '[error] oh' >&2", 3),
    "gives half of what there is": (f"head -c {_SECOND} /dev/zero", 3),
    "sends a line without end": ("head -c 100000000 /dev/zero | tr '\\0' x >&2; exit 1", 3),
}  # fmt: skip


@pytest.fixture
def stub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An ffmpeg that is found first, to be written by the test; limits are short."""
    program = tmp_path / "bin" / "ffmpeg"
    program.parent.mkdir()
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    short = Limits(stalled=1.0, total=8.0, said=1 << 22, decoded=60.0)
    monkeypatch.setattr(Options, "limits", property(lambda _: short))
    ffmpeg_program.cache_clear()
    yield program
    ffmpeg_program.cache_clear()


@pytest.mark.parametrize("name", _STUBS)
def test_a_decoder_that_misbehaves_costs_its_own_file_and_little_time(
    capsys: pytest.CaptureFixture[str], recording: Path, tmp_path: Path, stub: Path, name: str
) -> None:
    script, code = _STUBS[name]
    stub.write_text(f"#!/bin/sh\n{script}\n")
    stub.chmod(0o755)
    case = Case.of(recording, tmp_path / "out")
    begun = time.monotonic()
    result = call(capsys, "transcribe", recording, "-o", case.folder)
    assert time.monotonic() - begun < 30
    case.check(result)
    assert result.code == code
    assert "segment.wav" in result.err


def test_the_others_go_on(capsys: pytest.CaptureFixture[str], recording: Path, stub: Path) -> None:
    import imageio_ffmpeg

    real = imageio_ffmpeg.get_ffmpeg_exe()
    other = recording.with_name("other.wav")
    other.write_bytes(recording.read_bytes())
    stub.write_text(f'#!/bin/sh\ncase "$*" in *segment.wav*) sleep 600;; esac\nexec "{real}" "$@"\n')
    stub.chmod(0o755)
    result = call(capsys, "transcribe", recording, other)
    assert (result.code, result.out) == (9, ARTICLE)
