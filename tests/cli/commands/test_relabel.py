"""`pipeline relabel`, as typed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import BARE
from tests.support.cli import call, files


def roles(document: dict[str, Any]) -> dict[str, str]:
    """The role of every voice."""
    return {speaker["label"]: speaker["role"] for speaker in document["speakers"]}


def test_a_transcript_that_holds_only_utterances_gets_roles_and_paragraphs(
    capsys: pytest.CaptureFixture[str], transcript: Path
) -> None:
    result = call(capsys, "relabel", transcript)
    assert (result.code, result.err) == (0, "")
    document = json.loads(result.out)
    assert roles(document) == {"S1": "anchor", "S2": "expert"}
    assert [(paragraph["text"], paragraph["quoted"]) for paragraph in document["paragraphs"]] == [
        ("Good evening.", False),
        ("Lena Ford has more from the harbour.", False),
        ("We want an answer. I think they owe us one.", True),
    ]


def test_into_a_folder_it_is_written_under_its_own_name(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, transcript: Path
) -> None:
    shown = call(capsys, "relabel", transcript).out
    result = call(capsys, "relabel", transcript, "-o", tmp_path / "out")
    assert (result.code, result.out) == (0, "")
    assert result.err.splitlines()[-1].startswith("written: ")
    assert files(tmp_path / "out") == {"segment.json": shown.encode()}


def test_roles_and_names_in_the_file_are_kept(capsys: pytest.CaptureFixture[str], transcript: Path) -> None:
    speakers = [{"label": "S2", "role": "anchor", "name": "Ann Reed"}]
    transcript.write_text(json.dumps(BARE | {"speakers": speakers}))
    document = json.loads(call(capsys, "relabel", transcript).out)
    kept = {speaker["label"]: speaker for speaker in document["speakers"]}["S2"]
    assert (kept["role"], kept["name"]) == ("anchor", "Ann Reed")


def test_what_a_person_wrote_survives_reassigning(
    capsys: pytest.CaptureFixture[str], transcript: Path
) -> None:
    evidence = [{"cue": "hands_over", "weight": 1.0}]
    speakers = [
        {"label": "S1", "role": "expert", "evidence": evidence},
        {"label": "S2", "role": "correspondent"},
    ]
    transcript.write_text(json.dumps(BARE | {"speakers": speakers}))
    assert roles(json.loads(call(capsys, "relabel", transcript).out)) == {
        "S1": "expert",
        "S2": "correspondent",
    }
    again = roles(json.loads(call(capsys, "relabel", transcript, "--reassign").out))
    assert again == {"S1": "anchor", "S2": "correspondent"}


def test_fields_that_it_does_not_know_are_kept(capsys: pytest.CaptureFixture[str], transcript: Path) -> None:
    transcript.write_text(json.dumps(BARE | {"desk": {"editor": "A. R."}}))
    assert json.loads(call(capsys, "relabel", transcript).out)["desk"] == {"editor": "A. R."}


def test_the_article_can_be_had_at_once(capsys: pytest.CaptureFixture[str], transcript: Path) -> None:
    result = call(capsys, "relabel", transcript, "-f", "article", "--title", "Ferries")
    assert result.out.startswith("Ferries\n\n[00:00:00] Good evening.\n")


def test_replacing_the_file_itself_needs_force(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, transcript: Path
) -> None:
    before = transcript.read_bytes()
    result = call(capsys, "relabel", transcript, "-o", tmp_path)
    assert result.code == 7
    assert transcript.read_bytes() == before
    assert call(capsys, "relabel", transcript, "-o", tmp_path, "--force").code == 0
    assert roles(json.loads(transcript.read_text())) == {"S1": "anchor", "S2": "expert"}


def test_a_cast_gives_roles_and_spellings_without_the_recording(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    said = [
        {"start": 0, "end": 4, "speaker": "S1", "text": "Good evening, I'm Clara Hughs with the news."},
        {"start": 4, "end": 6, "speaker": "S2", "text": "It rains."},
    ]
    document = {"schema": "broadcast-transcript/1", "language": "en", "utterances": said}
    (tmp_path / "news.json").write_text(json.dumps(document), "utf-8")
    (tmp_path / "cast.txt").write_text("Clara Hughes = anchor\n", "utf-8")
    result = call(capsys, "relabel", tmp_path / "news.json", "--cast", tmp_path / "cast.txt")
    assert result.code == 0, result.err
    first = json.loads(result.out)["speakers"][0]
    assert (first["name"], first["heard"], first["role"]) == ("Clara Hughes", "Clara Hughs", "anchor")
