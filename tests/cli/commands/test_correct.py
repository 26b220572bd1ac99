"""`pipeline correct`, as typed."""

from __future__ import annotations

import json
import os
from pathlib import Path

import docx
import pytest

from pipeline.formats import render
from pipeline.transcript.json_file import from_json, to_json
from tests.support.cli import call, files
from tests.support.corrected import FERRY, article


@pytest.fixture
def ferry(tmp_path: Path) -> Path:
    """The programme's file, and the article made of it."""
    (tmp_path / "ferry.txt").write_text(render(FERRY, "article"), "utf-8")
    (tmp_path / "ferry.json").write_text(to_json(FERRY), "utf-8")
    return tmp_path / "ferry.json"


@pytest.mark.parametrize(
    ("words", "printed", "line"),
    [
        (["--speaker", "S3=Jane Doe"], "S3 name: nothing -> 'Jane Doe'", None),
        (["--speaker", "S3=unknown"], "S3 role: 'expert' -> 'unknown'", "[00:00:15] We want an answer."),
        (
            ["--replace", "Rut=Rudd", "--at", "0:13"],
            '00:00:13 words: "Rut\'s" -> "Rudd\'s"',
            "[00:00:13] Mr. Rudd's crews are angry.",
        ),
        (["--merge", "S3=S2"], "merge: S3 -> S2", "[00:00:15] We want an answer."),
        (
            ["--split", "0:28=S4"],
            "00:00:28 speaker: S1 -> S4: 'Thank you, Lena. In other news, the museum shows its new hal…'",
            None,
        ),
        (
            ["--unquote", "0:17"],
            "00:00:15 unquote: 'We want an answer. I think they owe us one.'",
            "[00:00:17] I think they owe us one.",
        ),
        (
            ["--quote", "13"],
            '00:00:13 quote: "Mr. Rut\'s crews are angry."',
            "[00:00:13] \"Mr. Rut's crews are",
        ),
        (
            ["--join", "00:00:13"],
            '00:00:13 join: "Mr. Rut\'s crews are angry."',
            "[00:00:07] The ships lie still, and Kevin Rut expects no quick end. Mr. Rut's crews are angry.",
        ),
        (
            ["--drop", "0:13-0:15.5"],
            '00:00:13 drop, to 00:00:15: "Mr. Rut\'s crews are angry."',
            None,
        ),
        (["--title", "Ferry strike"], "title: nothing -> 'Ferry strike'", "Ferry strike"),
    ],
)
def test_a_correction_is_made_in_place_and_the_article_beside_it_follows(
    capsys: pytest.CaptureFixture[str], ferry: Path, words: list[str], printed: str, line: str | None
) -> None:
    result = call(capsys, "correct", ferry, *words)
    assert (result.code, result.err) == (0, "")
    beside = ferry.with_suffix(".txt")
    assert result.out.splitlines() == [printed, f"written: {ferry}", f"written: {beside}"]
    corrected = from_json(ferry.read_bytes())
    assert len(corrected.edits) == 1
    assert beside.read_text("utf-8") == render(corrected, "article")
    if line is not None:
        assert line in beside.read_text("utf-8")
    undone = call(capsys, "correct", ferry, "--undo")
    assert undone.out.splitlines()[0] == f"undone: {printed}"
    assert ferry.read_text("utf-8") == to_json(FERRY)
    assert beside.read_text("utf-8") == render(FERRY, "article")


def test_several_corrections_are_made_at_once_and_listed_with_who_made_them(
    capsys: pytest.CaptureFixture[str], ferry: Path
) -> None:
    call(
        capsys, "correct", ferry, "--split", "0:28=S4", "--speaker", "S4=Ann Reed, anchor",
        "--replace", "Rut=Rudd", "--source", "Example News", "--by", "R. Ito",
    )  # fmt: skip
    corrected = from_json(ferry.read_bytes())
    speaker = corrected.speaker("S4")
    assert speaker is not None
    assert (speaker.name, speaker.role) == ("Ann Reed", "anchor")
    lines = call(capsys, "correct", ferry, "--list").out.splitlines()
    assert len(lines) == len(corrected.edits) == 6
    assert all("R. Ito" in line for line in lines)
    assert [line.split()[0] for line in lines] == ["1", "2", "3", "4", "4", "5"]


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["--speaker", "S9=Ann"], "there is no speaker 'S9'; there are S1, S2, S3. Nothing was changed."),
        (["--replace", "Rat=Rudd"], "'Rat' does not occur; there is 'Rut'"),
        (["--quote", "9:00"], "there is no paragraph at 00:09:00"),
        (["--replace", "Rut"], "--replace wants two sides, as in --replace 'Rut=Rudd', got 'Rut'"),
        (["--drop", "0:13"], "--drop wants two times, as in --drop 2:13-2:41, got '0:13'"),
        (["--at", "0:13"], "--at says where to --replace something"),
        (["--undo"], "1 cannot be undone; there are 0 corrections"),
        ([], "There is nothing to correct: name a correction, or --list those there are."),
        (["--title", "Strike", "--speaker", "S9=Ann"], "there is no speaker 'S9'"),
    ],
)
def test_a_mistake_changes_nothing_and_says_what_there_is(
    capsys: pytest.CaptureFixture[str], ferry: Path, words: list[str], complaint: str
) -> None:
    before = files(ferry.parent)
    result = call(capsys, "correct", ferry, *words)
    assert (result.code, result.out) == (2, "")
    assert complaint in result.complaint
    assert files(ferry.parent) == before


