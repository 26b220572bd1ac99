"""A spreadsheet of what is known of recordings: whose row it is, and what is wrong with one."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import DocumentError, InputError
from pipeline.profile.sheet import SheetRow, read_sheet


def sheet(folder: Path, text: str) -> Path:
    (folder / "sheet.csv").write_text(text, encoding="utf-8")
    return folder / "sheet.csv"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_columns_become_head_and_foot_and_others_are_kept(tmp_path: Path, separator: str) -> None:
    heads = "Path,Title,Date,Station,Show,Rights holder,Empty"
    text = f"{heads}\nnews/a.mxf,Harbour  bridge,2025/2/4 20:00,HBS,Nine,HBS,\n"
    (row,) = read_sheet(sheet(tmp_path, text.replace(",", separator))).rows.values()
    assert row == SheetRow(
        "Harbour bridge", "2025-02-04T20:00", "HBS", None, (("Show", "Nine"), ("Rights holder", "HBS"))
    )


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("news/a.mxf", "news/a.mxf"),
        ("news\\A.MXF", "news/a.mxf"),
        ("./news/a.mxf", "news/a.mxf"),
        ("news/a", "news/a.mxf"),
        ("a.mxf", "news/a.mxf"),
        ("a", "news/a.mxf"),
        ("HBS-2025.001", "deep/below/hbs-2025.001.ts"),
    ],
)
def test_a_recording_is_known_by_its_path_its_name_or_its_name_without_ending(
    tmp_path: Path, told: str, name: str
) -> None:
    found = read_sheet(sheet(tmp_path, f"id,title\n{told},T\nother,O\n"))
    row = found.of(name)
    assert row is not None
    assert row.title == "T"
    assert found.of("news/b.mxf") is None
    assert found.without_recording([name]) == ("other",)


def test_the_nearest_name_counts(tmp_path: Path) -> None:
    found = read_sheet(sheet(tmp_path, "file,title\na.mxf,anywhere\nmonday/a.mxf,monday\n"))
    assert [row.title for name in ("monday/a.mxf", "tuesday/a.mxf") if (row := found.of(name))] == [
        "monday", "anywhere"
    ]  # fmt: skip


def test_an_id_is_kept_and_a_path_is_not(tmp_path: Path) -> None:
    assert read_sheet(sheet(tmp_path, "id\nA1\n")).rows["a1"].others == (("id", "A1"),)
    assert read_sheet(sheet(tmp_path, "path\na.wav\n")).rows["a.wav"].others == ()


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ("1740", 1740.0), ("29:00", 1740.0), ("00:29:00:12", 1740.0), ("125.2", 125.2), ("", None),
        ("0", None), ("half an hour", None),
    ],
)  # fmt: skip
def test_a_column_of_lengths_says_how_long_a_recording_should_be_and_is_kept(
    tmp_path: Path, told: str, seconds: float | None
) -> None:
    (row,) = read_sheet(sheet(tmp_path, f"id,Duration\na,{told}\n")).rows.values()
    assert row.duration == seconds
    assert dict(row.others).get("Duration", "") == told


def test_lines_that_are_short_or_empty_and_cells_with_line_breaks_are_read(tmp_path: Path) -> None:
    found = read_sheet(sheet(tmp_path, '\ufeffid,title,note\n\nA1\n,,\nA2,"Two,\n three",x\n'))
    assert found.rows == {
        "a1": SheetRow(others=(("id", "A1"),)),
        "a2": SheetRow("Two, three", others=(("id", "A2"), ("note", "x"))),
    }


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "does not say which recordings it is of"),
        ("title,date\nT,2025-01-01\n", "one of them is `path`, `file` or `id`"),
        ("id,date\nA1,soon\n", "Line 2 of the sheet"),
        ("id,date\nA1,soon\n", "has no date in 'soon'"),
        ("id\nA1\nA2\na1\n", "Line 4 of the sheet"),
        ('id,title\nA1,"two\nlines"\na1,T\n', "Line 4 of the sheet"),
        ("id\n" + "x" * 200_000, "is no table: field larger than field limit"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read_sheet(sheet(tmp_path, text))
    assert complaint in str(caught.value)


def test_a_sheet_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        read_sheet(tmp_path / "sheet.csv")
