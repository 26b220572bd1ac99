"""`pipeline doctor`, as typed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.engines import auto, load, proof
from pipeline.engines.fake import ScriptedDiarizer, ScriptedRecognizer
from pipeline.engines.load import Loaded
from pipeline.engines.proof import Proof
from pipeline.errors import EngineError, MissingToolError
from pipeline.media import ffmpeg
from pipeline.models import ModelStore, State
from tests.support.cli import Outcome, call


@pytest.fixture
def examined(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Outcome]:
    """Runs the command with a machine that is well, except for what the test changed before."""
    monkeypatch.setenv("PIPELINE_MODELS", str(tmp_path / "store"))
    monkeypatch.setattr(proof, "start_proof", lambda: lambda: Proof(True, "nobody was called"))
    monkeypatch.setattr(ModelStore, "state", lambda *_: State.INSTALLED)
    monkeypatch.setattr(load, "load_recognizer", lambda *_: Loaded(ScriptedRecognizer({})))
    monkeypatch.setattr(load, "load_diarizer", lambda *_: Loaded(ScriptedDiarizer([])))
    return lambda *words: call(capsys, "doctor", *words)


def test_a_machine_that_is_well_is_told_so_and_timed(examined: Callable[..., Outcome]) -> None:
    result = examined()
    assert (result.code, result.err) == (0, "")
    assert all(line.startswith("ok   ") for line in result.out.splitlines())
    assert "s for a 10-second sample" in result.out.splitlines()[-1]


def test_looking_leaves_nothing_behind(examined: Callable[..., Outcome], tmp_path: Path) -> None:
    examined()
    assert list(tmp_path.iterdir()) == []


def test_missing_models_are_exit_code_5_and_nothing_is_timed(
    examined: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ModelStore, "state", lambda *_: State.MISSING)
    result = examined()
    assert result.code == 5
    assert "BAD  model whisper-base: missing" in result.out
    assert result.complaint == (
        "pipeline: The model whisper-base is missing. Run `pipeline models pull starter`."
    )
    assert "sample" not in result.out


def test_a_missing_ffmpeg_is_exit_code_4(
    examined: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> str:
        raise MissingToolError("No ffmpeg was found.", hint="Install it.")

    monkeypatch.setattr(ffmpeg, "ffmpeg_program", missing)
    result = examined()
    assert result.code == 4
    assert "BAD  ffmpeg: not found" in result.out
    assert result.complaint == "pipeline: No ffmpeg was found. Install it."


def test_a_store_that_cannot_be_written_is_exit_code_7(
    examined: Callable[..., Outcome], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("PIPELINE_MODELS", str(tmp_path / "file" / "store"))
    result = examined()
    assert result.code == 7
    assert "Set PIPELINE_MODELS to a folder that is." in result.complaint


def test_telemetry_that_stayed_on_is_exit_code_4(
    examined: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proof, "start_proof", lambda: lambda: Proof(False, "somebody was called"))
    result = examined()
    assert result.code == 4
    assert "BAD  telemetry: somebody was called" in result.out
    assert result.complaint.startswith("pipeline: A library would report its use: somebody was called.")


def test_engines_that_do_not_run_are_told(
    examined: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(name: str, store: ModelStore) -> ScriptedDiarizer:
        raise EngineError("The diarizer broke.")

    monkeypatch.setattr(load, "load_diarizer", broken)
    result = examined()
    assert result.code == 6
    assert "BAD  speed: the starter models do not run" in result.out


def test_all_findings_are_told_though_the_first_is_bad(
    examined: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ModelStore, "state", lambda *_: State.DAMAGED)
    names = [line[5:].split(":")[0] for line in examined().out.splitlines()]
    assert names == [
        "python", "ffmpeg", "guards around ffmpeg", "model store", "processor", "memory", "free disk",
        "model whisper-base", "model segmentation-3.0", "model campplus", "graphics card", "telemetry",
    ]  # fmt: skip


def test_programs_get_json_with_the_advice(
    examined: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ModelStore, "state", lambda *_: State.DAMAGED)
    result = examined("--json")
    assert result.code == 5
    found = {row["check"]: row for row in json.loads(result.out)}
    assert found["python"]["ok"] is True
    assert found["python"]["advice"] is None
    assert found["model campplus"]["ok"] is False
    assert found["model campplus"]["advice"] == "Run `pipeline models pull starter`."


def test_what_auto_takes_is_told_with_its_reason_and_timed_when_asked(
    examined: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(auto, "installed_models", lambda _: [auto.Candidate("base", 74, ("whisper",))])
    lines = examined("--time").out.splitlines()
    assert "ok   --asr auto: whisper:base, the only one installed" in lines
    assert lines[-1].startswith("ok   speed of auto: ")
    assert "speed of auto" not in examined().out


@pytest.mark.models
def test_this_machine_is_well(capsys: pytest.CaptureFixture[str], newsroom: object) -> None:
    result = call(capsys, "doctor")
    assert (result.code, result.err) == (0, "")
    assert "BAD" not in result.out
