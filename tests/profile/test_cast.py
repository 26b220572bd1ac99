"""The cast of a recording, read from a file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.errors import DocumentError, InputError
from pipeline.profile.cast import check_labels, read_cast
from pipeline.profile.model import Person
from pipeline.transcript.model import Role


def cast(folder: Path, text: str) -> Path:
    """A cast file with `text` in it."""
    path = folder / "cast.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_line_is_a_person(tmp_path: Path) -> None:
    path = cast(tmp_path, "# tonight\nClara Hughes = anchor\n\n Kim  Bo-kyoung=Correspondent \n")
    assert read_cast(path) == (
        Person("Clara Hughes", Role.ANCHOR, "cast"),
        Person("Kim Bo-kyoung", Role.CORRESPONDENT, "cast"),
    )


def test_the_same_line_twice_is_one_person(tmp_path: Path) -> None:
    assert len(read_cast(cast(tmp_path, "Clara Hughes = anchor\nclara hughes = anchor\n"))) == 1


def test_a_name_with_two_roles_is_a_contradiction(tmp_path: Path) -> None:
    path = cast(tmp_path, "Clara Hughes = anchor\nClara Hughes = expert\n")
    with pytest.raises(DocumentError, match="says that Clara Hughes is anchor and expert"):
        read_cast(path)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "Clara Hughes = presenter",
            r"Clara Hughes the role 'presenter'.*anchor, correspondent, expert",
        ),
        ("Clara Hughes = unknown", "the role 'unknown'"),
        ("Clara Hughes", "Line 2 .* is not 'name = role'"),
        ("= anchor", "is not 'name = role'"),
        ("... = anchor", "is not 'name = role'"),
    ],
)
def test_a_line_that_is_no_person_is_told_with_its_number(tmp_path: Path, line: str, message: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read_cast(cast(tmp_path, f"Thomas Baker = correspondent\n{line}\n"))
    assert re.search(message, str(caught.value))


def test_a_file_that_cannot_be_read_or_is_no_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_cast(tmp_path / "none.txt")
    for content in (b"\xff\xfe\x00", b"a\0b = anchor"):
        (tmp_path / "cast.txt").write_bytes(content)
        with pytest.raises(DocumentError, match="is not"):
            read_cast(tmp_path / "cast.txt")


def test_a_line_may_say_whose_a_label_is(tmp_path: Path) -> None:
    path = cast(
        tmp_path, "S2 = Jane Doe, correspondent\nS5 = Jane  Doe, Correspondent\nClara Hughes = anchor\n"
    )
    assert read_cast(path) == (
        Person("Jane Doe", Role.CORRESPONDENT, "cast", "S2"),
        Person("Jane Doe", Role.CORRESPONDENT, "cast", "S5"),
        Person("Clara Hughes", Role.ANCHOR, "cast"),
    )


def test_a_label_with_two_names_is_a_contradiction(tmp_path: Path) -> None:
    path = cast(tmp_path, "S2 = Jane Doe, correspondent\nS2 = Lena Ford, correspondent\n")
    with pytest.raises(DocumentError, match="says that S2 is Jane Doe and Lena Ford"):
        read_cast(path)


def test_a_label_whose_role_does_not_exist_is_told(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="gives Jane Doe the role 'reporter'"):
        read_cast(cast(tmp_path, "S2 = Jane Doe, reporter\n"))


def test_a_label_that_nobody_has_is_told_with_those_there_are() -> None:
    jane = Person("Jane Doe", Role.CORRESPONDENT, "cast", "S9")
    check_labels([jane], ["S9"])
    with pytest.raises(DocumentError, match=r"S9 is Jane Doe, but in this recording there are S1, S2\."):
        check_labels([jane], ["S1", "S2"])
