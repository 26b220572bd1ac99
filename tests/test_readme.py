"""What the README and the pages of docs/ show is what happens."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import click
import pytest

from bench.picture import PICTURE, picture
from pipeline import Pipeline, Transcript
from pipeline.cli import main
from pipeline.cli.main import cli
from pipeline.corrections.changes_file import CHANGES
from pipeline.engines.diarization import Turn
from pipeline.engines.fake import ScriptedDiarizer, ScriptedRecognizer
from pipeline.transcript.identity import identity
from tests.golden import ARTICLE, EXAMPLE, TRANSCRIPT
from tests.support.pages import PAGES, README, TOP, WRITTEN, blocks, commands
from tests.support.steps import raw_step

_MODELS = frozenset({"transcribe", "batch", "watch", "search", "verify", "models"})
"""Commands that need models, or an archive that was made with them."""
_NOT_OPTIONS = frozenset({"--help", "-word", "--write"})
"""Click's own; what is left out of a search; an option of the fit of weights."""
_WRITES = {
    "README.md": ("out/segment.txt", "archive/recordings.txt"),
    "docs/newsroom.md": ("out/segment.text.txt", "corrected/segment.txt", "shows/copy.txt"),
    "docs/archive.md": ("archive/recordings.txt", "archive/incoming.json"),
    "docs/review.md": ("segment.review.html",),
    "docs/formats.md": ("forms/segment.text.txt",),
}
"""What lies on the desk when the commands of a page are through."""


def named(page: Path) -> str:
    return page.relative_to(TOP).as_posix()


def needs_models(page: Path) -> bool:
    return any(line.split()[0] in _MODELS for line in commands(page))


def pages_to_run() -> Iterator[object]:
    """Every page with commands that the README has not."""
    for page in PAGES:
        lines = commands(page)
        if lines and (page == README or not set(lines) <= set(commands(README))):
            yield pytest.param(page, id=named(page), marks=[pytest.mark.models] * needs_models(page))


def every_command(group: click.Group, above: click.Context) -> Iterator[click.Command]:
    for name in group.list_commands(above):
        command = group.get_command(above, name)
        assert command is not None
        yield command
        if isinstance(command, click.Group):
            yield from every_command(command, above)


