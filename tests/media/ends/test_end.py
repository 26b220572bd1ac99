"""What containers say of their own ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.media.ends.end import cut_off
from pipeline.media.probe import probe
from tests.support.media_forms import FORMS, form

_ENDS = [
    "fragments.m4a", "film.mp4", "vorbis.ogg", "opus.opus", "aac.mka", "opus.webm", "mp2.ts", "bluray.m2ts",
    "phone.amr", "ac3.vob", "film.flv", "op1a.mxf",
]  # fmt: skip


@pytest.mark.parametrize("name", _ENDS)
def test_a_whole_file_ends_as_it_should_and_one_without_its_last_bytes_does_not(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(form(name))
    kind = probe(path).format_name
    assert cut_off(path, kind) is None
    path.write_bytes(form(name)[:-5])
    assert cut_off(path, kind) is not None


@pytest.mark.parametrize("name", [name for name in _ENDS if name not in ("mp2.ts", "bluray.m2ts")])
def test_a_file_cut_at_any_byte_is_known_for_it(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(form(name))
    kind = probe(path).format_name
    for share in range(5, 100, 7):
        path.write_bytes(form(name)[: len(form(name)) * share // 100 // 8 * 8 + 3])
        assert cut_off(path, kind), share


def test_a_cut_behind_a_packet_is_known_by_the_packet_of_sound_that_it_parts(tmp_path: Path) -> None:
    path = tmp_path / "cut.ts"
    content = form("aac.ts")
    path.write_bytes(content[: len(content) // 2 // 188 * 188])
    assert cut_off(path, "mpegts") == "its last packet of sound is incomplete"


def test_an_ogg_file_without_its_last_page_is_known_by_the_mark_that_is_missing(tmp_path: Path) -> None:
    content = form("opus.opus")
    path = tmp_path / "cut.opus"
    path.write_bytes(content[: content.rindex(b"OggS")])
    assert cut_off(path, "ogg") == "its last Ogg page is not marked as the end"


def test_a_film_that_was_never_finished_is_known(tmp_path: Path) -> None:
    content = form("op1a.mxf")
    at = content.index(bytes.fromhex("060e2b34020501010d0102010102"))
    footer = at + 16 + (1 + (content[at + 16] & 0x7F)) + 24
    path = tmp_path / "open.mxf"
    path.write_bytes((content[:footer] + bytes(8) + content[footer + 8 :])[:-100])
    assert cut_off(path, "mxf") == "it was never finished: it has no footer"


@pytest.mark.parametrize("kind", ["mov", "ogg", "mpegts", "mpeg", "matroska", "flv", "mxf", "dv"])
@pytest.mark.parametrize("content", [b"", b"\0", b"OggS", b"\0\0\0\1ftyp", b"\xff" * 3000, bytes(3000)])
def test_what_is_no_such_file_breaks_nothing(tmp_path: Path, kind: str, content: bytes) -> None:
    path = tmp_path / "odd"
    path.write_bytes(content)
    try:
        assert cut_off(path, kind) is None or isinstance(cut_off(path, kind), str)
    except IndexError:
        pytest.fail("a short file is no reason to fail")


def test_forms_whose_end_says_nothing_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "any.wav"
    path.write_bytes(form("s16.wav")[:1000])
    assert cut_off(path, "wav") is None
    assert "s16.wav" in FORMS
