"""What a page asks about a programme, over the wire."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from pipeline.formats import FORMATS, render
from pipeline.transcript.json_file import from_json
from pipeline.transcript.model import Transcript
from tests.golden import TRANSCRIPT
from tests.support.review import Client, reviewed
from tests.support.steps import raw_step, where

SEGMENT = Path(__file__).parents[2] / "examples" / "harbour-bridge" / "segment.opus"
BRIDGE = from_json(TRANSCRIPT.read_bytes())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    shutil.copy(TRANSCRIPT, tmp_path / "news & <b>.json")
    shutil.copy(SEGMENT, tmp_path / "segment.opus")
    return tmp_path / "news & <b>.json"


@pytest.fixture
def page(path: Path) -> Iterator[Client]:
    with reviewed(path, me="R. Ito") as client:
        yield client


def test_the_page_and_all_it_loads_are_served(page: Client) -> None:
    reply = page.get("")
    assert reply.headers["content-type"].startswith("text/html")
    text = reply.body.decode()
    for name in ("assets/page.css", "assets/review.css", "assets/main.js"):
        assert f'"{name}"' in text
        assert page.get(name).status == 200
    assert page.get("assets/main.js").headers["content-type"].startswith("text/javascript")
    assert page.get("assets/review.css").headers["content-type"].startswith("text/css")


def test_the_whole_transcript_is_told_as_the_page_shows_it(page: Client) -> None:
    state = page.get("transcript").data
    assert state["title"] == BRIDGE.title
    assert state["me"] == "R. Ito"
    assert state["of"] == BRIDGE.recording.sha256 if BRIDGE.recording else ""
    assert [part["text"] for part in state["paragraphs"]] == [part.text for part in BRIDGE.paragraphs]
    assert state["formats"] == list(FORMATS)
    assert state["media"].pop("same") in (None, True)  # it is worked out meanwhile
    assert state["media"] == {
        "state": "ready", "kind": "audio", "name": "segment.opus", "progress": None, "left": None
    }  # fmt: skip
    for part in state["paragraphs"]:
        for first, last, start, end in part["words"]:
            assert 0 <= first < last <= len(part["text"])
            assert part["start"] * 1000 - 1 <= start <= end <= part["end"] * 1000 + 1


def test_the_recording_is_served_by_ranges(page: Client) -> None:
    whole = SEGMENT.read_bytes()
    reply = page.get("media")
    assert (reply.status, reply.body) == (200, whole)
    assert reply.headers["content-type"] == "audio/ogg"
    part = page.get("media", {"Range": "bytes=100-199"})
    assert (part.status, part.body) == (206, whole[100:200])
    assert part.headers["content-range"] == f"bytes 100-199/{len(whole)}"
    assert page.get("media", {"Range": "bytes=999999999-"}).status == 416


def test_steps_are_made_and_changes_told(page: Client, path: Path) -> None:
    version = page.get("transcript").data["version"]
    assert page.get(f"changes?since={version}").status == 204
    action = {"do": "rewrite", "texts": [{"where": where(BRIDGE, 4), "text": "The answer is money, Clara."}]}
    reply = page.post({"base": version, "by": " K.  Osei ", "steps": [raw_step(action, name="a")]})
    assert (reply.status, reply.data["refused"], reply.data["conflicts"]) == (200, [], [])
    news = page.get(f"changes?since={version}").data
    assert news["version"] == reply.data["version"]
    assert news["by"] == ["K. Osei"]
    assert news["changes"]["paragraphs"]["now"][0]["text"] == "The answer is money, Clara."
    (made,) = page.get("history").data
    assert (made["id"], made["by"]) == ("a", "K. Osei")
    assert made["what"] == ["“money-clarer.” to “money, Clara.”"]
    assert Transcript.load(path).paragraphs[4].text == "The answer is money, Clara."


def test_a_conflict_and_a_refusal_are_told_with_their_step(page: Client) -> None:
    version = page.get("transcript").data["version"]

    def rewriting(text: str, name: str) -> dict[str, object]:
        return raw_step({"do": "rewrite", "texts": [{"where": where(BRIDGE, 4), "text": text}]}, name=name)

    page.post({"base": version, "by": "R. Ito", "steps": [rewriting("The answer is money, Clara.", "a")]})
    bad = raw_step({"do": "name", "label": "S99", "name": "Jane"}, name="c")
    reply = page.post(
        {"base": version, "by": "K. Osei", "steps": [rewriting("The answer is gold.", "b"), bad]}
    )
    (met,) = reply.data["conflicts"]
    assert met == {"step": "b", "paragraph": "p22136", "by": "R. Ito",
                   "theirs": "The answer is money, Clara.", "mine": "The answer is gold."}  # fmt: skip
    (refused,) = reply.data["refused"]
    assert refused["id"] == "c"
    assert "there is no speaker 'S99'" in refused["why"]


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"[]", b"null", b'{"base": 1}', b'{"base": "x", "steps": 7}', b"[" * 100_000,
        b'{"base": "x", "steps": [{"id": "a", "actions": [{"do": "fly"}]}]}',
        b'{"base": "x", "steps": [{"id": "a.b", "actions": []}]}',
        b'{"base": "x", "steps": [{"id": "a", "at": "soon", "actions": []}]}',
        b'{"base": "x", "steps": [{"id": "a", "actions": [{"do": "quote", "where": '
        b'{"start": 1e999, "end": 2, "was": ""}}]}]}',
        b'{"base": "x", "steps": [{"id": "a", "actions": [{"do": "settle", "where": {"start": 1, "end": 2, '
        b'"was": ""}, "place": {"kind": "name", "time": NaN}}]}]}',
        b'{"base": "x", "steps": [{"id": "a", "actions": [{"do": "divide", "where": {"start": 1, "end": 2, '
        b'"was": ""}, "at": Infinity}]}]}',
        b"\xff\xfe",
    ],
)  # fmt: skip
def test_what_is_no_correction_is_refused_in_a_line(page: Client, path: Path, body: bytes) -> None:
    reply = page.post(body)
    assert reply.status == 400
    assert reply.data["error"].endswith(".")
    assert len(reply.data["error"]) < 300
    assert path.read_bytes() == TRANSCRIPT.read_bytes()


def test_an_unknown_version_is_told_so_that_the_page_asks_for_the_whole(page: Client) -> None:
    assert page.get("changes?since=x").status == 409
    assert page.post({"base": "x", "by": None, "steps": []}).status == 409


def test_a_full_disk_is_told_with_its_own_number(page: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    version = page.get("transcript").data["version"]

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pipeline.storage.atomic.os.fsync", full)
    reply = page.post({"base": version, "by": None, "steps": [raw_step({"do": "title", "text": "T"})]})
    assert reply.status == 507
    assert "the disk is full" in reply.data["error"]


def test_the_article_is_the_one_that_render_writes(page: Client) -> None:
    assert page.get("article").body.decode() == render(BRIDGE, "article")
    bare = page.get("article?timestamps=0").body.decode()
    assert "[00:" not in bare
    assert "Thomas, thank you for the report." in bare


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_downloaded_under_the_name_of_the_transcript(page: Client, name: str) -> None:
    reply = page.get(f"render/{name}")
    assert reply.status == 200
    shown = reply.headers["content-disposition"]
    assert shown == f"attachment; filename*=UTF-8''news%20%26%20%3Cb%3E{FORMATS[name].suffix}"
    if name == "docx":
        assert BRIDGE.title in [part.text for part in Document(BytesIO(reply.body)).paragraphs]


def test_there_is_no_other_format(page: Client) -> None:
    assert page.get("render/exe").status == 404


def test_a_recording_that_is_gone_is_told_and_the_text_is_still_corrected(tmp_path: Path) -> None:
    assert BRIDGE.recording is not None
    moved = replace(BRIDGE, recording=replace(BRIDGE.recording, path="C:\\tapes\\gone.mxf"))
    moved.save(tmp_path / "a.json")
    with reviewed(tmp_path / "a.json") as page:
        state = page.get("transcript").data
        assert (state["media"]["state"], state["media"]["name"]) == ("missing", "gone.mxf")
        assert page.get("media").status == 404
        step = raw_step({"do": "title", "text": "T"})
        assert page.post({"base": state["version"], "by": None, "steps": [step]}).status == 200


def test_a_damaged_transcript_is_told_while_the_page_is_open(page: Client, path: Path) -> None:
    path.write_text(json.dumps({"schema": "broadcast-transcript/9"}), encoding="utf-8")
    reply = page.get("transcript")
    assert reply.status == 500
    assert "is of version broadcast-transcript/9" in reply.data["error"]