def parse(group: click.Group, words: Sequence[str]) -> None:
    """What click does with words before the command runs. Raises UsageError for what it does not take."""
    name, *rest = words
    with click.Context(group, info_name="pipeline") as above:
        command = group.get_command(above, name)
        assert command is not None, name
        if isinstance(command, click.Group):
            parse(command, rest)
        else:
            command.make_context(name, rest, parent=above)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the recordings and lists that the pages speak of."""
    for name in ("segment.opus", "copy.opus"):
        shutil.copy(EXAMPLE / "segment.opus", tmp_path / name)
    for folder in ("recordings", "incoming"):
        (tmp_path / folder).mkdir()
        recording = Path(shutil.copy(EXAMPLE / "segment.opus", tmp_path / folder / f"{folder}.opus"))
        os.utime(recording, (1e9, 1e9))  # copied long ago
    (tmp_path / "names.txt").write_text("Clara Hughes\nThomas Baker\n", "utf-8")
    (tmp_path / "cast.txt").write_text("Clara Hughes = anchor\n", "utf-8")
    (tmp_path / "show.toml").write_text('station = "Example News"\n', "utf-8")
    heard = Transcript.load(TRANSCRIPT)
    checked = replace(heard, speakers=tuple(replace(one, confidence=1.0) for one in heard.speakers))
    for day in ("monday", "tuesday", "wednesday"):
        checked.save(tmp_path / "checked" / f"{day}.json")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def lay_out(desk: Path) -> None:
    """The transcript of the example, and as its correction the same once more."""
    for folder in ("out", "corrected", "archive"):
        (desk / folder).mkdir()
        shutil.copy(TRANSCRIPT, desk / folder / "segment.json")
    of = identity(Transcript.load(TRANSCRIPT))
    downloaded = {
        "schema": CHANGES,
        "of": of,
        "by": "R. Ito",
        "steps": [raw_step({"do": "title", "text": "T"})],
    }
    (desk / "segment.corrections.json").write_text(json.dumps(downloaded), "utf-8")


def scripted() -> Pipeline:
    """Engines that hear two voices, without models."""
    words = {(0.0, 5.0): "Good evening, this is Clara Hughes with the news.", (5.0, 9.0): "Thank you."}
    return Pipeline(ScriptedRecognizer(words), ScriptedDiarizer([Turn(0.0, 5.0, "a"), Turn(5.0, 9.0, "b")]))


def test_the_article_in_the_readme_is_the_golden_article_s_beginning() -> None:
    (shown,) = blocks(README, "text")
    assert len(shown) > 500
    assert ARTICLE.read_text("utf-8").startswith(shown.removesuffix("[...]\n"))


def test_the_picture_in_the_readme_is_drawn_from_the_golden_transcript() -> None:
    assert PICTURE.read_text("utf-8") == picture(), "draw it again with `python -m bench.picture`"
    assert f"]({PICTURE.relative_to(TOP).as_posix()})" in README.read_text("utf-8")
    assert "http" not in PICTURE.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")


def test_the_article_on_the_page_of_formats_is_made_of_the_golden_article_s_parts() -> None:
    shown, _ = blocks(TOP / "docs" / "formats.md", "text")
    beginning, end = shown.split("[...]\n")
    assert ARTICLE.read_text("utf-8").startswith(beginning)
    assert ARTICLE.read_text("utf-8").endswith(end)


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_command_that_is_shown_is_understood(page: Path) -> None:
    for line in commands(page):
        parse(cli, shlex.split(line))


@pytest.mark.parametrize("page", WRITTEN, ids=named)
def test_every_command_and_option_in_the_text_exists(page: Path) -> None:
    below = list(every_command(cli, click.Context(cli)))
    options = {option for command in (cli, *below) for param in command.params for option in param.opts}
    spans = re.findall(r"(?<!`)`([^`\n]+)`(?!`)", page.read_text("utf-8"))
    ours = [span for span in spans if not span.startswith(("pip ", "python "))]
    said = {word for span in ours for word in re.findall(r"(?:^|(?<=\s))--?[a-z][\w-]*", span)}
    assert said - options <= _NOT_OPTIONS
    names = {match for span in spans for match in re.findall(r"^pipeline ([a-z]+)", span)}
    assert names <= set(cli.list_commands(click.Context(cli)))


@pytest.mark.parametrize("page", list(pages_to_run()))
def test_every_command_that_is_shown_runs(
    page: Path,
    desk: Path,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if needs_models(page):
        loaded = request.getfixturevalue("newsroom")
        monkeypatch.setattr(Pipeline, "load", lambda *_, **__: loaded)
    if not any(line.startswith("transcribe ") for line in commands(page)):
        lay_out(desk)
    monkeypatch.setattr("uvicorn.Server.run", lambda *_, **__: None)  # it would go on until somebody stops it
    monkeypatch.setattr(click, "launch", lambda _: 0)
    for line in commands(page):
        with pytest.raises(SystemExit) as end:
            main(shlex.split(line))
        out, err = capsys.readouterr()
        assert end.value.code == 0, f"{line}: {err}"
        assert "bridge" in out or not line.startswith("search"), line
    for path in _WRITES.get(named(page), ()):
        assert (desk / path).exists(), path


@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page, "python")], ids=named)
def test_every_program_that_is_shown_runs(
    page: Path, desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lay_out(desk)
    monkeypatch.setattr(Pipeline, "load", lambda *_, **__: scripted())
    for program in blocks(page, "python"):
        exec(compile(program, page.name, "exec"), {})
        assert capsys.readouterr().out.strip()


@pytest.mark.models
def test_the_program_in_the_readme_tells_who_is_who(
    desk: Path, newsroom: Pipeline, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Pipeline, "load", lambda *_, **__: newsroom)
    (program,) = blocks(README, "python")
    exec(compile(program, "README.md", "exec"), {})
    assert "S1 anchor" in capsys.readouterr().out


def test_the_make_targets_that_are_shown_exist() -> None:
    makefile = (TOP / "Makefile").read_text("utf-8")
    lines = [
        line
        for name in ("README.md", "CONTRIBUTING.md")
        for b in blocks(TOP / name, "sh")
        for line in b.splitlines()
    ]
    assert len(lines) > 6
    for line in lines:
        assert re.search(rf"^{line.split()[1]}:", makefile, re.MULTILINE), line


def test_the_ray_commands_that_are_shown_are_ray_s() -> None:
    pytest.importorskip("ray", reason="the extra `cluster` is not installed")
    from ray.scripts.scripts import start

    (block,) = blocks(TOP / "docs" / "archive.md", "shell")
    known = {option for parameter in start.params for option in parameter.opts}
    asked = [
        word for line in block.splitlines() if line.startswith("ray") for word in line.split("#")[0].split()
    ]
    assert {word for word in asked if word.startswith("--")} <= known


def test_the_profile_that_is_shown_is_read(tmp_path: Path) -> None:
    from pipeline.profile.show import read_profile

    (shown,) = blocks(TOP / "docs" / "newsroom.md", "toml")
    (tmp_path / "show.toml").write_text(shown, "utf-8")
    assert read_profile(tmp_path / "show.toml").station == "Example News"
