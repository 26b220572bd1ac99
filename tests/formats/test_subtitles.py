"""Captions as subtitles of pysubs2."""

from __future__ import annotations

import sys
from dataclasses import replace

import pysubs2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import MissingToolError, Transcript, from_json, render
from pipeline.captions.style import CaptionNames, CaptionPreset, CaptionStyle
from pipeline.transcript.model import Speaker
from tests.golden import TRANSCRIPT
from tests.support.drawing import dialogue
from tests.support.transcripts import transcripts

_STYLES = st.builds(CaptionStyle, st.sampled_from(list(CaptionPreset)), st.sampled_from(list(CaptionNames)))
_COMMANDS = str.maketrans("", "", "{}()\\∖")


@given(transcripts(), _STYLES)
def test_they_are_the_captions_that_srt_has(transcript: Transcript, style: CaptionStyle) -> None:
    # As SubRip is written: pysubs2 takes braces in what it reads for commands, and drops them.
    blocks = [block.split("\n", 2) for block in render(transcript, "srt", style).strip("\n").split("\n\n")]
    expected = [(block[1], block[2]) for block in blocks if len(block) > 1]
    found = transcript.to_subtitles(style).to_string("srt").strip("\n").split("\n\n")
    ours = [tuple(block.split("\n", 2)[1:]) for block in found if block]
    assert [(times, text.translate(_COMMANDS)) for times, text in expected] == [
        (times, text.translate(_COMMANDS)) for times, text in ours
    ]


def test_each_has_its_voice_and_the_whole_its_title() -> None:
    found = from_json(TRANSCRIPT.read_bytes()).to_subtitles()
    assert found.info["Title"] == "Harbour bridge reopens with a toll for every driver"
    assert found[0].name == "Clara Hughes"
    assert {one.name for one in found} >= {"Clara Hughes", "Thomas Baker"}


def test_nothing_that_is_said_or_called_is_a_command_or_another_field() -> None:
    said = Transcript("en", dialogue(("S1", "A {\\b1}bold\\N claim.")))
    hostile = replace(said, speakers=(Speaker("S1", name="Baker, {Thomas}"),))
    written = hostile.to_subtitles(CaptionStyle(caption_names=CaptionNames.OFF)).to_string("ass")
    (event,) = pysubs2.SSAFile.from_string(written)
    assert event.plaintext == "A (∖b1)bold∖N claim."
    assert event.name == "Baker; {Thomas}"


def test_without_pysubs2_it_is_said_what_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pysubs2", None)
    with pytest.raises(MissingToolError, match=r"broadcast-pipeline\[subtitles\]"):
        Transcript("en", ()).to_subtitles()