def test_a_dry_run_says_what_would_change_and_changes_nothing(
    capsys: pytest.CaptureFixture[str], ferry: Path
) -> None:
    before = files(ferry.parent)
    result = call(capsys, "correct", ferry, "--speaker", "S3=Jane Doe", "--dry-run")
    assert result.out == "S3 name: nothing -> 'Jane Doe'\n"
    assert files(ferry.parent) == before


def test_a_file_beside_it_that_somebody_else_wrote_is_left_alone(
    capsys: pytest.CaptureFixture[str], ferry: Path
) -> None:
    beside = ferry.with_suffix(".txt")
    beside.write_text("My notes.", "utf-8")
    result = call(capsys, "correct", ferry, "--merge", "S3=S2")
    assert f"left as it is, not made from this transcript: {beside}" in result.out
    assert beside.read_text("utf-8") == "My notes."


def test_the_article_keeps_the_style_it_was_written_in(
    capsys: pytest.CaptureFixture[str], ferry: Path
) -> None:
    call(capsys, "render", ferry, "-o", ferry.parent, "--force", "--timestamps", "none", "--speakers-in-text")
    call(capsys, "correct", ferry, "--speaker", "S3=Jane Doe")
    written = ferry.with_suffix(".txt").read_text("utf-8")
    assert 'Jane Doe (expert): "We want an answer.' in written
    assert "[00:" not in written


def test_what_was_changed_by_hand_is_kept_with_the_correction(
    capsys: pytest.CaptureFixture[str], ferry: Path
) -> None:
    document = json.loads(ferry.read_text("utf-8"))
    document["paragraphs"][1]["text"] = "The strike enters its third week."
    ferry.write_text(json.dumps(document), "utf-8")
    result = call(capsys, "correct", ferry, "--merge", "S3=S2")
    assert f"written: {ferry.with_suffix('.txt')}" in result.out
    corrected = from_json(ferry.read_bytes())
    assert [edit.kind for edit in corrected.edits] == ["words", "merge"]
    assert article(corrected)[1] == "The strike enters its third week."


def test_a_damaged_field_of_edits_is_told_and_nothing_is_written(
    capsys: pytest.CaptureFixture[str], ferry: Path
) -> None:
    call(capsys, "correct", ferry, "--merge", "S3=S2")
    document = json.loads(ferry.read_text("utf-8"))
    document["edits"][0]["at"] = "yesterday"
    ferry.write_text(json.dumps(document), "utf-8")
    result = call(capsys, "correct", ferry, "--undo")
    assert result.code == 8
    assert "an edit's time must be ISO 8601, got 'yesterday'" in result.complaint


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_told(capsys: pytest.CaptureFixture[str], ferry: Path) -> None:
    ferry.parent.chmod(0o500)
    result = call(capsys, "correct", ferry, "--merge", "S3=S2")
    ferry.parent.chmod(0o700)
    assert result.code == 7
    assert "not writable" in result.complaint


def test_a_transcript_of_nothing_but_utterances_can_be_corrected(
    capsys: pytest.CaptureFixture[str], transcript: Path
) -> None:
    assert call(capsys, "correct", transcript, "--replace", "Lena=Lina", "--unquote", "0:05").code == 0
    corrected = from_json(transcript.read_bytes())
    assert corrected.utterances[0].text == "Good evening. Lina Ford has more from the harbour."
    assert not any(part.quoted for part in corrected.paragraphs)


def test_an_article_corrected_elsewhere_comes_back(
    capsys: pytest.CaptureFixture[str], ferry: Path, tmp_path: Path
) -> None:
    call(capsys, "render", ferry, "-o", tmp_path / "desk", "--speakers-in-text")
    edited = tmp_path / "desk" / "ferry.txt"
    text = edited.read_text("utf-8").replace("crews are angry", "sailors are angry")
    edited.write_text(f"{text}\n\nMore at ten.\n", "utf-8")
    result = call(capsys, "correct", ferry, "--from", edited)
    assert (result.code, result.err) == (0, "no place for what was added: More at ten.\n")
    assert result.out.splitlines()[0] == "00:00:14 words: 'crews' -> 'sailors'"
    assert "[00:00:13] Mr. Rut's sailors are angry." in ferry.with_suffix(".txt").read_text("utf-8")


