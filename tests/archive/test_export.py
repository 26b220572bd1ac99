"""An archive as tables: each kind of file read back by a library that is not ours."""

from __future__ import annotations

import csv
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from pipeline.archive.export.kinds import KINDS
from pipeline.archive.export.run import Chosen, export
from pipeline.archive.export.tables import TABLES, columns
from pipeline.errors import InputError
from pipeline.transcript.model import Role
from tests.support.archive import programme, store
from tests.support.cli import call

FERRY = programme(
    "The ferry strike enters its second week.", "=1+1 is what we want.",
    title="Ferries", published="2025-02-04T20:00", source="Example News",
)  # fmt: skip
SNOW = programme("Snow closes the road.", "Ça alors, said nobody.", published="2024-12-24")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Two programmes, and files that are none."""
    folder = tmp_path / "archive"
    store(folder, "2025/ferries.json", FERRY)
    store(folder, "regional/snow.json", SNOW)
    (folder / "package.json").write_text("{}", "utf-8")
    return folder


def read(folder: Path, kind: str, table: str) -> list[dict[str, Any]]:
    """A table as somebody else's program reads it; texts of CSV as they are."""
    if kind == "csv":
        with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    if kind == "jsonl":
        return [json.loads(line) for line in (folder / f"{table}.jsonl").read_text("utf-8").splitlines()]
    if kind == "parquet":
        parquet = pytest.importorskip("pyarrow.parquet", reason="Parquet needs pyarrow")
        rows: list[dict[str, Any]] = parquet.read_table(folder / f"{table}.parquet").to_pylist()
        return rows
    with sqlite3.connect(folder / "archive.sqlite3") as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(f"SELECT * FROM {table}")]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_holds_the_same_rows(archive: Path, tmp_path: Path, kind: str) -> None:
    if kind == "parquet":
        pytest.importorskip("pyarrow", reason="Parquet needs pyarrow")
    found = export(archive, kind, tmp_path / "out", Chosen())
    assert (found.programmes, found.damaged) == (2, ())
    tables = {table: read(tmp_path / "out", kind, table) for table in TABLES}
    assert all(list(rows[0]) == list(columns(table)) for table, rows in tables.items())
    assert [row["path"] for row in tables["programmes"]] == ["2025/ferries.json", "regional/snow.json"]
    assert tables["programmes"][0]["show"] == "Example News"
    texts = [row["text"] for row in tables["paragraphs"]]
    assert [text.removeprefix("'") for text in texts] == [
        part.text for one in (FERRY, SNOW) for part in one.paragraphs
    ]
    assert {str(row["quoted"]).lower() for row in tables["paragraphs"]} <= {"true", "false", "1", "0"}
    said = [word for one in (FERRY, SNOW) for u in one.utterances for word in u.text.split()]
    assert [row["text"].removeprefix("'") for row in tables["words"]] == said
    assert [float(row["start"]) for row in tables["utterances"]] == [
        u.start for one in (FERRY, SNOW) for u in one.utterances
    ]


def test_no_cell_of_a_spreadsheet_is_a_formula_and_other_kinds_hold_the_text(
    archive: Path, tmp_path: Path
) -> None:
    export(archive, "csv", tmp_path / "csv", Chosen(("paragraphs",)))
    export(archive, "jsonl", tmp_path / "jsonl", Chosen(("paragraphs",)))
    assert any(row["text"].startswith("'=1+1") for row in read(tmp_path / "csv", "csv", "paragraphs"))
    assert any(row["text"].startswith("=1+1") for row in read(tmp_path / "jsonl", "jsonl", "paragraphs"))


@pytest.mark.parametrize(
    ("chosen", "paths"),
    [
        (Chosen(("programmes",), since="2025"), ["2025/ferries.json"]),
        (Chosen(("programmes",), show="REGIO"), ["regional/snow.json"]),
        (Chosen(("programmes",), show="example"), ["2025/ferries.json"]),
        (Chosen(("programmes",), since="2026"), []),
    ],
)
def test_programmes_are_chosen_by_date_and_show(
    archive: Path, tmp_path: Path, chosen: Chosen, paths: list[str]
) -> None:
    export(archive, "jsonl", tmp_path / "out", chosen)
    assert [row["path"] for row in read(tmp_path / "out", "jsonl", "programmes")] == paths
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["programmes.jsonl"]


def test_rows_are_chosen_by_role(archive: Path, tmp_path: Path) -> None:
    export(archive, "jsonl", tmp_path / "out", Chosen(role=Role.EXPERT))
    for table in ("speakers", "utterances", "paragraphs", "words"):
        assert {row["role"] for row in read(tmp_path / "out", "jsonl", table)} == {"expert"}


def test_a_failure_leaves_the_tables_of_before(archive: Path, tmp_path: Path) -> None:
    export(archive, "csv", tmp_path / "out", Chosen(("words",)))
    before = (tmp_path / "out" / "words.csv").read_bytes()
    with pytest.raises(InputError, match="no transcripts"):
        export(tmp_path / "out", "csv", tmp_path / "out", Chosen(("words",)))
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["words.csv"]
    assert (tmp_path / "out" / "words.csv").read_bytes() == before


def test_damaged_transcripts_are_told_and_the_others_exported(
    archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = archive / "2025" / "ferries.json"
    path.write_bytes(path.read_bytes()[:-50])
    result = call(capsys, "export", archive, "--to", "sqlite", "-o", tmp_path / "out")
    assert result.code == 9
    assert "ferries.json" in result.err
    assert "1 programme in" in result.err


def test_the_command_writes_beside_the_archive(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    result = call(capsys, "export", archive, "--to", "csv", "--table", "words")
    assert (result.code, result.out) == (0, "")
    assert (archive.parent / "archive-tables" / "words.csv").is_file()
    assert call(capsys, "export", archive, "--to", "csv", "--since", "May").code == 2


def test_programmes_without_a_date_are_counted_where_one_is_asked_for(
    archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store(archive, "undated.json", programme("The ferry is on time."))
    result = call(capsys, "export", archive, "--to", "jsonl", "--since", "2020")
    assert "Without a date, so left out: 1 programme." in result.err
    assert "2 programmes in" in result.err
    assert "Without a date" not in call(capsys, "export", archive, "--to", "jsonl").err
