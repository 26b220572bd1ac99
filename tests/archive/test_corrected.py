"""A file of an archive, with the names that the program wrote and with people's corrections."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.archive.corrected import is_corrected
from pipeline.archive.digest import digest_of
from pipeline.corrections.correct import Corrections
from pipeline.storage.atomic import as_bytes
from pipeline.transcript.json_file import to_json
from tests.corrections.test_names import SPELT
from tests.support.corrected import correcting


@pytest.mark.parametrize(
    "corrected",
    [
        correcting(SPELT).as_heard(),
        correcting(SPELT).replace("Rudd", "Root"),
        correcting(SPELT).title("Ferries"),
    ],
)
def test_corrections_of_names_that_the_program_wrote_leave_the_file_ours(
    tmp_path: Path, corrected: Corrections
) -> None:
    ours = {"monday.json": (digest_of(as_bytes(to_json(SPELT))),)}
    (tmp_path / "monday.json").write_text(to_json(SPELT), "utf-8")
    assert not is_corrected(tmp_path, "monday.json", "monday.json", ours)
    (tmp_path / "monday.json").write_text(to_json(corrected.transcript), "utf-8")
    assert is_corrected(tmp_path, "monday.json", "monday.json", ours)
