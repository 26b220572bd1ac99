"""What captions could not keep, counted and told."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.captions.caption import Caption, Draft, Line
from pipeline.captions.report import CaptionReport, caption_report, measured, told
from pipeline.captions.rules import rules_of
from pipeline.captions.style import CaptionNames, CaptionPreset, CaptionStyle
from pipeline.transcript.json_file import to_json
from pipeline.transcript.model import Transcript
from tests.support.cli import call
from tests.support.drawing import utterance

_HASTY = Transcript("en", (utterance("S1", "Nobody can read as fast as this is said. " * 5, each=0.08),))
_NETFLIX = rules_of(CaptionPreset.NETFLIX, "en")


def caption(start: int, end: int, *lines: str, heard: float | None = None) -> Caption:
    spoken = start / 1000 if heard is None else heard
    return Caption(start, end, Draft(spoken, end / 1000, tuple(Line("S1", text) for text in lines)))


def test_each_rule_is_counted() -> None:
    captions = [
        caption(0, 1000, "x" * 21),
        caption(1083, 1883, "short"),
        caption(1900, 9000, "x" * 43),
        caption(9500, 11000, "late", heard=8.9),
    ]
    assert measured(captions, _NETFLIX, 1000) == CaptionReport(
        4, too_fast=1, too_short=1, too_long=1, too_wide=1, too_near=1, late=1
    )


def test_what_rounding_does_is_no_mistake() -> None:
    captions = [caption(0, 833, "x" * 16), caption(917, 1750, "yes")]
    assert measured(captions, _NETFLIX, 1000).broken == 0


def test_people_are_told_in_one_line_and_only_if_there_is_something() -> None:
    assert list(told(CaptionReport(120, too_fast=3, too_short=1), _NETFLIX)) == [
        "of 120 captions 3 faster than 20 characters a second, 1 shorter than 0.83 s."
    ]
    assert list(told(CaptionReport(120), _NETFLIX)) == []


def test_a_transcript_s_report_is_of_the_preset_asked_for() -> None:
    assert caption_report(_HASTY).too_fast > 0
    slow = Transcript("en", (utterance("S1", "Good evening."),))
    assert caption_report(slow, CaptionStyle(CaptionPreset.BBC, CaptionNames.OFF)).broken == 0


@pytest.mark.parametrize("name", ["vtt", "srt", "ttml", "stl"])
def test_the_command_tells_it_on_stderr(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str
) -> None:
    path = tmp_path / "news.json"
    path.write_text(to_json(_HASTY), "utf-8")
    result = call(capsys, "render", path, "-f", name, "-o", tmp_path / "out", "--captions", "bbc")
    assert result.code == 0
    assert result.err.splitlines()[-1].startswith(f"{name}: of ")
    assert "faster than 180 words a minute" in result.err
