"""The n-th write, sync, rename or making of a folder fails, for every n until a run passes untouched."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.faults.oracle import Case
from tests.support.cli import call

pytestmark = pytest.mark.usefixtures("scripted")


class Failing:
    """A function that fails the n-th time it is called for something in `folder`."""

    def __init__(self, real: Callable[..., Any], folder: Path, number: int, code: int) -> None:
        self.real = real
        self.folder = str(folder)
        self.number = number
        self.code = code
        self.calls = 0

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        if self._is_there(arguments[0]):
            self.calls += 1
            if self.calls == self.number:
                raise OSError(self.code, os.strerror(self.code))
        return self.real(*arguments, **named)

    def _is_there(self, place: object) -> bool:
        if isinstance(place, int):
            try:
                place = Path(f"/proc/self/fd/{place}").readlink()
            except OSError:
                return False
        return isinstance(place, str | os.PathLike) and os.fspath(place).startswith(self.folder)


_PLACES = {
    "fsync": (os, "fsync"), "rename": (Path, "replace"), "open": (Path, "open"), "folder": (Path, "mkdir"),
}  # fmt: skip


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="needs /proc to know which file is meant")
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS], ids=["full", "broken", "read-only"])
@pytest.mark.parametrize("what", _PLACES)
def test_results_are_whole_or_not_there_wherever_the_disk_fails(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, recording: Path, tmp_path: Path,
    what: str, code: int,
) -> None:  # fmt: skip
    words = ("transcribe", recording, "-f", "article", "-f", "vtt", "-o")
    assert call(capsys, *words, tmp_path / "whole").code == 0
    whole = Case.of(recording, tmp_path / "whole").results()
    home, name = _PLACES[what]
    for number in range(1, 40):
        case = Case.of(recording, tmp_path / f"out{number}")
        failing = Failing(getattr(home, name), case.folder, number, code)
        with monkeypatch.context() as patch:
            patch.setattr(home, name, lambda *a, _failing=failing, **k: _failing(*a, **k))
            result = call(capsys, *words, case.folder)
        case.check(result)
        if failing.calls < number:
            assert result.code == 0
            assert number > 1, "nothing was ever called"
            return
        again = call(capsys, *words, case.folder, "--force")
        assert (again.code, case.results()) == (0, whole)
    pytest.fail("it never came through")
