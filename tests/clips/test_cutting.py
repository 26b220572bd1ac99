"""Statements cut out of a recording, and the sheet that says what they are."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from pipeline import Transcript, from_json
from pipeline.clips.cutting import Cut, recording_of, write_clips
from pipeline.clips.sheet import SHEET, clip_sheet
from pipeline.clips.statements import Wanted, wanted_paragraphs
from pipeline.corrections.places import CorrectionError
from pipeline.errors import InputError, OutputError
from pipeline.media import decode, probe
from pipeline.media.waveform import SAMPLE_RATE
from pipeline.transcript.model import Paragraph, Utterance
from tests.golden import EXAMPLE, TRANSCRIPT
from tests.support.cli import call
from tests.support.media import encode

_RECORDING = EXAMPLE / "segment.opus"


@pytest.fixture(scope="module")
def golden() -> Transcript:
    """The example."""
    return from_json(TRANSCRIPT.read_bytes())


def test_quotes_times_and_speakers_are_chosen_each_once_in_order(golden: Transcript) -> None:
    quotes = [part for part in golden.paragraphs if part.quoted]
    assert list(wanted_paragraphs(golden, Wanted(quotes=True))) == quotes
    by_name = wanted_paragraphs(golden, Wanted(times=("0:50",), speakers=("thomas baker",)))
    assert [part.start for part in by_name] == sorted(part.start for part in by_name)
    assert {part.speaker for part in by_name} == {quotes[0].speaker, "S2"}
    assert wanted_paragraphs(golden, Wanted(quotes=True, speakers=("S3", "S4"))) == tuple(quotes)


@pytest.mark.parametrize(
    ("wanted", "problem"),
    [
        (Wanted(times=("9:00",)), "there is no paragraph at"),
        (Wanted(speakers=("Jane",)), r"there is no speaker 'Jane'; there are S1 \(Clara Hughes\), S2"),
    ],
)
def test_what_there_is_not_is_refused_with_what_there_is(
    golden: Transcript, wanted: Wanted, problem: str
) -> None:
    with pytest.raises(CorrectionError, match=problem):
        wanted_paragraphs(golden, wanted)


def test_nothing_quoted_is_told(golden: Transcript) -> None:
    plain = replace(golden, paragraphs=tuple(replace(part, quoted=False) for part in golden.paragraphs))
    with pytest.raises(CorrectionError, match="nothing in the transcript is quoted"):
        wanted_paragraphs(plain, Wanted(quotes=True))


def test_a_clip_holds_the_very_sound_of_its_statement_and_the_sheet_proves_it(
    golden: Transcript, tmp_path: Path
) -> None:
    parts = wanted_paragraphs(golden, Wanted(quotes=True))
    media = recording_of(golden, _RECORDING)
    clips = list(write_clips(golden, media, parts, tmp_path, Cut(handles=0.5), force=False))
    whole = decode(media).floats
    rows = list(csv.DictReader(io.StringIO(clip_sheet(clips))))
    for clip, part, row in zip(clips, parts, rows, strict=True):
        heard = decode(probe(tmp_path / clip.name)).floats
        assert len(heard) / SAMPLE_RATE == pytest.approx(part.duration + 1.0, abs=0.01)
        first = round((part.start - 0.5) * SAMPLE_RATE)
        # The resampler works on other neighbours at the edges, so they are left out.
        assert np.corrcoef(heard[800:-800], whole[first + 800 : first + len(heard) - 800])[0, 1] > 0.99
        assert row["clip"] == clip.name
        assert row["sha256"] == hashlib.sha256((tmp_path / clip.name).read_bytes()).hexdigest()
        assert row["recording_sha256"] == hashlib.sha256(_RECORDING.read_bytes()).hexdigest()
        assert (row["text"], float(row["start"]), row["quoted"]) == (part.text, part.start, "true")


def test_what_is_there_is_not_overwritten_and_no_sheet_tells_of_clips_that_are_not_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / SHEET).write_text("mine", "utf-8")
    outcome = call(capsys, "clip", TRANSCRIPT, "--quotes", "--media", _RECORDING, "-o", tmp_path)
    assert (outcome.code, "clips.csv' exists already" in outcome.err) == (OutputError.exit_code, True)
    assert [path.name for path in tmp_path.iterdir()] == [SHEET]


def test_another_recording_proves_nothing_and_is_refused(golden: Transcript, tmp_path: Path) -> None:
    other = tmp_path / "other.opus"
    other.write_bytes(_RECORDING.read_bytes() + b"x")
    with pytest.raises(InputError, match="is not the recording that was transcribed"):
        recording_of(golden, other)
    with pytest.raises(InputError, match="is not there"):
        recording_of(golden, tmp_path / "gone.opus")


def test_two_statements_of_one_moment_have_names_of_their_own(golden: Transcript, tmp_path: Path) -> None:
    part = next(part for part in golden.paragraphs if part.quoted)
    media = recording_of(golden, _RECORDING)
    clips = list(write_clips(golden, media, [part, part], tmp_path, Cut(), force=False))
    assert len({clip.name for clip in clips}) == 2


def test_the_command_writes_beside_the_transcript_and_says_where(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    transcript = tmp_path / "news.json"
    transcript.write_bytes(TRANSCRIPT.read_bytes())
    result = call(capsys, "clip", transcript, "--at", "0:50", "--media", _RECORDING, "--pictures")
    assert result.code == 0, result.err
    assert "1 clip in" in result.err
    assert "has no pictures" in result.err
    assert len(list((tmp_path / "news-clips").iterdir())) == 2


def test_without_a_choice_the_command_says_how_to_make_one(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    result = call(capsys, "clip", TRANSCRIPT)
    assert result.code == 2
    assert "--quotes, --at TIME or --speaker LABEL" in result.err


def test_pictures_come_along_where_there_are_any(tmp_path: Path) -> None:
    film = encode(
        tmp_path / "film.mp4", "-f", "lavfi", "-i", "testsrc=duration=9:rate=25:size=64x64",
        "-f", "lavfi", "-i", "sine=duration=9:sample_rate=16000", "-g", "25", "-pix_fmt", "yuv420p",
    )  # fmt: skip
    part = Paragraph(4.0, 6.0, "S1", "Here it is.", quoted=True)
    transcript = Transcript("en", (Utterance(4.0, 6.0, "S1", "Here it is."),), paragraphs=(part,))
    media = recording_of(transcript, film)
    (clip,) = write_clips(transcript, media, [part], tmp_path / "clips", Cut(0.0, pictures=True), force=False)
    found = probe(tmp_path / "clips" / clip.name)
    assert found.video
    assert found.duration == pytest.approx(2.0, abs=0.6)
