"""Finding ffmpeg and running it so that nothing of it is left."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.errors import MissingToolError
from pipeline.limits import Limits
from pipeline.media.ffmpeg import ffmpeg_program, running
from pipeline.media.guarded import Reach

_TOP = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def found_anew() -> Iterator[None]:
    """Forget what was found before and, afterwards, what a test let be found."""
    ffmpeg_program.cache_clear()
    yield
    ffmpeg_program.cache_clear()


def test_an_ffmpeg_on_the_search_path_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "ffmpeg"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert ffmpeg_program() == str(program)


def test_without_one_that_of_the_wheel_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "imageio_ffmpeg" in ffmpeg_program()


def test_without_any_it_is_said_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "imageio_ffmpeg", None)
    with pytest.raises(MissingToolError, match=r"No ffmpeg was found.*pip install imageio-ffmpeg") as caught:
        ffmpeg_program()
    assert caught.value.exit_code == 4


def test_a_wheel_without_its_program_counts_as_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", "")
    monkeypatch.setattr("imageio_ffmpeg.get_ffmpeg_exe", lambda: (_ for _ in ()).throw(RuntimeError("none")))
    with pytest.raises(MissingToolError):
        ffmpeg_program()


def test_output_complaints_and_status_come_through() -> None:
    with running(["sh", "-c", "echo out; echo one >&2; echo >&2; echo two >&2; exit 3"], Reach()) as process:
        assert process.stdout.read() == b"out\n"
        assert process.finish() == (3, ["one", "two"])


def test_a_long_list_of_complaints_does_not_block_it() -> None:
    with running(["sh", "-c", "yes complaint | head -n 100000 >&2; echo done"], Reach()) as process:
        assert process.stdout.read() == b"done\n"
        assert process.finish()[1] == ["complaint"] * 200


def test_a_listener_hears_every_line_as_it_comes() -> None:
    heard: list[str] = []
    with running(["sh", "-c", "yes complaint | head -n 1000 >&2"], Reach(), heard.append) as process:
        process.stdout.read()
        assert process.finish() == (0, [])
    assert heard == ["complaint"] * 1000


_PARENT = "sleep 60 & echo $!; trap '' TERM; wait; sleep 60"


@pytest.mark.parametrize(
    ("program", "limits", "why"),
    [
        ("sleep 60", Limits(stalled=0.3), "nothing came of it for 0.3 s"),
        ("while true; do echo; sleep 0.05; done", Limits(total=0.5), "it took longer than 0.5 s"),
        ("yes >&2", Limits(said=1 << 20), "it sent more than 1048576 bytes of messages"),
    ],
    ids=["hangs", "never ends", "floods"],
)
def test_a_program_that_reaches_a_limit_is_ended_and_it_is_said_why(
    program: str, limits: Limits, why: str
) -> None:
    begun = time.monotonic()
    with running(["sh", "-c", program], Reach(), limits=limits) as process:
        process.stdout.read()
        status, _ = process.finish()
        assert status != 0
        assert process.ended == why
    assert time.monotonic() - begun < 20


def test_what_a_program_started_is_ended_with_it() -> None:
    with running(["sh", "-c", _PARENT], Reach(), limits=Limits(stalled=0.3)) as process:
        child = int(process.stdout.readline())
        process.stdout.read()
        process.finish()
    time.sleep(0.2)
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def test_a_program_that_cannot_be_started_is_a_missing_tool(tmp_path: Path) -> None:
    with (
        pytest.raises(MissingToolError, match="nowhere could not be started"),
        running([str(tmp_path / "nowhere")], Reach()),
    ):
        pass


_DEAF = """
import os, signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print(os.getpid(), flush=True)
time.sleep(60)
"""


def test_a_program_that_does_not_listen_is_gone_afterwards_all_the_same() -> None:
    begun = time.monotonic()
    with pytest.raises(KeyboardInterrupt), running([sys.executable, "-c", _DEAF], Reach()) as process:  # noqa: PT012  # within
        number = int(process.stdout.readline())
        raise KeyboardInterrupt
    assert time.monotonic() - begun < 30
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)


def test_what_the_user_types_meanwhile_is_not_taken() -> None:
    program = (
        "from pipeline.media.ffmpeg import running\nfrom pipeline.media.guarded import Reach\n"
        "with running(['cat'], Reach()) as process:\n    print(process.stdout.read())\nprint(input())\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], input="typed\n", capture_output=True, text=True, cwd=_TOP, check=True
    )
    assert ended.stdout.splitlines() == ["b''", "typed"]
