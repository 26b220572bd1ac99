"""What the README shows is what happens."""

from __future__ import annotations

import os
import re
import shlex
import shutil
from pathlib import Path

import pytest

from pipeline import Pipeline
from pipeline.cli import main
from pipeline.errors import PipelineError
from tests.golden import ARTICLE, EXAMPLE

_README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")


def _blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", _README, re.MULTILINE | re.DOTALL)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, newsroom: Pipeline) -> Path:
    """A folder with the recordings the README speaks of, and engines that are loaded already."""
    for name in ("segment.opus", "copy.opus"):
        shutil.copy(EXAMPLE / "segment.opus", tmp_path / name)
    for folder in ("recordings", "incoming"):
        (tmp_path / folder).mkdir()
        recording = Path(shutil.copy(EXAMPLE / "segment.opus", tmp_path / folder / f"{folder}.opus"))
        os.utime(recording, (1e9, 1e9))  # copied long ago
    (tmp_path / "names.txt").write_text("Clara Hughes\nThomas Baker\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Pipeline, "load", lambda *_, **__: newsroom)
    return tmp_path


def test_the_article_in_the_readme_is_the_golden_article_s_beginning() -> None:
    (shown,) = _blocks("text")
    assert len(shown) > 500
    assert ARTICLE.read_text("utf-8").startswith(shown.removesuffix("[...]\n"))


@pytest.mark.models
def test_every_command_in_the_readme_runs(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [line for block in _blocks("console") for line in block.splitlines()]
    assert len(lines) >= 4
    said: list[str] = []
    for line in lines:
        program, *words = shlex.split(line.removeprefix("$ "))
        assert program == "pipeline"
        with pytest.raises(SystemExit) as end:
            main(words)
        out, err = capsys.readouterr()
        said.append(out)
        assert end.value.code == 0, f"{line}: {err}"
    assert (desk / "out" / "segment.txt").exists()
    assert (desk / "corrected" / "segment.json").exists()
    assert (desk / "shows" / "copy.txt").exists()
    assert sorted(path.name for path in (desk / "archive").glob("*.json")) == [
        "incoming.json",
        "recordings.json",
    ]
    assert any("bridge now?" in out for out in said)


@pytest.mark.models
def test_every_program_in_the_readme_runs(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (program,) = _blocks("python")
    exec(compile(program, "README.md", "exec"), {})
    assert "S1 anchor" in capsys.readouterr().out


def test_the_two_first_commands_are_targets_of_the_makefile() -> None:
    (block,) = _blocks("sh")
    makefile = (Path(__file__).parents[1] / "Makefile").read_text("utf-8")
    for line in block.splitlines():
        assert re.search(rf"^{line.split()[1]}:", makefile, re.MULTILINE)


def test_the_ray_commands_in_the_readme_are_ray_s() -> None:
    pytest.importorskip("ray", reason="the extra `cluster` is not installed")
    from ray.scripts.scripts import start

    (block,) = _blocks("shell")
    known = {option for parameter in start.params for option in parameter.opts}
    asked = [
        word for line in block.splitlines() if line.startswith("ray") for word in line.split("#")[0].split()
    ]
    assert {word for word in asked if word.startswith("--")} <= known


def test_the_table_of_exit_codes_is_the_program_s() -> None:
    shown = {int(code) for code in re.findall(r"^\| (\d+) \|", _README, re.MULTILINE)}
    assert shown == {error.exit_code for error in PipelineError.__subclasses__()} | {0, 2}
