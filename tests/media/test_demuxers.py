"""One table of what is read: what FFmpeg may do and what is looked for are the same."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import av
import pytest

from pipeline.media.demuxers import DEMUXERS, ENDINGS
from pipeline.media.sandbox import restrictions
from pipeline.media.scan import scan

_NO_SOUND = {"avif", "heic", "heif", "ism", "isma", "ismv", "mj2", "mk3d", "mks", "psp", "apl", "mac"}
"""Endings that FFmpeg gives to the same demuxers: pictures, subtitles, playlists, and what nobody has."""


def test_ffmpeg_may_use_these_demuxers_and_no_other() -> None:
    assert restrictions()["format_whitelist"].split(",") == list(DEMUXERS)


@pytest.mark.parametrize("name", DEMUXERS)
def test_every_demuxer_is_one_of_ffmpegs_and_what_it_calls_its_own_is_looked_for(name: str) -> None:
    own = av.ContainerFormat(name, "r").extensions - _NO_SOUND
    assert {f".{ending}" for ending in own} <= set(DEMUXERS[name])


def test_an_ending_has_one_demuxer_and_is_written_in_small_letters() -> None:
    assert max(Counter(e for endings in DEMUXERS.values() for e in endings).values()) == 1
    assert all(ending == ending.lower() and ending.startswith(".") for ending in ENDINGS)


@pytest.mark.parametrize("ending", sorted(ENDINGS))
def test_what_is_looked_for_by_its_ending_is_found(tmp_path: Path, ending: str) -> None:
    (tmp_path / f"news{ending.upper()}").touch()
    assert len(scan(tmp_path).files) == 1
