"""The command `pipeline` itself: help, exit codes, last words, and how it ends when it is stopped."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import click
import pytest

from pipeline import __version__, errors
from pipeline import transcriber as newsroom
from pipeline.cli.command import Command
from pipeline.cli.main import _COMMANDS, cli
from pipeline.errors import InputError
from tests.support.cli import call, command, environment, files, run
from tests.support.media import vast

_STOPPED = "pipeline: Stopped; nothing half-written was left behind."


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_names_every_command(capsys: pytest.CaptureFixture[str], option: str) -> None:
    result = call(capsys, option)
    assert result.code == 0
    assert result.err == ""
    assert set(_COMMANDS) <= set(result.out.split())


@pytest.fixture
def greet(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command added as CONTRIBUTING says: a module named like it, and a line in the table."""

    @click.command(cls=Command, examples=("pipeline greet --name Clara",))
    @click.option("--name", default="everybody", help="Who is greeted.")
    def greet(name: str) -> None:
        """Greet somebody."""
        if name == "nobody":
            raise InputError("Nobody is there.", hint="Wait.")
        click.echo(f"Hello, {name}")

    module = ModuleType("pipeline.cli.commands.greet")
    vars(module)["greet"] = greet
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setitem(_COMMANDS, "greet", "Greet somebody.")


@pytest.mark.usefixtures("greet")
def test_a_command_is_a_module_and_a_line_in_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert "greet       Greet somebody." in call(capsys, "--help").out
    helped = call(capsys, "greet", "--help").out
    assert helped.startswith("Usage: pipeline greet")
    assert "pipeline greet --name Clara" in helped
    assert "--verbose" in helped
    assert call(capsys, "greet", "--name", "Clara").out == "Hello, Clara\n"


@pytest.mark.usefixtures("greet")
def test_its_mistakes_and_errors_are_told_like_those_of_every_command(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert "Did you mean `pipeline greet`?" in call(capsys, "gret").complaint
    assert call(capsys, "greet", "--nosuch").code == 2
    failed = call(capsys, "greet", "--name", "nobody")
    assert (failed.code, failed.complaint) == (3, "pipeline: Nobody is there. Wait.")


@pytest.mark.parametrize("name", _COMMANDS)
def test_every_command_has_its_own_help(capsys: pytest.CaptureFixture[str], name: str) -> None:
    result = call(capsys, name, "--help")
    assert result.code == 0
    assert result.out.startswith(f"Usage: pipeline {name}")


def test_the_module_is_the_command_and_without_a_word_it_shows_its_help() -> None:
    result = run()
    assert "Usage: pipeline" in result.out + result.err
    assert "Traceback" not in result.err


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(capsys, "--version").out == f"pipeline, version {__version__}\n"


@pytest.mark.parametrize("words", [["nosuch"], ["--nosuch"], ["render"], ["render", "a.json", "--nosuch"]])
def test_a_command_line_that_makes_no_sense_is_a_usage_error(
    capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    result = call(capsys, *words)
    assert result.code == 2
    assert result.out == ""
    assert result.complaint.startswith("pipeline: ")


def fail_with(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """Let the loading of engines end in `error`."""

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(newsroom, "load_recognizer", fail)


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (errors.InputError, 3),
        (errors.MissingToolError, 4),
        (errors.ModelError, 5),
        (errors.EngineError, 6),
        (errors.OutputError, 7),
        (errors.DocumentError, 8),
    ],
)
def test_every_kind_of_error_has_its_exit_code_and_one_line(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    recording: Path,
    kind: type[errors.PipelineError],
    code: int,
) -> None:
    fail_with(monkeypatch, kind("It broke\nin two.", hint="Mend it."))
    result = call(capsys, "transcribe", recording)
    assert (result.code, result.out) == (code, "")
    assert result.complaint == "pipeline: It broke in two. Mend it."


def test_a_fault_in_the_program_is_one_clear_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, recording: Path
) -> None:
    fail_with(monkeypatch, ZeroDivisionError("division by zero"))
    result = call(capsys, "transcribe", recording)
    assert (result.code, result.out) == (1, "")
    assert result.complaint.startswith("pipeline: Unexpected ZeroDivisionError: division by zero.")
    assert "--verbose" in result.complaint


@pytest.mark.parametrize(
    "error", [ZeroDivisionError("division by zero"), errors.ModelError("It is missing.")]
)
def test_verbose_shows_where_an_error_arose(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, recording: Path, error: Exception
) -> None:
    fail_with(monkeypatch, error)
    result = call(capsys, "transcribe", recording, "--verbose")
    assert result.err.startswith("Traceback (most recent call last)")
    assert "in fail" in result.err
    assert result.err.splitlines()[-1].startswith("pipeline: ")


def commands_below(group: click.Group, *words: str) -> Iterator[tuple[str, ...]]:
    """The words that call each command of a group and of the groups in it, itself first."""
    yield words
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from commands_below(command, *words, name)
        else:
            yield (*words, name)


