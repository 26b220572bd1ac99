"""What is told on stderr during the work."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from pipeline.cli.parameters import Log
from pipeline.cli.progress.batch_bars import Bars
from pipeline.cli.progress.single import JsonLines, Plain, reporter, summary
from pipeline.corrections.relabel import relabel
from pipeline.progress import Stage
from pipeline.transcript.doubt import Doubt
from pipeline.transcript.file import read_transcript
from pipeline.transcript.model import Paragraph, Transcript
from pipeline.transcript.provenance import Provenance
from pipeline.transcript.recording import Recording
from tests.support.cli import call

_MEDIA = Path("folder/evening news.mp4")


@pytest.fixture
def document(transcript: Path) -> Transcript:
    """A small transcript without paragraphs."""
    return read_transcript(transcript)


def told(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The lines on stderr; nothing may have gone to stdout."""
    captured = capsys.readouterr()
    assert captured.out == ""
    return captured.err.splitlines()


def test_without_a_terminal_there_is_a_line_a_file_and_no_bar(
    capsys: pytest.CaptureFixture[str], document: Transcript
) -> None:
    report = reporter(Log())
    with report.working(_MEDIA) as listener:
        listener(Stage.DECODE, 0.5)
    report.done(_MEDIA, document, 12.4)
    assert told(capsys) == ["evening news.mp4: ? of sound, 0 voices, 0 paragraphs, in 12 s."]


def test_a_quiet_one_tells_errors_only(capsys: pytest.CaptureFixture[str], document: Transcript) -> None:
    report = reporter(Log(quiet=True))
    report.say("a remark")
    with report.working(_MEDIA) as listener:
        listener(Stage.DECODE, 0.5)
    report.done(_MEDIA, document, 12.4)
    report.failed(_MEDIA, "It broke\nin two.", 3)
    assert told(capsys) == ["pipeline: It broke in two."]


def test_places_are_told_with_their_times_the_worst_first(
    capsys: pytest.CaptureFixture[str], document: Transcript
) -> None:
    doubt = Doubt("words", 2, 61.0, "2 words it is unsure of")
    said = Paragraph(61.0, 65.0, "S2", "We want an answer.", quoted=True, doubts=(doubt,))
    worse = replace(doubt, kind="quote", rank=1, time=3723.0, text="a quote that is in doubt")
    later = replace(said, start=3723.0, end=3725.0, doubts=(worse,))
    told_document = replace(document, paragraphs=(replace(said, doubts=()), said))
    Plain(quiet=False, bars=False).done(_MEDIA, told_document, 1)
    assert told(capsys)[1:] == ["evening news.mp4: listen here first: 00:01:01 2 words it is unsure of."]
    JsonLines().done(_MEDIA, replace(told_document, paragraphs=(said, later)), 1)
    assert next(json.loads(line).get("text") for line in told(capsys)) == (
        "listen here first: 01:02:03 a quote that is in doubt; 00:01:01 2 words it is unsure of."
    )


def test_of_many_places_five_are_told_and_the_rest_counted(
    capsys: pytest.CaptureFixture[str], document: Transcript
) -> None:
    many = tuple(Doubt("number", n, 20.0 * n, "a number it is unsure of") for n in range(1, 8))
    said = Paragraph(0.0, 150.0, "S2", "We want an answer.", doubts=many)
    Plain(quiet=False, bars=False).done(_MEDIA, replace(document, paragraphs=(said,)), 1)
    line = told(capsys)[1]
    assert line.count("a number it is unsure of") == 5
    assert line.endswith("00:01:40 a number it is unsure of (and 2 more).")


def test_a_strange_name_stays_on_its_line(capsys: pytest.CaptureFixture[str], document: Transcript) -> None:
    Plain(quiet=False, bars=False).done(Path("a\nb\x1b[31m.mp4"), document, 1)
    (line,) = told(capsys)
    assert line.startswith("a\\nb\\x1b[31m.mp4: ")


def test_every_line_for_programs_is_an_event(
    capsys: pytest.CaptureFixture[str], document: Transcript
) -> None:
    report = reporter(Log(quiet=True, log_format="jsonl"))
    report.say("a remark\nof two lines")
    with report.working(_MEDIA) as listener:
        listener(Stage.DECODE, 0.5)
    report.done(_MEDIA, document, 12.432)
    report.failed(_MEDIA, "broken", 3)
    assert [json.loads(line) for line in told(capsys)] == [
        {"event": "message", "text": "a remark\nof two lines"},
        {"event": "started", "file": str(_MEDIA)},
        {"event": "progress", "file": str(_MEDIA), "stage": "decode", "share": 0.5},
        {"event": "done", "file": str(_MEDIA), "duration": None, "seconds": 12.43},
        {"event": "failed", "file": str(_MEDIA), "text": "broken", "code": 3},
    ]


