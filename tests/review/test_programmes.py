"""The list of an archive: what it says of each programme, and that nothing outside is opened."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from io import BufferedReader
from pathlib import Path

import pytest

from pipeline.archive.layout import transcripts_of
from pipeline.corrections.correct import correct
from pipeline.errors import PipelineError
from pipeline.review.app import archive_app
from pipeline.review.programme_row import key_of, row_of
from pipeline.review.programmes import Listed, Programmes
from pipeline.storage import regular_file
from pipeline.storage.regular_file import open_regular
from pipeline.transcript.json_file import from_json
from pipeline.transcript.model import Transcript
from tests.golden import TRANSCRIPT
from tests.support.review import Client, served
from tests.support.steps import done, raw_step

BRIDGE = from_json(TRANSCRIPT.read_bytes())


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    for name in ("2025/a.json", "2025/b.json", "c.json", "d.json"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        replace(BRIDGE, title=f"Title {name[-6]}").save(folder / name)
    correct(BRIDGE, by="R. Ito").title("In work").transcript.save(folder / "2025/b.json", force=True)
    signed = done(correct(BRIDGE), {"do": "sign", "name": "K. Osei"}).corrections
    signed.transcript.save(folder / "c.json", force=True)
    signed.title("Later").transcript.save(folder / "d.json", force=True)
    (folder / "other.json").write_text('{"no": "transcript"}', encoding="utf-8")
    (folder / "broken.json").write_text("{", encoding="utf-8")
    return folder


def _fail(error: PipelineError) -> None:
    raise AssertionError(error)


def whole(programmes: Programmes) -> Listed:
    """When everything has been read."""
    for _ in range(1000):
        listed = programmes.listed()
        if not listed["left"]:
            return listed
        threading.Event().wait(0.02)
    raise AssertionError("no end")


def test_a_file_is_read_once_also_where_it_was_signed_off(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def counting(path: Path) -> BufferedReader:
        opened.append(path.name)
        return open_regular(path)

    monkeypatch.setattr(regular_file, "open_regular", counting)
    row = row_of("c.json", archive / "c.json")
    assert (row["by"], opened) == ("K. Osei", ["c.json"])


def test_each_programme_is_told_with_what_waits_who_checked_it_and_who_speaks(archive: Path) -> None:
    listed = whole(Programmes(archive, _fail))
    assert listed["name"] == "archive"
    rows = {row["path"]: row for row in listed["programmes"]}
    assert {path: row["state"] for path, row in rows.items()} == {
        "2025/a.json": "waiting", "2025/b.json": "in work", "c.json": "checked", "d.json": "changed since",
    }  # fmt: skip
    assert rows["c.json"]["by"] == "K. Osei"
    first = rows["2025/a.json"]
    assert (first["title"], first["printed"], first["station"]) == (
        "Title a", "2025/03/14 18:30", "Example News"
    )  # fmt: skip
    assert (first["places"], first["edits"]) == (2, 0)
    assert first["voices"] == ("Clara Hughes", "Thomas Baker", "Peter Lane")


def test_a_file_that_changes_is_read_again_and_one_that_is_gone_is_no_longer_told(archive: Path) -> None:
    programmes = Programmes(archive, _fail)
    whole(programmes)
    replace(BRIDGE, title="Quite another").save(archive / "2025/a.json", force=True)
    (archive / "c.json").unlink()
    rows = {row["path"]: row for row in whole(programmes)["programmes"]}
    assert rows["2025/a.json"]["title"] == "Quite another"
    assert "c.json" not in rows


def test_a_link_that_leads_out_of_the_archive_is_neither_told_nor_opened(
    archive: Path, tmp_path: Path
) -> None:
    BRIDGE.save(tmp_path / "secret.json")
    (archive / "link.json").symlink_to(tmp_path / "secret.json")
    (archive / "inside.json").symlink_to(archive / "2025" / "a.json")
    programmes = Programmes(archive, _fail)
    paths = {row["path"]: row["key"] for row in whole(programmes)["programmes"]}
    assert "link.json" not in paths
    assert "inside.json" in paths
    with pytest.raises(LookupError):
        programmes.opened(key_of("link.json"))


@pytest.fixture
def page(archive: Path) -> Iterator[Client]:
    shutil.copy(TRANSCRIPT.parents[2] / "examples" / "harbour-bridge" / "segment.opus", archive / "2025")
    programmes = Programmes(archive, _fail, me="R. Ito")
    whole(programmes)
    with served(archive_app(programmes)) as client:
        yield client
    programmes.close()


def test_a_programme_is_opened_below_its_own_address_and_corrected_there(page: Client, archive: Path) -> None:
    assert page.get("").status == 200
    rows = {row["path"]: row for row in page.get("programmes").data["programmes"]}
    inside = Client(page.address, f"p/{rows['2025/a.json']['key']}/")
    assert inside.get("").status == 200
    assert inside.get("assets/main.js").status == 200
    state = inside.get("transcript").data
    assert (state["me"], state["media"]["state"]) == ("R. Ito", "ready")
    assert inside.get("media", {"Range": "bytes=0-9"}).status == 206
    step = raw_step({"do": "title", "text": "Mended"})
    assert inside.post({"base": state["version"], "by": "R. Ito", "steps": [step]}).status == 200
    assert Transcript.load(archive / "2025/a.json").title == "Mended"
    assert row_of("2025/a.json", archive / "2025/a.json")["state"] == "in work"


@pytest.mark.parametrize("key", ["x", "..", "%2e%2e%2fsecret", "0" * 16])
def test_there_is_no_programme_under_another_key(page: Client, key: str) -> None:
    assert page.get(f"p/{key}/transcript").status == 404


def test_ten_thousand_programmes_are_listed_while_they_are_read(tmp_path: Path) -> None:
    """With a few hundred: the first answer does not wait for the last file."""
    data = TRANSCRIPT.read_bytes()
    for number in range(300):
        (tmp_path / f"{number:05}.json").write_bytes(data)
    programmes = Programmes(tmp_path, _fail)
    assert programmes.listed()["left"] == 300
    assert len(whole(programmes)["programmes"]) == 300


@pytest.mark.parametrize(
    "odd",
    [
        {"speakers": [7, None, {"name": 3}], "paragraphs": [None, {"doubts": 5}], "edits": ["x", {}]},
        {"title": ["a"], "published": 20250204, "source": "HBS", "recording": {"duration": "long"}},
    ],
    ids=["parts", "head"],
)
def test_a_file_that_holds_odd_things_does_not_hide_the_others(archive: Path, odd: dict[str, object]) -> None:
    data = json.loads(TRANSCRIPT.read_bytes()) | odd
    (archive / "a odd.json").write_text(json.dumps(data), encoding="utf-8")
    rows = [row["path"] for row in whole(Programmes(archive, _fail))["programmes"]]
    assert rows == ["2025/a.json", "2025/b.json", "a odd.json", "c.json", "d.json"]


def test_a_file_that_is_gone_before_it_is_read_does_not_hide_the_others(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = archive / "b gone.json"
    monkeypatch.setattr(
        "pipeline.review.programmes.transcripts_of", lambda folder: [*transcripts_of(folder), gone]
    )
    assert len(whole(Programmes(archive, _fail))["programmes"]) == 4