@pytest.mark.parametrize("words", list(commands_below(cli)), ids=" ".join)
def test_every_command_knows_verbose_once(capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
    assert call(capsys, *words, "--help").out.count("-v, --verbose") == 1


@pytest.mark.parametrize(
    "words",
    [
        ("search", "--verbose", "archive", "word"),
        ("--verbose", "search", "archive", "word"),
        ("search", "archive", "word", "-v"),
    ],
)
def test_verbose_is_heard_wherever_it_stands(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setattr("pipeline.archive.search.search", lambda *_, **__: 1 / 0)
    assert "ZeroDivisionError" in call(capsys, *words).err


def test_verbose_goes_together_with_quiet_in_one_word(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, recording: Path
) -> None:
    fail_with(monkeypatch, ZeroDivisionError("division by zero"))
    assert call(capsys, "transcribe", recording, "-qv").err.startswith("Traceback")


def test_a_file_that_is_called_like_an_option_s_value_is_none(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert call(capsys, "render", "jsonl").complaint.startswith("pipeline: ")
    assert call(capsys, "render", "--", "-v").complaint.startswith("pipeline: ")


def test_last_words_are_an_event_where_the_log_is_for_programs(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, recording: Path
) -> None:
    fail_with(monkeypatch, errors.ModelError("It is missing.", hint="Pull it."))
    result = call(capsys, "transcribe", recording, "--log-format", "jsonl")
    assert result.code == 5
    event = {"event": "failed", "file": None, "text": "It is missing. Pull it.", "code": 5}
    assert json.loads(result.err.splitlines()[-1]) == event


def test_ctrl_c_is_one_line_and_130(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, recording: Path
) -> None:
    fail_with(monkeypatch, KeyboardInterrupt())
    result = call(capsys, "transcribe", recording)
    assert (result.code, result.out) == (130, "")
    assert result.complaint == _STOPPED


def children(number: int) -> list[int]:
    """The processes that a process has started."""
    return [int(word) for word in Path(f"/proc/{number}/task/{number}/children").read_text().split()]


def is_running(number: int) -> bool:
    """Whether a process exists and has not ended."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="looks at processes as Linux shows them")
@pytest.mark.parametrize(
    "stop",
    [
        pytest.param(lambda number: os.kill(number, signal.SIGINT), id="SIGINT"),
        pytest.param(lambda number: os.kill(number, signal.SIGTERM), id="SIGTERM"),
        pytest.param(lambda number: os.killpg(number, signal.SIGINT), id="Ctrl-C on a terminal"),
    ],
)
def test_a_run_that_is_stopped_while_it_decodes_leaves_no_file_and_no_process(  # type: ignore[no-untyped-def]
    tmp_path: Path, stop
) -> None:
    long = vast(tmp_path / "long.wav")
    words = command("transcribe", long, "-o", tmp_path / "out", "--log-format", "jsonl", scripted=True)
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment(),
        start_new_session=True,
    ) as process:  # fmt: skip
        assert process.stderr is not None
        begun = [json.loads(process.stderr.readline()) for _ in range(5)][-1]
        assert begun["event"] == "progress"
        started = children(process.pid)
        stop(process.pid)
        out, err = process.communicate(timeout=30)
    assert begun["share"] < 0.9
    assert len(started) == 1
    assert process.returncode == 130
    assert out == ""
    last = [json.loads(line) for line in err.splitlines()][-1]
    assert last == {"event": "failed", "file": None, "text": _STOPPED.removeprefix("pipeline: "), "code": 130}
    assert files(tmp_path / "out") == {}
    for number in started:
        assert not is_running(number)


@pytest.fixture
def long_transcript(tmp_path: Path) -> Path:
    """A transcript that fills any pipe."""
    said = [
        {
            "start": second,
            "end": second + 1,
            "speaker": f"S{second % 2}",
            "text": f"Sentence number {second}.",
        }
        for second in range(4000)
    ]
    document = {"schema": "broadcast-transcript/1", "language": "en", "utterances": said}
    (tmp_path / "long.json").write_text(json.dumps(document))
    return tmp_path / "long.json"


def test_a_reader_that_has_had_enough_is_no_error(long_transcript: Path) -> None:
    """As in `pipeline render ... | head -n 1`."""
    with subprocess.Popen(
        command("render", long_transcript, "-f", "text"), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True, env=environment(),
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stderr is not None
        assert "Sentence number 0." in process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode == 0


def test_a_reader_that_never_read_is_no_error(transcript: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ended = subprocess.run(
        command("render", transcript), stdout=writing, stderr=subprocess.PIPE, text=True, env=environment()
    )
    os.close(writing)
    assert ended.stderr == ""
    assert ended.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs Linux's full disk")
def test_a_full_disk_behind_the_output_is_an_output_error(transcript: Path) -> None:
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            command("render", transcript), stdout=full, stderr=subprocess.PIPE, text=True, env=environment()
        )
    assert ended.returncode == 7
    assert ended.stderr.splitlines() == [
        "pipeline: No more can be written: No space left on device. Make room, or send the output elsewhere."
    ]


def test_output_is_utf8_whatever_the_terminal_claims(transcript: Path) -> None:
    text = transcript.read_text(encoding="utf-8").replace("Good evening", "Žluťoučký kůň")
    transcript.write_text(text, encoding="utf-8")
    ended = subprocess.run(
        command("render", transcript),
        capture_output=True,
        env=environment(LC_ALL="C", PYTHONIOENCODING="latin-1"),
    )
    assert "Žluťoučký kůň".encode() in ended.stdout
    assert ended.returncode == 0
