"""Transcripts in every form there is."""

from __future__ import annotations

import importlib
import json
from pathlib import Path

import pytest

from pipeline import Transcript, from_json, render
from pipeline.formats import FORMATS
from pipeline.formats.article import ArticleStyle, Timestamps
from pipeline.transcript.model import Role, Speaker, Utterance
from tests.support.drawing import dialogue
from tests.support.plugins import install

_BARE = Transcript(
    language="en",
    utterances=dialogue(
        ("S1", "Good evening. The storks came back to the old mill this week."),
        ("S2", 'We call\nthem "cats" !'),
        (None, "Nobody is sure why."),
    ),
    speakers=(Speaker("S1", Role.ANCHOR, "Clara Hughes"), Speaker("S2", Role.EXPERT)),
)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_of_text_ends_with_one_newline_and_lines_of_nothing_are_none(name: str) -> None:
    for transcript in (_BARE, Transcript(language="en", utterances=())):
        text = render(transcript, name)
        empty = not transcript.utterances and name in ("avid", "jsonl", "rttm", "ctm") and text == ""
        assert empty or isinstance(text, bytes) or (text.endswith("\n") and not text.endswith("\n\n"))


def test_no_two_formats_share_the_name_of_a_file() -> None:
    suffixes = [form.suffix for form in FORMATS.values()]
    assert len(set(suffixes)) == len(suffixes)


def test_a_format_that_does_not_exist_is_refused_with_the_names_that_do() -> None:
    with pytest.raises(ValueError, match=r"'pdf'.*article.*json"):
        render(_BARE, "pdf")


def test_an_article_is_made_from_utterances_alone() -> None:
    assert render(_BARE, "article", ArticleStyle(Timestamps.NONE)).split("\n\n") == [
        "Good evening.",
        "The storks came back to the old mill this week.",
        "\"We call them 'cats'.\"",
        "Nobody is sure why.\n",
    ]


def test_json_gets_the_paragraphs_it_lacked_and_reads_back() -> None:
    text = render(_BARE, "json")
    assert len(json.loads(text)["paragraphs"]) == 4
    assert render(from_json(text), "json") == text


def test_the_plain_text_has_the_words_as_recognised_with_time_name_and_role() -> None:
    assert render(_BARE, "text").split("\n\n") == [
        "[00:00:00] Clara Hughes (anchor): Good evening. The storks came back to the old mill this week.",
        '[00:00:06] Expert S2: We call them "cats" !',
        "[00:00:08] Speaker not known: Nobody is sure why.\n",
    ]


def test_the_plain_text_without_times_has_none() -> None:
    text = render(_BARE, "text", ArticleStyle(Timestamps.NONE))
    assert text.startswith("Clara Hughes (anchor): Good evening.")


def test_the_plain_text_says_where_two_voices_speak_at_once() -> None:
    both = Transcript(language="en", utterances=(Utterance(0.0, 1.0, "S1", "Yes, no.", overlapped=True),))
    assert "[two voices at once]: Yes, no." in render(both, "text")


def test_no_form_for_people_passes_on_what_would_command_a_terminal() -> None:
    said = Utterance(0.0, 1.0, "S1", "Good\x1b[2J evening.")
    transcript = Transcript(language="en", utterances=(said,))
    assert "\x1b" not in render(transcript, "text") + render(transcript, "article")


_SHOUTED = """
from dataclasses import dataclass
from pipeline.formats.format import Format, Writer

@dataclass(frozen=True)
class Loudness:
    marks: int = 1

def shout(transcript, loudness):
    return (transcript.text.upper() + "!" * loudness.marks + "\\n").encode()

WRITER = Writer(Loudness, shout)
FORMAT = Format(".loud", "toy_format:WRITER")
"""


def test_a_format_of_another_package_has_bytes_and_settings_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = {"loud": "toy_format:FORMAT"}
    install(tmp_path, monkeypatch, "broadcast_pipeline.formats", parts, toy_format=_SHOUTED)
    assert list(FORMATS)[-1] == "loud"
    assert FORMATS["loud"].suffix == ".loud"
    said = Transcript(language="en", utterances=(Utterance(0.0, 1.0, "S1", "Rain"),))
    assert render(said, "loud") == b"RAIN!\n"
    loudness = importlib.import_module("toy_format").Loudness
    assert render(said, "loud", ArticleStyle(), loudness(3)) == b"RAIN!!!\n"


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_s_settings_have_defaults(name: str) -> None:
    writer = FORMATS[name].writer
    assert render(_BARE, name, writer.options()) == render(_BARE, name)
