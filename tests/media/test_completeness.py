"""Nothing is lost without a word: whole files raise no alarm, cut and damaged ones always do."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.media import decode, probe
from pipeline.media.waveform import Waveform
from pipeline.transcript.holes import DOUBTFUL, MISSING
from tests.support.media import put
from tests.support.media_forms import CUTS, DAMAGES, FORMS, LENGTH, WITHOUT_CHECKS, form

_SHORT = [
    "s16.wav",
    "free.flac",
    "counted.mp3",
    "layer2.mp2",
    "fragments.m4a",
    "opus.opus",
    "mp2.ts",
    "op1a.mxf",
]
"""One of each family, for every run."""
_CHECKED = [name for name in FORMS if name not in WITHOUT_CHECKS]


def read(folder: Path, name: str, content: bytes) -> Waveform | str:
    """The sound, or why the file is refused."""
    path = folder / name
    path.write_bytes(content)
    try:
        return decode(probe(path))
    except InputError as error:
        return error.message


def assert_whole(folder: Path, name: str) -> None:
    waveform = read(folder, name, form(name))
    assert isinstance(waveform, Waveform), waveform
    assert waveform.holes == ()
    assert waveform.duration == pytest.approx(LENGTH, abs=0.3)


def assert_told(folder: Path, name: str, content: bytes) -> None:
    found = read(folder, name, content)
    assert isinstance(found, str) or found.holes, f"nothing is said of {found}"


@pytest.mark.parametrize("name", _SHORT)
def test_a_whole_file_raises_no_alarm(tmp_path: Path, name: str) -> None:
    assert_whole(tmp_path, name)


@pytest.mark.long
@pytest.mark.parametrize("name", [name for name in FORMS if name not in _SHORT])
def test_a_whole_file_of_any_form_raises_no_alarm(tmp_path: Path, name: str) -> None:
    assert_whole(tmp_path, name)


@pytest.mark.parametrize("name", _SHORT)
def test_a_cut_file_is_told(tmp_path: Path, name: str) -> None:
    assert_told(tmp_path, name, CUTS["cut at 60.0%"](form(name)))


@pytest.mark.long
@pytest.mark.parametrize("cut", CUTS)
@pytest.mark.parametrize("name", FORMS)
def test_a_file_of_any_form_that_is_cut_anywhere_is_told(tmp_path: Path, name: str, cut: str) -> None:
    assert_told(tmp_path, name, CUTS[cut](form(name)))


@pytest.mark.parametrize("damage", [name for name in DAMAGES if name != "bits flipped"])
@pytest.mark.parametrize("name", [name for name in _SHORT if name not in WITHOUT_CHECKS])
def test_damage_in_the_middle_is_told(tmp_path: Path, name: str, damage: str) -> None:
    assert_told(tmp_path, name, DAMAGES[damage](form(name)))


@pytest.mark.long
@pytest.mark.parametrize("damage", [name for name in DAMAGES if name != "bits flipped"])
@pytest.mark.parametrize("name", _CHECKED)
def test_damage_in_the_middle_of_any_form_is_told(tmp_path: Path, name: str, damage: str) -> None:
    assert_told(tmp_path, name, DAMAGES[damage](form(name)))


@pytest.mark.parametrize("name", ["free.flac", "opus.opus", "flac.mka", "pack.wv", "raw.ac3"])
def test_a_changed_bit_is_told_where_the_form_has_checksums(tmp_path: Path, name: str) -> None:
    assert_told(tmp_path, name, DAMAGES["bits flipped"](form(name)))


def test_a_hole_is_told_with_its_place(tmp_path: Path) -> None:
    waveform = read(tmp_path, "hole.ts", DAMAGES["zeroed"](form("mp2.ts")))
    assert isinstance(waveform, Waveform)
    (hole,) = waveform.holes
    assert hole.kind == MISSING
    assert (hole.start, hole.end) == pytest.approx((5.9, 6.5), abs=0.2)
    assert waveform.duration == pytest.approx(LENGTH, abs=0.1)


def test_damage_is_told_with_its_place_and_with_ffmpegs_words(tmp_path: Path) -> None:
    waveform = read(tmp_path, "raw.ac3", DAMAGES["bits flipped"](form("raw.ac3")))
    assert isinstance(waveform, Waveform)
    assert {hole.kind for hole in waveform.holes} == {DOUBTFUL}
    assert all(2.0 < hole.start < hole.end < 10.5 for hole in waveform.holes)
    assert any(
        "CRC mismatch" in str(one.evidence) or "corrupt" in str(one.evidence) for one in waveform.holes
    )


def test_what_a_bare_stream_has_lost_does_not_move_what_follows(tmp_path: Path) -> None:
    waveform = read(tmp_path, "layer2.mp2", DAMAGES["zeroed"](form("layer2.mp2")))
    assert isinstance(waveform, Waveform)
    assert waveform.duration == pytest.approx(LENGTH, abs=0.1)
    assert [(hole.kind, round(hole.start)) for hole in waveform.holes] == [(MISSING, 6)]


def test_partial_records_what_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "first.m4a"
    path.write_bytes(CUTS["cut at 50.0%"](form("first.m4a")))
    waveform = decode(probe(path), partial=True)
    hole = waveform.holes[-1]
    assert (hole.kind, hole.end) == (MISSING, LENGTH)
    assert hole.start == pytest.approx(waveform.duration, abs=0.01)
    assert "announces 12.0 s" in (hole.evidence or "")


def test_where_only_the_end_tells_it_nobody_claims_to_know_how_much_is_missing(tmp_path: Path) -> None:
    waveform = read(tmp_path, "opus.opus", CUTS["cut at 60.0%"](form("opus.opus")))
    assert isinstance(waveform, Waveform)
    (hole,) = waveform.holes
    assert hole.kind == MISSING
    assert hole.start == hole.end == pytest.approx(waveform.duration, abs=0.01)
    assert hole.evidence == "its last Ogg page is incomplete"


def test_a_shut_decoder_of_pictures_is_no_damage(tmp_path: Path) -> None:
    assert decode(probe(put(tmp_path, "film.mp4"))).holes == ()
