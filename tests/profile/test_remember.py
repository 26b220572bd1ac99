"""What corrections teach a show's profile."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import DocumentError
from pipeline.profile.model import Person, WritingRule
from pipeline.profile.remember import Lessons, remembered
from pipeline.profile.show import read_profile
from pipeline.transcript.model import Role

SHOW = """# The evening show
station = "Example News"   # as it is printed
anchors = [
    "Clara Hughes",        # weekdays
]

[write]
"hewes" = "Hughes"

[file_names]
pattern = '(?P<title>.+)'
"""
LESSONS = Lessons(
    (WritingRule("Rut", "Rudd"), WritingRule("Hewes", "Hughes")),
    (
        Person("Jane Doe", Role.CORRESPONDENT, "profile"),
        Person("Clara Hughes", Role.ANCHOR, "profile"),
        Person("Kevin Rudd", Role.EXPERT, "profile"),
    ),
    ("Nobody sleeps better than on Acme. Call now!", "Call us."),
)


def show(folder: Path, text: str = SHOW) -> Path:
    """A profile with `text` in it."""
    path = folder / "evening.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_is_remembered_is_read_back_and_comments_and_order_stay(tmp_path: Path) -> None:
    path = show(tmp_path)
    remembered(path, LESSONS).write()
    house = read_profile(path)
    assert house.rules == (WritingRule("hewes", "Hughes"), WritingRule("Rut", "Rudd"))
    assert [(one.name, one.role) for one in house.people] == [
        ("Clara Hughes", Role.ANCHOR),
        ("Jane Doe", Role.CORRESPONDENT),
    ]
    assert house.spellings == ("Kevin Rudd",)
    assert house.adverts == ("Nobody sleeps better than on Acme. Call now!",)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line for line in SHOW.splitlines() if line not in lines] == []


def test_each_thing_that_is_new_is_told_and_an_expert_s_role_is_not_remembered(tmp_path: Path) -> None:
    path = show(tmp_path)
    assert [line.removeprefix(f"profile {path}: ") for line in remembered(path, LESSONS).lines] == [
        "'Rut' is written 'Rudd' from now on",
        "Jane Doe is in its correspondents",
        "Kevin Rudd is in its spellings",
        "Kevin Rudd is expert: not remembered, only the house's own people are",
        "'Nobody sleeps better than on Acme. Call …' is left out from now on",
        "'Call us.' is too short to be known again: not remembered",
    ]


def test_nothing_is_written_twice(tmp_path: Path) -> None:
    path = show(tmp_path)
    remembered(path, LESSONS).write()
    once = path.read_text(encoding="utf-8")
    assert remembered(path, LESSONS).text == once


def test_somebody_who_has_another_role_by_now_is_moved(tmp_path: Path) -> None:
    path = show(tmp_path)
    remembered(path, Lessons(people=(Person("Clara Hughes", Role.CORRESPONDENT, "profile"),))).write()
    assert [(one.name, one.role) for one in read_profile(path).people] == [
        ("Clara Hughes", Role.CORRESPONDENT)
    ]


def test_a_profile_that_is_not_there_yet_is_made(tmp_path: Path) -> None:
    path = tmp_path / "new.toml"
    found = remembered(path, LESSONS)
    assert found.lines[0].startswith(f"new profile {path}: ")
    found.write()
    assert read_profile(path).rules == LESSONS.rules


@pytest.mark.parametrize(
    "text", ["anchors = [", "anchors = 'Clara'", "[write]\nrut = 1\n", "presenters = []"]
)
def test_a_file_that_is_no_profile_is_left_alone(tmp_path: Path, text: str) -> None:
    path = show(tmp_path, text)
    with pytest.raises(DocumentError):
        remembered(path, LESSONS)
    assert path.read_text(encoding="utf-8") == text


def test_a_lesson_that_contradicts_a_rule_there_is_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    path = show(tmp_path)
    with pytest.raises(DocumentError, match="two rules"):
        remembered(path, Lessons((WritingRule("Hughes", "Hewes"),)))
    assert path.read_text(encoding="utf-8") == SHOW