@pytest.mark.parametrize(("content", "code"), [(None, 3), (b"\xff\xfe\x00", 8), (b"Something else.", 2)])
def test_an_article_that_is_none_changes_nothing(
    capsys: pytest.CaptureFixture[str], ferry: Path, tmp_path: Path, content: bytes | None, code: int
) -> None:
    article_file = tmp_path / "edited.md"
    if content is not None:
        article_file.write_bytes(content)
    before = files(ferry.parent)
    result = call(capsys, "correct", ferry, "--from", article_file)
    assert result.code == code
    assert result.complaint
    assert files(ferry.parent) == before


@pytest.fixture
def spelt(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Path:
    """The programme with a name that the house knows, and one that may be another it knows."""
    (tmp_path / "ferry.json").write_text(to_json(FERRY), "utf-8")
    (tmp_path / "names.txt").write_text("Kevin Rudd\nLena Fard\n", "utf-8")
    path = tmp_path / "out" / "ferry.json"
    glossary = tmp_path / "names.txt"
    call(capsys, "relabel", tmp_path / "ferry.json", "--glossary", glossary, "-o", path.parent)
    return path


def test_names_the_program_wrote_and_those_it_suggests_are_listed_taken_back_and_accepted(
    capsys: pytest.CaptureFixture[str], spelt: Path
) -> None:
    assert call(capsys, "correct", spelt, "--list").out.splitlines() == [
        "names written as the house spells them; --as-heard N takes one back:",
        "  1 Rut -> Rudd at 00:00:10, 00:00:13",
        "suggested names; --accept N writes one:",
        "  1 Lena Ford -> Lena Fard at 00:00:04",
    ]
    assert call(capsys, "correct", spelt, "--accept", "1", "--as-heard", "all").code == 0
    shown = article(from_json(spelt.read_bytes()))
    assert shown[2] == "Lena Fard has more from the harbor."
    assert shown[3] == "The ships lie still, and Kevin Rut expects no quick end."


@pytest.mark.parametrize("number", ["2", "first"])
def test_a_number_that_is_not_listed_changes_nothing(
    capsys: pytest.CaptureFixture[str], spelt: Path, number: str
) -> None:
    before = spelt.read_bytes()
    outcome = call(capsys, "correct", spelt, "--accept", number)
    assert (outcome.code, "Nothing was changed." in outcome.err) == (2, True)
    assert spelt.read_bytes() == before


def test_corrections_are_remembered_in_the_show_s_profile(
    capsys: pytest.CaptureFixture[str], ferry: Path
) -> None:
    show = ferry.parent / "show.toml"
    asked = ["--replace", "Rut=Rudd", "--speaker", "S2=Lena Ford, correspondent", "--remember", str(show)]
    assert call(capsys, "correct", ferry, *asked, "--dry-run").code == 0
    assert not show.exists()
    assert f"written: {show}" in call(capsys, "correct", ferry, *asked).out
    assert show.read_text("utf-8") == 'correspondents = ["Lena Ford"]\n\n[write]\nRut = "Rudd"\n'


def test_an_advert_that_was_left_out_is_left_out_of_the_next_edition(
    capsys: pytest.CaptureFixture[str], ferry: Path
) -> None:
    show, later = ferry.parent / "show.toml", ferry.parent / "later.json"
    later.write_text(to_json(FERRY), "utf-8")
    outcome = call(capsys, "correct", ferry, "--drop", "0:20-0:28", "--remember", show)
    assert "is left out from now on" in outcome.out
    relabelled = call(capsys, "relabel", later, "--profile", show, "-f", "article")
    assert "[00:00:20] [An advert of 8 s was left out]" in relabelled.out
    assert "The owners say" not in relabelled.out


def test_a_profile_that_is_damaged_stops_the_correction_before_anything_is_written(
    capsys: pytest.CaptureFixture[str], ferry: Path
) -> None:
    show = ferry.parent / "show.toml"
    show.write_text("anchors = [", "utf-8")
    outcome = call(capsys, "correct", ferry, "--replace", "Rut=Rudd", "--remember", show)
    assert (outcome.code, "is not TOML" in outcome.err) == (8, True)
    assert ferry.read_text("utf-8") == to_json(FERRY)


def test_an_article_corrected_in_word_comes_back(capsys: pytest.CaptureFixture[str], ferry: Path) -> None:
    document = docx.Document()
    for text in render(FERRY, "article").replace("second week", "third week").split("\n\n"):
        document.add_paragraph(text)
    document.save(str(ferry.parent / "edited.docx"))
    assert call(capsys, "correct", ferry, "--from", ferry.parent / "edited.docx").code == 0
    assert article(from_json(ferry.read_bytes()))[1] == "The strike enters its third week."
    (ferry.parent / "edited.docx").write_bytes(b"no document")
    assert call(capsys, "correct", ferry, "--from", ferry.parent / "edited.docx").code == 8
