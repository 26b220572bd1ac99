"""Results of stages that were kept earlier."""

from __future__ import annotations

import gzip
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.archive.stage_cache import StageCache, text_key, turns_key
from pipeline.engines.diarization import Diarization, Turn
from pipeline.options import Options
from pipeline.profile.model import Profile
from pipeline.transcript.provenance import Engine

_KEY = "ab" * 32
_EARLIER_TURNS = "75e207840e3061ad0f2b045bc21f7de9336b689c7208b235d9da25ba4bee234e"
_EARLIER_TEXT = "432038f435eab0a458593d01ba5af3c14cb9f09af8b4dbc5e5aad0eaf92b32d2"
"""What version 0.1.0 made of the engine and the options of the last test."""


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


_ENGINE = Engine("toy")
_TURNS: dict[str, Any] = {
    "speakers": 3,
    "min_speakers": 2,
    "max_speakers": 4,
    "partial": True,
    "tracks": "2",
    "begin": "10",
    "end": "20",
}
"""Options that change what a diarizer hears, each with another value than its default."""
_WORDS: dict[str, Any] = {
    "language": "fr", "house": Profile(spellings=("Hillford",)), "beam": 5, "flicker": 0.1, "join": 1.0,
    "padding": 0.1,
}  # fmt: skip
"""Options that change which words are recognised along the same turns."""
_LATER: dict[str, Any] = {
    "stalled_after": 9.0,
    "engine_stalled_after": 9.0,
    "expect_duration": 9.0,
    "longest": 1.0,
    "title": "Storks",
    "published": "2025-02-04",
    "source": "Example",
    "url": "https",
    "metadata": {"show": "Nine"},
}
"""Options that neither engine sees: with another value nothing need be heard again."""


def _keys(options: Options) -> tuple[str, str]:
    turns = turns_key("digest", _ENGINE, options)
    return turns, text_key("the key of the turns", _ENGINE, options)


def test_every_option_is_in_a_key_or_declared_to_change_nothing_that_is_heard() -> None:
    declared = [*_TURNS, *_WORDS, *_LATER]
    assert sorted(declared) == sorted(field.name for field in fields(Options)), (
        "a new option: does a diarizer or a recognizer make anything else with it?"
    )


@pytest.mark.parametrize("name", [*_TURNS, *_WORDS, *_LATER])
def test_kept_results_are_used_again_only_with_options_that_make_the_same(name: str) -> None:
    before, after = Options(), replace(Options(), **{name: (_TURNS | _WORDS | _LATER)[name]})
    turns, words = (one != other for one, other in zip(_keys(before), _keys(after), strict=True))
    assert (turns, words) == (name in _TURNS, name in _WORDS)


def test_a_key_is_the_one_that_earlier_versions_kept_a_stage_under() -> None:
    chosen = Engine("toy", "1", {"weights": "ab"}, extra={"device": "cpu"}).because("the only one")
    assert turns_key("digest", chosen.itself, Options()) == _EARLIER_TURNS
    assert text_key(_EARLIER_TURNS, chosen.itself, Options()) == _EARLIER_TEXT
