"""`pipeline review` as it is started, stopped, and told wrong things."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from pipeline.transcript.identity import identity
from pipeline.transcript.model import Transcript
from tests.golden import TRANSCRIPT
from tests.support.cli import call, command, environment
from tests.support.steps import raw_step

SEGMENT = Path(__file__).parents[3] / "examples" / "harbour-bridge" / "segment.opus"


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copy(TRANSCRIPT, tmp_path / "news.json")
    shutil.copy(SEGMENT, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "news.json"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
@pytest.mark.parametrize("place", ["news.json", "."])
def test_it_prints_its_address_answers_there_and_ends_with_ctrl_c(news: Path, place: str) -> None:
    process = subprocess.Popen(
        command("review", place, "--no-browser"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        cwd=news.parent, env=environment(),
    )  # fmt: skip
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        found = re.fullmatch(r"The page: (http://127\.0\.0\.1:\d+/[\w-]{43}/)\n", line)
        assert found, line
        with urllib.request.urlopen(found[1], timeout=30) as answer:
            assert answer.status == 200
    finally:
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (0, "")
    assert err == "Only this machine can open it. Ctrl C ends it.\n"


def test_a_page_that_needs_no_server_is_written_and_never_over_another_file(
    news: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = call(capsys, "review", news, "--export", "page.html")
    assert (done.code, done.out, done.err) == (0, "", "written: page.html\n")
    first = Path("page.html").read_text(encoding="utf-8")
    assert "Our correspondent Thomas Baker" in first
    again = call(capsys, "review", news, "--export", "page.html")
    assert (again.code, again.complaint) == (
        7, "pipeline: 'page.html' exists already. Use --force to replace it."
    )  # fmt: skip
    assert call(capsys, "review", news, "--export", "page.html", "--force", "--embed-audio").code == 0
    assert "data:audio/ogg;base64," in Path("page.html").read_text(encoding="utf-8")


def test_what_the_page_downloads_is_applied_by_correct(
    news: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    of = identity(Transcript.load(news))
    steps = [
        raw_step({"do": "title", "text": "Bridge opens"}),
        raw_step({"do": "name", "label": "S9", "name": "X"}),
    ]
    told = {"schema": "broadcast-corrections/1", "of": of, "by": "K. Osei", "steps": steps}
    Path("changes.json").write_text(json.dumps(told), encoding="utf-8")
    done = call(capsys, "correct", news, "--from", "changes.json")
    assert done.code == 0
    assert "no place for a correction: there is no speaker 'S9'" in done.err
    assert Transcript.load(news).title == "Bridge opens"
    told["of"] = "0" * 64
    Path("changes.json").write_text(json.dumps(told), encoding="utf-8")
    wrong = call(capsys, "correct", news, "--from", "changes.json")
    assert (wrong.code, "of another recording. Nothing was changed." in wrong.err) == (2, True)


@pytest.mark.parametrize(
    ("words", "code", "complaint"),
    [
        (("gone.json",), 3, "gone.json"),
        (("segment.opus",), 8, "segment.opus"),
        ((".", "--export", "a.html"), 2, "--export writes the page of one transcript: name its .json file."),
        (("news.json", "--media", "gone.mxf"), 2, "--media: there is no 'gone.mxf'."),
        (("news.json", "--force"), 2, "--embed-audio and --force go with --export."),
        (("news.json", "--port", "70000"), 2, "70000 is not in the range"),
    ],
)
def test_a_mistake_is_told_in_a_line(
    news: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], code: int, complaint: str
) -> None:
    done = call(capsys, "review", *words)
    assert complaint in done.err
    assert "Traceback" not in done.err
    assert done.code == code


def test_a_port_that_is_taken_is_told(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = call(capsys, "review", news, "--no-browser", "--port", str(port))
    assert done.code == 7
    assert f"Port {port} cannot be used: " in done.err
    assert os.linesep not in done.complaint
