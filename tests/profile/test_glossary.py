"""House spellings from a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import PipelineError
from pipeline.profile.glossary import read_glossary


def test_spellings_come_in_order_each_once_without_comments(tmp_path: Path) -> None:
    path = tmp_path / "names.txt"
    path.write_text("\ufeff# people\nDaniel  Osei\n\nŁódź\nDaniel Osei\n", "utf-8")
    assert read_glossary(path) == ("Daniel Osei", "Łódź")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"Caf\xe9\n", "not a UTF-8 text file"),
        (b"Osei\n" + b"x" * 300, "Line 2 .* has 300 characters"),
        (None, "cannot be read: No such file"),
    ],
)
def test_what_is_no_list_of_spellings_is_refused(tmp_path: Path, content: bytes | None, words: str) -> None:
    path = tmp_path / "names.txt"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(PipelineError, match=words) as caught:
        read_glossary(path)
    assert "names.txt" in str(caught.value)


def test_an_empty_file_holds_none(tmp_path: Path) -> None:
    path = tmp_path / "names.txt"
    path.write_text("\n# nothing yet\n", "utf-8")
    assert read_glossary(path) == ()
