"""A transcript as a file, and what a program asks of one."""

from __future__ import annotations

from pathlib import Path

import pytest

import pipeline
from pipeline import DocumentError, InputError, OutputError, Role, Speaker, Transcript, Utterance, Word

_SAID = Transcript(
    language="en",
    title="Storks",
    utterances=(
        Utterance(
            0.0, 1.0, "S1", "Good evening.", words=(Word(0.0, 0.5, "Good"), Word(0.5, 1.0, "evening."))
        ),
        Utterance(1.0, 2.0, None, "Yes!", words=(Word(1.0, 2.0, "Yes!"),)),
        Utterance(2.0, 3.0, "S1", "The storks are back."),
    ),
    speakers=(Speaker("S1", Role.ANCHOR, name="Clara Hughes"),),
)


def test_what_is_saved_is_loaded_again(tmp_path: Path) -> None:
    _SAID.save(tmp_path / "out" / "news.json")
    assert Transcript.load(str(tmp_path / "out" / "news.json")) == _SAID


def test_a_file_that_is_there_is_not_written_over_unasked(tmp_path: Path) -> None:
    _SAID.save(tmp_path / "news.json")
    with pytest.raises(OutputError):
        _SAID.save(tmp_path / "news.json")
    _SAID.save(tmp_path / "news.json", force=True)


def test_a_file_that_is_none_or_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.json"):
        Transcript.load(tmp_path / "nowhere.json")
    (tmp_path / "news.json").write_bytes(b"\xff\xfe{}")
    with pytest.raises(DocumentError, match="not UTF-8"):
        Transcript.load(tmp_path / "news.json")


def test_words_text_and_voices_can_be_asked_for() -> None:
    assert [word.text for word in _SAID.words] == ["Good", "evening.", "Yes!"]
    assert _SAID.text == "Good evening.\nYes!\nThe storks are back."
    assert [utterance.start for utterance in _SAID.said_by("S1")] == [0.0, 2.0]
    assert [utterance.text for utterance in _SAID.said_by(None)] == ["Yes!"]
    assert (_SAID.speaker("S1"), _SAID.speaker("S2")) == (_SAID.speakers[0], None)


def test_its_representation_fits_on_a_line() -> None:
    assert repr(_SAID) == "<Transcript 'Storks': en, 1 speaker, 3 utterances to 3.0 s>"
    assert repr(Transcript("en", ())) == "<Transcript 'without a title': en, 0 speakers, 0 utterances>"


def test_the_package_shows_what_it_offers() -> None:
    assert set(pipeline.__all__) < set(dir(pipeline))
    assert len(pipeline.__all__) >= 25
