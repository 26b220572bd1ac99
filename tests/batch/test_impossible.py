"""What could not be written is said before the work, costs no hearing, and stops nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.archive.report import Status
from pipeline.batch.run import BatchConfig
from pipeline.cli.progress.plan import plan_lines
from tests.support.batch import Bench, endings, sound

_LONG = "a" * 251


@pytest.fixture
def blocked(bench: Bench) -> Bench:
    """Recordings whose results have too long a name, or a folder or a file in the way; and two others."""
    sound(bench.source / f"{_LONG}.wav", loud=3)
    sound(bench.source / "folder.wav", loud=4)
    sound(bench.source / "file" / "in.wav", loud=5)
    (bench.archive / "folder.json").mkdir(parents=True)
    (bench.archive / "file").write_bytes(b"somebody's")
    return bench


def test_the_plan_names_them_and_says_why(blocked: Bench) -> None:
    plan = BatchConfig(blocked.source, blocked.archive, blocked.asked).plan({})
    lines = "\n".join(plan_lines(plan, {}))
    assert set(plan.impossible) == {f"{_LONG}.wav", "folder.wav", "file/in.wav"}
    assert f"Not to be done: {_LONG}.wav: Cannot write to" in lines
    assert "the name is too long" in lines
    assert "a folder is in its place" in lines
    assert "a file is in the place of its folder" in lines


@pytest.mark.parametrize("force", [False, True])
def test_nothing_is_heard_for_them_and_the_rest_is_done(blocked: Bench, force: bool) -> None:
    ended = endings(blocked.run(force=force))
    failed = {name for name, status in ended.items() if status is Status.FAILED}
    assert failed == {f"{_LONG}.wav", "folder.wav", "file/in.wav"}
    assert sorted(task.path.name for task in blocked.workers.tasks) == ["monday.wav", "tuesday.wav"]
    assert (blocked.archive / "file").read_bytes() == b"somebody's"


def test_a_name_that_fits_only_without_a_format_is_refused_with_it(bench: Bench) -> None:
    name = "b" * 250  # .json fits, .text.txt does not
    sound(bench.source / f"{name}.wav", loud=3)
    for formats, refused in (((), set()), (("text",), {f"{name}.wav"})):
        order = BatchConfig(bench.source, bench.archive, replace(bench.asked, formats=formats))
        assert set(order.plan({}).impossible) == refused
