"""Parts that other packages add."""

from __future__ import annotations

from importlib.metadata import PathDistribution
from pathlib import Path

import pytest

from pipeline.errors import MissingToolError
from pipeline.plugins import Plugins
from tests.support.plugins import install

_GROUP = "broadcast_pipeline.toys"


def table() -> Plugins[str]:
    """Words by name, one of them ours."""
    return Plugins(_GROUP, str, {"ours": "at home"})


def test_a_part_of_an_installed_package_is_found_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, monkeypatch, _GROUP, {"theirs": "toy:WORD"}, toy="WORD = 'from afar'")
    toys = table()
    assert list(toys) == ["ours", "theirs"]
    assert dict(toys) == {"ours": "at home", "theirs": "from afar"}
    assert "theirs" in toys
    assert "nobody's" not in toys
    assert len(toys) == 2


def test_nobody_replaces_a_part_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, monkeypatch, _GROUP, {"ours": "toy:WORD"}, toy="WORD = 'from afar'")
    assert dict(table()) == {"ours": "at home"}


def test_our_own_parts_are_found_without_looking_at_installed_packages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(PathDistribution, "read_text", None)  # calling it would be an error
    assert table()["ours"] == "at home"
    assert "ours" in table()


@pytest.mark.parametrize(
    ("module", "said"),
    [
        ("raise RuntimeError('no luck')", "'theirs' of the package 'toys' is broken: RuntimeError: no luck."),
        ("import nothing_of_this_name", "'theirs' of the package 'toys' is broken: ModuleNotFoundError"),
        ("WORD = 7", "'theirs' of the package 'toys' is of type int, not str."),
    ],
)
def test_a_package_that_cannot_be_used_is_named(
    module: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, monkeypatch, _GROUP, {"theirs": "toy:WORD"}, toy=module)
    with pytest.raises(MissingToolError) as caught:
        table()["theirs"]
    assert caught.value.message.startswith(said)
    assert caught.value.hint


def test_a_name_that_nobody_brings_is_no_key() -> None:
    with pytest.raises(KeyError):
        table()["theirs"]
