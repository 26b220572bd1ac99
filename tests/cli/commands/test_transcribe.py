"""`pipeline transcribe`, as typed, with scripted engines."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import transcriber as newsroom
from pipeline.engines import load
from pipeline.engines.contract import SpeakerCount
from pipeline.engines.diarization import Diarization, Turn
from pipeline.engines.fake import ScriptedDiarizer
from pipeline.engines.load import Loaded
from pipeline.errors import EngineError
from pipeline.media.waveform import Waveform
from pipeline.models import Registry
from tests.support.cli import ARTICLE, call, files, run
from tests.support.media import half, put, tone
from tests.support.media_forms import cut_at, form

_NAMES = [
    b"with space.wav", b"'quoted' \"twice\".wav", b"new\nline.wav", b"-dash.wav", b"--help.wav",
    "büro 😀.wav".encode(), b"part%03d.wav", b"10:00:00.wav", b"a|b;c&d$e.wav", b"[bold]*?.wav",
    b"esc\x1b[31m.wav", b"two.dots.wav", b".hidden.wav", b"no ending", b"\xff\xfe.wav",
]  # fmt: skip

pytestmark = pytest.mark.usefixtures("scripted")


def test_the_article_goes_to_stdout_and_nothing_else_does(
    capsys: pytest.CaptureFixture[str], recording: Path
) -> None:
    result = call(capsys, "transcribe", recording)
    assert (result.code, result.out) == (0, ARTICLE)
    assert "Recognizer: scripted recognizer. Diarizer: scripted diarizer." in result.err


def test_in_a_process_of_its_own_it_is_the_same(recording: Path) -> None:
    result = run("transcribe", recording, "--quiet", scripted=True)
    assert (result.code, result.out, result.err) == (0, ARTICLE, "")


def test_header_and_footer_come_from_the_options(capsys: pytest.CaptureFixture[str], recording: Path) -> None:
    result = call(
        capsys, "transcribe", recording, "--title", "Ferries", "--published", "2025-2-4 20:00", "--source",
        "Example News", "--url", "https://a.example", "--timestamps", "none",
    )  # fmt: skip
    assert result.out.startswith("Ferries\n\nPublished on: 2025/02/04 20:00\n\nVoice 1: Good evening.")
    assert result.out.endswith('"We want an answer."\n\nExample News https://a.example\n')


def test_speakers_can_be_named_in_the_text(capsys: pytest.CaptureFixture[str], recording: Path) -> None:
    result = call(capsys, "transcribe", recording, "--speakers-in-text", "--timestamps", "turn")
    assert "Expert S2: " in result.out


def test_any_one_format_can_be_had_on_stdout(capsys: pytest.CaptureFixture[str], recording: Path) -> None:
    result = call(capsys, "transcribe", recording, "-f", "json")
    document = json.loads(result.out)
    assert document["recording"]["path"] == str(recording)
    assert document["recording"]["duration"] == 3.0
    assert [utterance["text"] for utterance in document["utterances"]] == [
        "Good evening. The ferry strike enters its second week.",
        "We want an answer.",
    ]


def test_a_folder_gets_the_transcript_and_the_formats_asked_for(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, recording: Path
) -> None:
    out = tmp_path / "new" / "folder"
    result = call(capsys, "transcribe", recording, "-o", out, "-f", "article", "-f", "text")
    assert (result.code, result.out) == (0, "")
    assert set(files(out)) == {"segment.json", "segment.txt", "segment.text.txt"}
    assert files(out)["segment.txt"].decode() == ARTICLE


@pytest.mark.parametrize("name", _NAMES)
def test_any_name_is_written_under_the_same_name(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    recording: Path,
    name: bytes,
) -> None:
    monkeypatch.chdir(tmp_path)
    path = recording.rename(os.fsdecode(name))
    result = call(capsys, "transcribe", "-o", "out", "--", path)
    assert result.code == 0
    assert set(files(tmp_path / "out")) == {f"{path.stem}.json"}
    assert json.loads(files(tmp_path / "out")[f"{path.stem}.json"])["utterances"]
    # engines, what was written, what there is, where to listen
    assert len(result.err.splitlines()) == 4
    assert "\x1b" not in result.err


@pytest.mark.parametrize("name", _NAMES)
def test_any_name_can_be_complained_of_on_one_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: bytes
) -> None:
    monkeypatch.chdir(tmp_path)
    path = Path(os.fsdecode(name))
    result = call(capsys, "transcribe", "-o", "out", "--", path)
    assert result.code == 3
    assert result.complaint.isprintable()
    assert "does not exist" in result.complaint


@pytest.mark.parametrize("name", [b"\xff\xfe.wav", b"new\nline.wav", "büro 😀.wav".encode()])
def test_any_name_gives_events_that_programs_can_read(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    recording: Path,
    name: bytes,
) -> None:
    monkeypatch.chdir(tmp_path)
    path = recording.rename(os.fsdecode(name))
    result = call(capsys, "transcribe", path, "-o", "out", "--log-format", "jsonl")
    events = [json.loads(line) for line in result.err.splitlines()]
    assert events[-1]["event"] == "done"
    assert os.fsencode(events[-1]["file"]) == name


def test_a_leading_dash_needs_no_more_than_its_folder(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, recording: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    recording.rename("-dash.wav")
    assert call(capsys, "transcribe", "./-dash.wav").out == ARTICLE


def test_an_existing_file_is_refused_before_any_work_and_stays(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, recording: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(newsroom, "load_recognizer", None)  # calling it would be a fault in the program
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "segment.json").write_text("old")
    result = call(capsys, "transcribe", recording, "-o", tmp_path / "out")
    assert (result.code, result.out) == (7, "")
    assert "segment.json' exists already. Use --force to replace it." in result.complaint
    assert files(tmp_path / "out") == {"segment.json": b"old"}


def test_force_replaces_an_existing_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, recording: Path
) -> None:
    (tmp_path / "segment.json").write_text("old")
    assert call(capsys, "transcribe", recording, "-o", tmp_path, "--force").code == 0
    assert b"Good evening" in files(tmp_path)["segment.json"]


def test_a_folder_below_a_file_is_an_output_error(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, recording: Path
) -> None:
    (tmp_path / "file").write_text("no folder")
    result = call(capsys, "transcribe", recording, "-o", tmp_path / "file" / "below")
    assert (result.code, result.out) == (7, "")
    assert "Cannot write to" in result.complaint
    assert files(tmp_path)["file"] == b"no folder"


def test_a_disk_that_fills_up_is_an_output_error_and_leaves_no_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, recording: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    result = call(capsys, "transcribe", recording, "-o", tmp_path / "out", "--quiet")
    assert (result.code, result.out) == (7, "")
    assert "the disk is full. Free some space" in result.complaint
    assert files(tmp_path / "out") == {}


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["-f", "nosuch"], "'nosuch' is not one of"),
        (["--published", "yesterday"], "'yesterday' is not a date like 2025-02-04"),
        (["--published", "2025-02-30"], "is not a date"),
        (["--asr", "nosuch"], "'nosuch' is not one of auto, starter"),
        (["--diarizer", "nosuch"], "'nosuch' is not one of auto, starter, none"),
        (["-f", "json", "-f", "text"], "add -o DIR"),
        (["--min-speakers", "3", "--max-speakers", "2"], "min_speakers (3) exceeds max_speakers (2)"),
        (["--speakers", "0"], "'0' is not a whole number"),
        (["--speakers", "two"], "'two' is not a whole number"),
        (["--timestamps", "often"], "'often' is not one of"),
        (["--log-format", "xml"], "'xml' is not one of"),
        (["--language", "de"], "writes en, not 'de'"),
    ],
)
def test_options_that_make_no_sense_are_usage_errors(
    capsys: pytest.CaptureFixture[str], recording: Path, words: list[str], reason: str
) -> None:
    result = call(capsys, "transcribe", recording, *words)
    assert (result.code, result.out) == (2, "")
    assert reason in " ".join(result.err.split())


def test_names_of_engines_are_checked_before_anything_else(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    result = call(capsys, "transcribe", tmp_path / "missing.wav", "--asr", "nosuch", "-o", tmp_path / "out")
    assert result.code == 2
    assert not (tmp_path / "out").exists()


def test_nothing_to_transcribe_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(capsys, "transcribe").code == 2


def test_two_recordings_of_one_name_are_refused_where_they_would_be_one_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, recording: Path
) -> None:
    (tmp_path / "monday").mkdir()
    other = shutil.copy(recording, tmp_path / "monday" / "segment.mp4")
    result = call(capsys, "transcribe", recording, other, "-o", tmp_path / "out")
    assert (result.code, result.out) == (2, "")
    assert "'segment.json': do them one by one" in result.err
    assert not (tmp_path / "out").exists()


def test_a_language_may_be_given_with_its_region(capsys: pytest.CaptureFixture[str], recording: Path) -> None:
    assert call(capsys, "transcribe", recording, "--language", "en-GB").code == 0


def test_the_numbers_of_voices_reach_the_diarizer_and_the_provenance(
    capsys: pytest.CaptureFixture[str], recording: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[SpeakerCount] = []

    class Asked(ScriptedDiarizer):
        def diarize(
            self, waveform: Waveform, count: SpeakerCount, progress: Callable[[float], None]
        ) -> Diarization:
            asked.append(count)
            return super().diarize(waveform, count, progress)

    monkeypatch.setattr(newsroom, "load_diarizer", lambda *_: Loaded(Asked([Turn(0.0, 3.0, "a")])))
    words = ("--speakers", "2", "--min-speakers", "1", "--max-speakers", "3", "-f", "json")
    document = json.loads(call(capsys, "transcribe", recording, *words).out)
    assert asked == [SpeakerCount(2, 1, 3)]
    assert document["provenance"]["options"]["speakers"] == 2
    assert document["provenance"]["recognizer"]["name"] == "scripted recognizer"


def test_one_bad_recording_does_not_stop_the_others(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, recording: Path
) -> None:
    (tmp_path / "notes.wav").write_text("This is no recording.\n" * 50)
    third = tone(tmp_path / "third.wav")
    result = call(
        capsys,
        "transcribe",
        recording,
        tmp_path / "notes.wav",
        tmp_path / "gone.wav",
        third,
        "-o",
        tmp_path / "out",
    )
    assert (result.code, result.out) == (9, "")
    assert set(files(tmp_path / "out")) == {"segment.json", "third.json"}
    assert len([line for line in result.err.splitlines() if line.startswith("pipeline: ")]) == 2
    assert result.err.splitlines()[-1] == "2 of 4 recordings could not be done."


def test_each_recording_s_end_is_told_to_programs(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, recording: Path
) -> None:
    result = call(
        capsys,
        "transcribe",
        tmp_path / "gone.wav",
        recording,
        "-o",
        tmp_path / "out",
        "--log-format",
        "jsonl",
    )
    events = [json.loads(line) for line in result.err.splitlines()]
    ends = [(event["event"], event["file"]) for event in events if event["event"] in ("done", "failed")]
    assert ends == [("failed", str(tmp_path / "gone.wav")), ("done", str(recording))]
    assert result.code == 9


def test_an_engine_that_fails_is_told_as_such(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, recording: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Failing(ScriptedDiarizer):
        def diarize(
            self, waveform: Waveform, count: SpeakerCount, progress: Callable[[float], None]
        ) -> Diarization:
            raise EngineError("The engine broke.")

    monkeypatch.setattr(newsroom, "load_diarizer", lambda *_: Loaded(Failing([])))
    result = call(capsys, "transcribe", recording, "-o", tmp_path / "out", "--quiet")
    assert (result.code, result.complaint) == (6, "pipeline: The engine broke.")
    assert files(tmp_path / "out") == {}


def test_a_recording_in_which_nobody_speaks_is_an_input_error(
    capsys: pytest.CaptureFixture[str], recording: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(newsroom, "load_diarizer", lambda *_: Loaded(ScriptedDiarizer([])))
    result = call(capsys, "transcribe", recording, "--quiet")
    assert (result.code, result.out) == (3, "")
    assert f"No speech was found in {str(recording)!r}." in result.complaint


def test_partial_takes_what_there_is_of_a_cut_copy(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = put(tmp_path, "stereo.wav", half)
    assert call(capsys, "transcribe", path).code == 3
    result = call(capsys, "transcribe", path, "--partial", "-f", "json")
    assert result.code == 0
    assert json.loads(result.out)["recording"]["duration"] == pytest.approx(2.0, abs=0.01)


class TestWithoutModels:
    """The real loaders, and stores that lack what they need."""

    @pytest.fixture(autouse=True)
    def store(self, scripted: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """An empty store."""
        monkeypatch.setattr(newsroom, "load_recognizer", load.load_recognizer)
        monkeypatch.setattr(newsroom, "load_diarizer", load.load_diarizer)
        monkeypatch.setenv("PIPELINE_MODELS", str(tmp_path / "store"))
        return tmp_path / "store"

    def test_absent_models_are_named_with_the_command_that_fetches_them(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path, recording: Path, store: Path
    ) -> None:
        result = call(capsys, "transcribe", recording, "-o", tmp_path / "out")
        assert (result.code, result.out) == (5, "")
        assert f"is not installed in {store}. Run `pipeline models pull starter`." in result.complaint
        assert files(tmp_path / "out") == {}
        assert not store.exists()

    def test_damaged_models_are_named_as_damaged(
        self, capsys: pytest.CaptureFixture[str], recording: Path, store: Path
    ) -> None:
        for model in Registry.load().select(["starter"]):
            (store / model.name).mkdir(parents=True)
            for file in model.files:
                (store / model.name / file.name).write_bytes(b"not what was promised")
        result = call(capsys, "transcribe", recording)
        assert (result.code, result.out) == (5, "")
        assert "is damaged: its SHA-256 begins" in result.complaint
        assert "pipeline models pull" in result.complaint

    def test_a_bad_recording_is_told_before_absent_models(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        assert call(capsys, "transcribe", tmp_path / "gone.wav").code == 3


def test_articles_of_several_recordings_are_parted_by_an_empty_line(
    capsys: pytest.CaptureFixture[str], recording: Path, tmp_path: Path
) -> None:
    other = shutil.copy(recording, tmp_path / "other.wav")
    assert call(capsys, "transcribe", recording, other).out == f"{ARTICLE}\n{ARTICLE}"


def test_glossary_beam_and_language_reach_the_recognizer_and_the_provenance(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, recording: Path
) -> None:
    (tmp_path / "names.txt").write_text("Daniel Osei\nKyiv\n", "utf-8")
    options = ("--glossary", tmp_path / "names.txt", "--beam", "3", "--language", "en")
    result = call(capsys, "transcribe", recording, *options, "-o", tmp_path / "out")
    assert result.code == 0, result.err
    kept = json.loads((tmp_path / "out" / "segment.json").read_text("utf-8"))["provenance"]["options"]
    assert (kept["house"]["spellings"], kept["beam"], kept["language"]) == (["Daniel Osei", "Kyiv"], 3, "en")


def test_a_glossary_that_cannot_be_read_is_told_before_anything_is_done(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, recording: Path
) -> None:
    result = call(capsys, "transcribe", recording, "--glossary", tmp_path / "none.txt")
    assert result.code == 3
    assert "none.txt cannot be read" in result.err


def test_the_cast_and_the_profile_of_the_show_reach_the_transcript(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, recording: Path
) -> None:
    (tmp_path / "cast.txt").write_text("Clara Hughes = anchor\n", "utf-8")
    (tmp_path / "show.toml").write_text('station = "Example News"\nspellings = ["Kyiv"]\n', "utf-8")
    options = ("--cast", tmp_path / "cast.txt", "--profile", tmp_path / "show.toml")
    result = call(capsys, "transcribe", recording, *options, "-o", tmp_path / "out")
    assert result.code == 0, result.err
    written = json.loads((tmp_path / "out" / "segment.json").read_text("utf-8"))
    assert written["source"]["name"] == "Example News"
    house = written["provenance"]["options"]["house"]
    assert house["people"] == [{"name": "Clara Hughes", "role": "anchor", "source": "cast", "label": None}]
    assert house["spellings"] == ["Kyiv"]


def test_a_cast_that_contradicts_itself_is_told_before_anything_is_done(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, recording: Path
) -> None:
    (tmp_path / "cast.txt").write_text("Clara Hughes = anchor\nClara Hughes = expert\n", "utf-8")
    result = call(capsys, "transcribe", recording, "--cast", tmp_path / "cast.txt", "-o", tmp_path / "out")
    assert (result.code, result.out) == (8, "")
    assert "Clara Hughes is anchor and expert" in result.err
    assert not (tmp_path / "out").exists()


def test_corrections_of_the_file_that_is_replaced_are_carried_over(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, recording: Path
) -> None:
    words = ("transcribe", recording, "-o", tmp_path / "out", "-f", "article", "--force", "--quiet")
    call(capsys, *words)
    path = tmp_path / "out" / "segment.json"
    call(capsys, "correct", path, "--speaker", "S2=Ann Reed, unknown", "--replace", "strike=walkout")
    corrected = files(tmp_path / "out")
    result = call(capsys, *words)
    assert (result.code, result.err) == (0, "")
    again = json.loads(path.read_text("utf-8"))
    before = json.loads(corrected["segment.json"])
    assert [again[key] for key in ("utterances", "speakers", "paragraphs", "edits")] == [
        before[key] for key in ("utterances", "speakers", "paragraphs", "edits")
    ]
    assert files(tmp_path / "out")["segment.txt"] == corrected["segment.txt"]


def test_a_damaged_transcript_that_may_hold_corrections_is_kept(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, recording: Path
) -> None:
    damaged = b'{"schema": "broadcast-transcript/1", "edits": ['
    (tmp_path / "segment.json").write_bytes(damaged)
    result = call(capsys, "transcribe", recording, "-o", tmp_path, "--force", "--quiet")
    assert result.code == 0
    assert "kept as" in result.complaint
    assert files(tmp_path)["segment.json.damaged"] == damaged


@pytest.fixture
def broken_off(tmp_path: Path) -> Path:
    """A recording of twelve seconds without its last page."""
    path = tmp_path / "broken.opus"
    path.write_bytes(cut_at(0.6)(form("opus.opus")))
    return path


def test_a_recording_that_breaks_off_is_told_on_stderr_and_in_the_article(
    capsys: pytest.CaptureFixture[str], broken_off: Path
) -> None:
    result = call(capsys, "transcribe", broken_off)
    assert result.code == 0
    assert "broken.opus: Incomplete: the recording breaks off at 00:00:06." in result.err.splitlines()
    assert result.out.endswith("\n\n[00:00:06] [the recording breaks off here]\n")


def test_strict_makes_it_a_failure_and_writes_it_all_the_same(
    capsys: pytest.CaptureFixture[str], broken_off: Path, recording: Path
) -> None:
    result = call(capsys, "transcribe", broken_off, "--strict", "--hide-missing")
    assert (result.code, result.out) == (3, ARTICLE)
    assert call(capsys, "transcribe", recording, "--strict").code == 0
    assert call(capsys, "transcribe", recording, broken_off, "--strict").code == 9


def test_partial_is_recorded_like_any_other_hole(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = put(tmp_path, "first.m4a", half)
    assert call(capsys, "transcribe", path).code == 3
    assert call(capsys, "transcribe", path, "--partial", "-o", tmp_path / "out").code == 0
    (hole,) = json.loads((tmp_path / "out" / "first.json").read_text())["excluded"]
    assert (hole["kind"], hole["end"]) == ("missing", 4.0)


def test_force_does_not_replace_the_transcript_of_another_recording(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    one, other = tone(tmp_path / "a.wav"), tone(tmp_path / "b.wav", pitch=600.0)
    other = other.rename(tmp_path / "a.wave")
    assert call(capsys, "transcribe", one, "-o", tmp_path / "out").code == 0
    before = (tmp_path / "out" / "a.json").read_bytes()
    result = call(capsys, "transcribe", other, "-o", tmp_path / "out", "--force")
    assert result.code == 7
    assert "is the transcript of another recording, 'a.wav'. Name another folder" in result.complaint
    assert (tmp_path / "out" / "a.json").read_bytes() == before
    assert call(capsys, "transcribe", one, "-o", tmp_path / "out", "--force").code == 0


def test_force_replaces_the_transcript_of_the_same_recording_under_another_name(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    one = tone(tmp_path / "a.wav")
    call(capsys, "transcribe", one, "-o", tmp_path / "out")
    moved = one.rename(tmp_path / "a.wave")
    assert call(capsys, "transcribe", moved, "-o", tmp_path / "out", "--force").code == 0


def test_a_checksum_beside_the_recording_that_is_another_s_is_told_like_damage(
    capsys: pytest.CaptureFixture[str], recording: Path
) -> None:
    recording.with_name("segment.wav.md5").write_text(f"{'0' * 32}  segment.wav\n")
    result = call(capsys, "transcribe", recording, "--strict")
    assert result.code == 3
    assert result.out.startswith("[00:00:00] [3 seconds damaged]")
    assert "damaged at 00:00:00 (its MD5 is not the one in 'segment.wav.md5')" in result.err


def test_a_recording_that_is_shorter_than_expected_is_told_like_damage(
    capsys: pytest.CaptureFixture[str], recording: Path
) -> None:
    result = call(capsys, "transcribe", recording, "--expect-duration", "0:10", "--strict")
    assert result.code == 3
    assert "Incomplete: 7 seconds missing at 00:00:03." in result.err
    assert call(capsys, "transcribe", recording, "--expect-duration", "0:03", "--strict").code == 0
    assert "is not a length" in call(capsys, "transcribe", recording, "--expect-duration", "soon").err
