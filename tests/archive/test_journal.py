"""The journal: rows come back as they went in, and damage is noticed."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.archive.database import is_local, is_made
from pipeline.archive.journal import Journal, JournalEntry, State, set_aside
from pipeline.errors import DiskError, DocumentError

_NAMES = st.text(min_size=1).map(lambda text: os.fsdecode(text.encode("utf-8", "surrogatepass")))


@given(_NAMES, st.sampled_from(State), st.dictionaries(st.text(), st.tuples(st.text(), st.text())))
def test_what_is_put_is_there_when_it_is_opened_again(
    tmp_path_factory: pytest.TempPathFactory, name: str, state: State, written: dict[str, tuple[str, ...]]
) -> None:
    path = tmp_path_factory.mktemp("journal") / "journal.sqlite3"
    item = JournalEntry(
        name,
        3,
        4,
        "d" * 64,
        5.5,
        state,
        "asked",
        name,
        written,
        3,
        "message",
        1,
        2.5,
        "today",
        {"a.json": 7},
        2,
    )
    with closing(Journal.open(path)) as journal:
        journal.put(item, JournalEntry("other"))
        assert Journal.read(path) == {name: item, "other": JournalEntry("other")}  # while it is open
    before = path.read_bytes()
    assert Journal.read(path) == {name: item, "other": JournalEntry("other")}
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == ["journal.sqlite3"]


@pytest.mark.parametrize("content", [b"no database", b"SQLite format 3\0" + bytes(5000)])
def test_a_damaged_journal_is_noticed_and_can_be_set_aside(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "journal.sqlite3"
    path.write_bytes(content * 100)
    with pytest.raises(DocumentError, match="is damaged"):
        Journal.open(path)
    with pytest.raises(DocumentError, match="is damaged"):
        Journal.read(path)
    assert set_aside(path).read_bytes() == content * 100
    assert not path.exists()


def test_a_journal_of_the_first_version_is_read_as_it_is_and_gone_on_with(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    first = (
        "name BLOB PRIMARY KEY, size, modified, digest, duration, state, asked, base, written, code, "
        "message, deaths, seconds, finished"
    )
    row = (b"a.wav", 3, 4, "d", 5.5, "done", "asked", b"a", '{"a.json": ["x"]}', None, None, 0, 2.5, "today")
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(f"CREATE TABLE item ({first}) WITHOUT ROWID; PRAGMA user_version = 1")
        connection.execute(f"INSERT INTO item VALUES ({', '.join('?' * len(row))})", row)
        connection.commit()
    before = path.read_bytes()
    (item,) = Journal.read(path).values()
    assert (item.name, item.written, item.sizes, item.edits) == ("a.wav", {"a.json": ("x",)}, {}, 0)
    assert path.read_bytes() == before
    with closing(Journal.open(path)) as journal:
        assert journal.items() == {"a.wav": item}
        journal.put(replace(item, sizes={"a.json": 9}))
    assert Journal.read(path)["a.wav"].sizes == {"a.json": 9}


def test_a_row_takes_the_place_of_another_in_one_step(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    with closing(Journal.open(path)) as journal:
        journal.put(JournalEntry("a"), JournalEntry("b"))
        journal.rename("a", JournalEntry("c", base="c"))
        assert journal.items() == {"b": JournalEntry("b"), "c": JournalEntry("c", base="c")}


def test_a_journal_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    Journal.open(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(DocumentError, match="another version"):
        Journal.open(path)


def test_a_folder_that_is_not_there_is_a_matter_of_the_disk(tmp_path: Path) -> None:
    with pytest.raises(DiskError, match="cannot be used"):
        Journal.open(tmp_path / "gone" / "journal.sqlite3")


@pytest.mark.parametrize(
    ("mounts", "local"),
    [
        ("1 0 8:1 / / rw - ext4 /dev/sda1 rw", True),
        ("1 0 8:1 / / rw - ext4 /dev/sda1 rw\n2 1 0:50 / {place} rw - nfs4 server:/x rw", False),
        ("1 0 8:1 / / rw - ext4 /dev/sda1 rw\n2 1 0:50 / {place} rw shared:1 - cifs //server/x rw", False),
        ("1 0 0:9 / / rw - fuse.sshfs x rw", False),
        ("", False),
    ],
)
def test_only_what_is_certainly_a_local_disk_is_taken_for_one(
    tmp_path: Path, mounts: str, local: bool
) -> None:
    table = tmp_path / "mountinfo"
    place = str(tmp_path.resolve()).replace(" ", "\\040")
    table.write_text(mounts.replace("{place}", place))
    assert is_local(tmp_path / "journal.sqlite3", table) is local
    assert is_local(tmp_path, tmp_path / "no such table") is False


def test_a_changed_bit_anywhere_is_damage_or_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    with closing(Journal.open(path)) as journal:
        journal.put(JournalEntry("monday.wav"), JournalEntry("tuesday.wav"))
    content = path.read_bytes()
    for place in range(0, len(content), 37):
        path.write_bytes(content[:place] + bytes([content[place] ^ 2]) + content[place + 1 :])
        try:
            assert isinstance(Journal.read(path), dict)
        except (DocumentError, DiskError):
            continue


def test_a_column_whose_name_was_damaged_is_a_damaged_journal(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    with closing(Journal.open(path)) as journal:
        journal.put(JournalEntry("monday.wav"))
    path.write_bytes(path.read_bytes().replace(b"edits", b"editr"))
    with pytest.raises(DocumentError, match="damaged"):
        Journal.read(path)


def test_a_file_whose_making_was_interrupted_is_no_journal(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    assert not is_made(path)
    for content in (b"", None):
        path.unlink(missing_ok=True)
        if content is None:  # what a full disk leaves: the file's form is set, its tables are not there
            with closing(sqlite3.connect(path)) as connection:
                connection.execute("PRAGMA journal_mode = WAL")
        else:
            path.write_bytes(content)
        assert not is_made(path)
    Journal.open(path).close()
    assert is_made(path)
    path.write_bytes(b"damaged" * 1000)
    assert is_made(path)  # and so it is told, and set aside
