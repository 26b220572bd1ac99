"""A batch with a spreadsheet of what is known of its recordings."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.archive.export.tables import rows
from pipeline.archive.report import Status
from pipeline.profile.sheet import Sheet, SheetRow
from pipeline.transcript.model import Transcript
from tests.support.batch import Bench, endings, sound

MONDAY = SheetRow("Harbour", "2025-02-04", "HBS", "https://h.example", (("Show", "Nine"), ("Rights", "HBS")))


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    for name in ("monday", "tuesday"):
        sound(tmp_path / "recordings" / "week" / f"{name}.wav", loud=len(name))
    found = Bench(tmp_path / "recordings", tmp_path / "archive")
    found.asked = replace(found.asked, sheet=Sheet({"monday": MONDAY}))
    return found


def test_each_transcript_has_what_its_row_says_and_no_other(bench: Bench) -> None:
    bench.run()
    monday = Transcript.load(bench.archive / "week" / "monday.json")
    assert (monday.title, monday.published, monday.metadata) == (
        "Harbour", "2025-02-04", {"Show": "Nine", "Rights": "HBS"}
    )  # fmt: skip
    assert monday.source is not None
    assert (monday.source.name, monday.source.url) == ("HBS", "https://h.example")
    tuesday = Transcript.load(bench.archive / "week" / "tuesday.json")
    assert (tuesday.title, tuesday.metadata) == (None, None)
    assert "metadata" not in json.loads((bench.archive / "week" / "tuesday.json").read_text("utf-8"))


def test_a_row_that_changes_writes_its_transcript_anew_and_nothing_is_heard_again(bench: Bench) -> None:
    bench.run()
    bench.asked = replace(bench.asked, sheet=Sheet({"monday": replace(MONDAY, title="Bridge")}))
    report = bench.run()
    assert endings(report) == {"week/monday.wav": Status.KEPT}
    assert Transcript.load(bench.archive / "week" / "monday.json").title == "Bridge"


def test_a_recording_that_is_not_as_long_as_its_row_says_is_incomplete(bench: Bench) -> None:
    row = replace(MONDAY, others=(("duration", "1:00"),))
    bench.asked = replace(bench.asked, sheet=Sheet({"monday": row}))
    (monday,) = (one for one in bench.run().outcomes if one.name == "week/monday.wav")
    assert monday.holes == 1
    assert monday.message == "Incomplete: 57 seconds missing at 00:00:03."


def test_the_table_of_programmes_gives_it_back(bench: Bench) -> None:
    bench.run()
    monday = Transcript.load(bench.archive / "week" / "monday.json")
    ((*_, show, published, _language, _s, _r, _sha, _a, _d, _edits, metadata),) = (
        row[1:] for row in rows("programmes", "week/monday.json", monday)
    )
    assert (show, published) == ("Nine", "2025-02-04")
    assert json.loads(str(metadata)) == {"Show": "Nine", "Rights": "HBS"}
