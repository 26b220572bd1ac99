"""A show's profile, read from a TOML file."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from pipeline.errors import DocumentError, InputError
from pipeline.profile.model import Person, Profile, WritingRule
from pipeline.profile.show import read_profile
from pipeline.transcript.model import Role

_WHOLE = """
station = "Example News"
anchors = ["Clara Hughes"]
correspondents = ["Thomas Baker"]
sign_offs = ["{name}, Example News"]
spellings = ["Kyiv"]
time_zone = "Asia/Seoul"

[file_names]
pattern = '(?P<date>\\d{8}-\\d{4})_(?P<title>.+)'
date = "%Y%m%d-%H%M"
"""


def profile(folder: Path, text: str) -> Path:
    """A profile with `text` in it."""
    path = folder / "show.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_whole_profile_is_read(tmp_path: Path) -> None:
    house = read_profile(profile(tmp_path, _WHOLE))
    assert house.station == "Example News"
    assert house.people == (
        Person("Clara Hughes", Role.ANCHOR, "profile"),
        Person("Thomas Baker", Role.CORRESPONDENT, "profile"),
    )
    assert (house.sign_offs, house.spellings) == (("{name}, Example News",), ("Kyiv",))
    assert house.time_zone == "Asia/Seoul"


def test_rules_are_read_in_order(tmp_path: Path) -> None:
    house = read_profile(profile(tmp_path, '[write]\n"rut" = "Rudd"\n"new harbor" = "Newharbour"\n'))
    assert house.rules == (WritingRule("rut", "Rudd"), WritingRule("new harbor", "Newharbour"))


def test_an_advert_of_a_few_words_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="has fewer than 8 words, too few to be known again"):
        read_profile(profile(tmp_path, 'adverts = ["Call us now."]'))


def test_an_empty_profile_knows_nothing(tmp_path: Path) -> None:
    assert read_profile(profile(tmp_path, "")) == Profile()


def test_title_and_date_are_read_from_a_recording_s_name(tmp_path: Path) -> None:
    names = read_profile(profile(tmp_path, _WHOLE)).file_names
    assert names is not None
    assert names.title("20250204-2000_Bridge_reopens") == "Bridge reopens"
    assert names.published("20250204-2000_Bridge_reopens") == "2025-02-04T20:00"


def test_a_name_of_another_form_tells_nothing(tmp_path: Path) -> None:
    names = read_profile(profile(tmp_path, _WHOLE)).file_names
    assert names is not None
    assert (names.title("bridge"), names.published("bridge")) == (None, None)
    assert names.published("20251399-2000_x") is None


def test_a_date_without_hours_stays_without(tmp_path: Path) -> None:
    names = read_profile(profile(tmp_path, "[file_names]\npattern = '(?P<date>\\d{8})'\n")).file_names
    assert names is not None
    assert names.published("show-20250204") == "2025-02-04"
    assert names.title("show-20250204") is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("station = Example", "is not TOML"),
        ("anchor = ['A B']", "unknown key anchor. There may be station, anchors, correspondents"),
        ("station = 3", "station must be a text"),
        ("anchors = 'Clara Hughes'", "anchors must be a list"),
        ("anchors = [1]", "anchor 1 must be a text"),
        ("anchors = ['A B']\ncorrespondents = ['A B']", "has A B both"),
        ("anchors = ['A B', ' ']", "anchor 2 must be a text that is not empty"),
        ("sign_offs = ['Example News']", "must have {name} in it once"),
        ("write = 3", "write must"),
        ("[write]\n'rut' = ' '", "write"),
        ("[write]\n'rut' = 'Rudd'\n'Rut' = 'Root'", r"\[write\] has two rules for 'rut'"),
        ("[write]\n'rut' = 'rudd'\n'Rudd' = 'Rood'", r"\[write\] has two rules"),
        ("file_names = 3", "file_names must have fields of its own"),
        ("[file_names]\ndate = '%Y'", "file_names: pattern is missing"),
        ("[file_names]\npattern = 3", "file_names: pattern must be a text"),
        ("[file_names]\npattern = 'x'\nform = 'y'", "file_names: unknown key form"),
        ("[file_names]\npattern = '('", "is no regular expression"),
        ("[file_names]\npattern = 'x'", "must have a group"),
        ("time_zone = 'Seoul time'", "'Seoul time' is no time zone like Asia/Seoul"),
        ("time_zone = '../../etc/passwd'", "is no time zone like Asia/Seoul"),
    ],
)
def test_what_is_wrong_with_a_profile_is_told(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(DocumentError, match=message):
        read_profile(profile(tmp_path, text))


def test_a_profile_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_profile(tmp_path / "none.toml")


@pytest.mark.parametrize("text", ["a=" + "[" * 4000, "a=" + "{b=" * 4000])
def test_what_is_nested_beyond_all_measure_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(DocumentError, match="is not TOML: it is nested too deeply"):
        read_profile(profile(tmp_path, text))


def test_a_pattern_that_finds_no_end_is_ended(tmp_path: Path) -> None:
    house = read_profile(profile(tmp_path, "[file_names]\npattern = '^(?P<title>(a|a|aa)+)$'\n"))
    assert house.file_names is not None
    begun = time.monotonic()
    with pytest.raises(DocumentError, match="finds no end with the name"):
        house.file_names.title("a" * 60 + "!")
    assert time.monotonic() - begun < 10
