"""Checksums that lie beside recordings, in the forms in which programs write them."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from pipeline.media.sidecar import Comparison, compare_sidecars

_CONTENT = b"sound"
_MD5, _SHA = hashlib.md5(_CONTENT).hexdigest(), hashlib.sha256(_CONTENT).hexdigest()  # as delivered
_WELL = (Comparison(),)


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    """A recording, its content known."""
    path = tmp_path / "news.mxf"
    path.write_bytes(_CONTENT)
    return path


def compared(recording: Path, text: str | bytes, kind: str = "md5") -> tuple[Comparison, ...]:
    """With this beside it."""
    data = text if isinstance(text, bytes) else text.encode()
    recording.with_name(f"news.mxf.{kind}").write_bytes(data)
    return compare_sidecars(recording, _SHA)


def test_without_one_nothing_is_said(recording: Path) -> None:
    assert compare_sidecars(recording, _SHA) == ()


@pytest.mark.parametrize(
    "text",
    [
        "{0}", "{0}\n", "\ufeff{0}\r\n", "{0}  news.mxf\n", "{0} *news.mxf", "{0}  ./day/news.mxf",
        "{0}\tnews.mxf", "{0}  d:\\day\\NEWS.MXF",
        "# made by nobody\n\n{0}  news.mxf\n", "MD5 (news.mxf) = {0}\n",
        "00000000000000000000000000000000  other.mxf\n{0}  news.mxf\n",
    ],
)  # fmt: skip
@pytest.mark.parametrize("capitals", [False, True])
def test_the_checksum_of_the_content_is_found_in_every_usual_form(
    recording: Path, text: str, capitals: bool
) -> None:
    assert compared(recording, text.format(_MD5.upper() if capitals else _MD5)) == _WELL
    assert compared(recording, text.format("0" * 32)) == (
        Comparison(wrong="its MD5 is not the one in 'news.mxf.md5'"),
    )


def test_sha256_is_compared_too_and_each_for_itself(recording: Path) -> None:
    assert compared(recording, f"SHA256 (news.mxf) = {_SHA}", "sha256") == _WELL
    wrong = Comparison(wrong="its SHA-256 is not the one in 'news.mxf.sha256'")
    assert compared(recording, f"{'f' * 64}  news.mxf", "sha256") == (wrong,)
    assert compared(recording, _MD5) == (Comparison(), wrong)


@pytest.mark.parametrize(
    "text", ["", "soon", f"{_SHA}  news.mxf", f"{_MD5}  other.mxf", b"\xff\x00" * 50, b"a" * (2 << 20)]
)
def test_what_holds_none_of_this_file_is_told_and_is_no_damage(recording: Path, text: str | bytes) -> None:
    assert compared(recording, text) == (Comparison(unusable="'news.mxf.md5' holds no MD5 of 'news.mxf'."),)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_in_its_place_is_none(recording: Path) -> None:
    os.mkfifo(recording.with_name("news.mxf.md5"))
    assert compare_sidecars(recording, _SHA) == ()
