"""What is said of the recognizer in use, and of a better one."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.engines.advice import accuracy_line, better_line
from pipeline.engines.auto import Machine
from pipeline.models import Registry
from tests.engines.test_auto import store

_LAPTOP, _CARD = Machine(2), Machine(2, card=12_000_000_000)


def better(
    folder: Path, name: str, *installed: str, machine: Machine = _LAPTOP, language: str | None = None
) -> str:
    """The line, empty where there is none."""
    return better_line(name, store(folder, *installed), machine, language) or ""


def test_measured_accuracy_is_told_in_words_that_count_words() -> None:
    assert accuracy_line("faster-whisper:base", ["en"]) == (
        "Whisper base: about one word in six wrong in TV news, one in thirteen in clear speech; "
        "read names and numbers."
    )


def test_the_figures_told_are_those_of_the_registry_s_own_words() -> None:
    for model in Registry.load().models:
        measured = model.measured
        if measured.wrong_in_news:
            assert f"{measured.wrong_in_news} % in a TV item" in measured.accuracy
            assert measured.accuracy.startswith(f"{measured.wrong_in_speech}")


@pytest.mark.parametrize(
    "name", ["whisper:small", "whisper:/models/ours.pt", "faster-whisper:someone/theirs"]
)
def test_where_nothing_was_measured_that_is_said(name: str) -> None:
    line = accuracy_line(name, ["en"])
    assert line is not None
    assert line.endswith("its accuracy was not measured here; read names and numbers.")


def test_figures_of_english_are_not_told_of_another_language() -> None:
    assert "not measured here in this language" in (accuracy_line("whisper:base", ["fr"]) or "")
    assert "(in English)" in (accuracy_line("whisper:base", ["fr", "en"]) or "")


def test_of_an_engine_that_is_no_whisper_nothing_is_said(tmp_path: Path) -> None:
    assert accuracy_line("scripted recognizer", ["en"]) is None
    assert better(tmp_path, "scripted recognizer") == ""


def test_on_a_processor_the_next_one_that_keeps_up_is_named_with_both_commands(tmp_path: Path) -> None:
    assert better(tmp_path, "faster-whisper:base", "whisper-base") == (
        "More accurate on this machine: pipeline models pull Systran/faster-whisper-small, "
        "then --asr faster-whisper:small"
    )
    assert "pull whisper-base, then --asr faster-whisper:base" in better(tmp_path / "b", "whisper:tiny.en")


def test_on_a_graphics_card_the_most_accurate_that_fits_is_named(tmp_path: Path) -> None:
    assert better(tmp_path, "whisper:base", machine=_CARD) == (
        "More accurate on this machine: pipeline models pull whisper-large-v3, then --asr whisper:large-v3"
    )


def test_english_only_ones_count_where_english_was_asked_for(tmp_path: Path) -> None:
    assert better(tmp_path, "whisper:base", language="en").endswith("--asr faster-whisper:base.en")


def test_a_better_one_that_is_installed_and_was_not_taken_is_named(tmp_path: Path) -> None:
    line = better(tmp_path, "whisper:tiny", "whisper-tiny", "whisper-base")
    assert line == "A more accurate one is installed: --asr faster-whisper:base."
    slow = better(tmp_path / "b", "faster-whisper:base", "whisper-base", "whisper-large-v3")
    assert slow.endswith("--asr whisper:large-v3, but it does not keep up with speech on 2 processor cores.")


def test_where_the_best_is_in_use_or_none_keeps_up_nothing_is_said(tmp_path: Path) -> None:
    assert better(tmp_path, "whisper:large-v3", machine=_CARD) == ""
    assert better(tmp_path, "whisper:ours.pt") == ""
    assert better(tmp_path, "faster-whisper:small", machine=Machine(1)) == ""