def test_progress_for_programs_is_told_once_a_second_and_at_each_end(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 0.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    with JsonLines().working(_MEDIA) as listener:
        for step in range(1, 11):
            now = step / 4
            listener(Stage.DECODE, step / 10)
        listener(Stage.DIARIZE, 0.0)
    events = [json.loads(line) for line in told(capsys)][1:]
    assert [(event["stage"], event["share"]) for event in events] == [
        ("decode", 0.1), ("decode", 0.5), ("decode", 0.9), ("decode", 1.0), ("diarize", 0.0),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["new\nline.mp4", 'quo"te.mp4', "😀\x1b.mp4"])
def test_any_name_gives_a_line_that_parses(capsys: pytest.CaptureFixture[str], name: str) -> None:
    with JsonLines().working(Path(name)):
        pass
    (line,) = told(capsys)
    assert json.loads(line)["event"] == "started"


def test_a_terminal_shows_a_bar_that_moves_through_all_stages_and_is_gone_afterwards(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    shown: list[float] = []
    with Plain(quiet=False, bars=True).working(Path("[bold]\n.mp4")) as listener:
        bars = listener.__self__  # type: ignore[attr-defined]
        for stage in Stage:
            for share in (0.0, 0.5, 1.0):
                listener(stage, share)
                (task,) = bars._progress.tasks
                shown.append(task.completed)
                assert task.description == stage.value
    assert shown == sorted(shown)
    assert shown[0] == 0.0
    assert shown[-1] == pytest.approx(1.0)
    assert bars._progress.finished
    assert isinstance(bars._progress.console, Console)
    assert bars._progress.console.stderr


@pytest.mark.parametrize("stage", Stage)
def test_a_recording_alone_and_one_of_a_batch_show_the_same_end_of_a_stage(stage: Stage) -> None:
    batch = Bars()
    batch.began("news.mp4")
    with Plain(quiet=False, bars=True).working(Path("news.mp4")) as listener:
        listener(stage, 1.0)
        (alone,) = listener.__self__._progress.tasks  # type: ignore[attr-defined]
    batch.moved("news.mp4", stage, 1.0)
    (among_others,) = (task for task in batch._progress.tasks if task.description == "news.mp4")
    assert alone.completed == among_others.completed > 0.0


def test_the_summary_counts_voices_and_roles(document: Transcript) -> None:
    whole = replace(relabel(document), recording=Recording("a.mp4", "0" * 64, 125.0))
    assert summary(whole) == "00:02:05 of sound, 2 voices (1 anchor, 1 expert), 3 paragraphs"


@pytest.mark.usefixtures("scripted")
def test_quiet_leaves_stderr_empty(capsys: pytest.CaptureFixture[str], recording: Path) -> None:
    assert call(capsys, "transcribe", recording, "--quiet").err == ""


@pytest.mark.usefixtures("scripted")
def test_the_log_for_programs_ends_with_done(capsys: pytest.CaptureFixture[str], recording: Path) -> None:
    result = call(capsys, "transcribe", recording, "--log-format", "jsonl")
    events = [json.loads(line) for line in result.err.splitlines()]
    assert [event["event"] for event in (events[2], events[3], events[-1])] == ["message", "started", "done"]
    assert {event["stage"] for event in events if event["event"] == "progress"} == {
        "loading", "decode", "diarize", "recognize",
    }  # fmt: skip


@pytest.mark.usefixtures("scripted")
def test_the_log_for_programs_ends_with_failed(capsys: pytest.CaptureFixture[str], recording: Path) -> None:
    content = recording.read_bytes()
    recording.write_bytes(content[: len(content) // 3])
    result = call(capsys, "transcribe", recording, "--log-format=jsonl")
    last = json.loads(result.err.splitlines()[-1])
    assert result.code == 3
    assert (last["event"], last["file"], last["code"]) == ("failed", str(recording), 3)
    assert "cut off" in last["text"]


def test_what_the_user_should_know_of_a_recording_is_said(
    capsys: pytest.CaptureFixture[str], document: Transcript
) -> None:
    noted = replace(document, provenance=Provenance("1", "now", notes=("The glossary is too long.",)))
    for log in ("text", "jsonl"):
        reporter(Log(log_format=log)).done(Path("news.mp4"), noted, 1.0)
        assert "The glossary is too long." in capsys.readouterr().err
