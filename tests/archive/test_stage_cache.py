"""Results of stages that were kept earlier."""

from __future__ import annotations

import gzip
from pathlib import Path

from pipeline.archive.stage_cache import StageCache
from pipeline.engines.diarization import Diarization, Turn

_KEY = "ab" * 32


def test_turns_come_back_as_they_were_with_what_is_to_be_said_about_them(tmp_path: Path) -> None:
    turns = (Turn(0.0, 2.5, "A"),)
    heard = Diarization(turns, turns, notes=("5 voices were asked for; 1 was found.",))
    StageCache(tmp_path).put(_KEY, heard)
    assert StageCache(tmp_path).turns(_KEY) == heard


def test_turns_kept_before_there_were_notes_are_still_read(tmp_path: Path) -> None:
    path = tmp_path / "ab" / f"{_KEY}.json.gz"
    path.parent.mkdir()
    turn = '{"start": 0.0, "end": 2.5, "label": "A"}'
    path.write_bytes(gzip.compress(f'{{"turns": [{turn}], "exclusive": [{turn}]}}'.encode()))
    kept = StageCache(tmp_path).turns(_KEY)
    assert kept == Diarization((Turn(0.0, 2.5, "A"),), (Turn(0.0, 2.5, "A"),))
