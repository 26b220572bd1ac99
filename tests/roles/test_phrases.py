"""The phrase lists."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from pipeline.errors import ModelError
from pipeline.roles import phrases
from pipeline.roles.phrases import Phrases, load_phrases

_ENGLISH = load_phrases("en")


def names(cue: str, text: str) -> list[str | None]:
    """The names that phrases of `cue` find in `text`, each once."""
    return list(dict.fromkeys(match.name for match in _ENGLISH.find(cue, text)))


def found(cue: str, text: str) -> bool:
    """Whether `text` holds a phrase of `cue`."""
    return any(True for _ in _ENGLISH.find(cue, text))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Our correspondent Daniel Osei joins us in the studio.", "Daniel Osei"),
        ("Our science reporter, Ana de Souza, was there.", "Ana de Souza"),
        ("From the harbour, Lena Ford reports.", "Lena Ford"),
        ("Lena Ford has more.", "Lena Ford"),
        ("Here's Jean-Luc O'Neill with the story.", "Jean-Luc O'Neill"),
        ("Over to you, Lena.", "Lena"),
        ("Joining me now is Lena Ford.", "Lena Ford"),
    ],
)
def test_a_hand_over_tells_the_name(text: str, name: str) -> None:
    assert name in names("hands_over", text)


@pytest.mark.parametrize(
    "text", ["she has more time.", "he reports to nobody.", "we look over to the hills."]
)
def test_words_without_a_capital_are_no_name(text: str) -> None:
    assert not found("hands_over", text)


def test_words_that_open_a_sentence_are_cut_off_a_name() -> None:
    assert names("hands_over", "Now Lena Ford reports.") == ["Lena Ford"]


def test_what_is_left_of_a_name_after_that_may_be_nothing() -> None:
    assert not found("hands_over", "He reports.")


def test_a_name_has_no_possessive() -> None:
    assert names("hands_over", "More now from Lena's.") == ["Lena"]


@pytest.mark.parametrize("text", ["HBS's Lena Ford reports.", "Channel Nine’s Lena Ford has more."])
def test_whose_reporter_somebody_is_is_no_part_of_the_name(text: str) -> None:
    assert names("hands_over", text) == ["Lena Ford"]


def test_a_curly_apostrophe_is_an_apostrophe() -> None:
    assert names("hands_over", "Brian O’Neill has more.") == ["Brian O'Neill"]


@pytest.mark.parametrize(
    ("cue", "text"),
    [
        ("hands_over_unnamed", "Our correspondent was at the harbour."),
        ("presents", "Good evening and welcome to the programme."),
        ("presents", "Hello, I'm Maria Keller and this is the news."),
        ("presents", "Stay with us."),
        ("signs_off", "Lena Ford, Channel Nine News."),
        ("signs_off", "Lena Ford, reporting from Lima."),
        ("signs_off", "Back to you."),
        ("thanks", "Thank you very much, Daniel."),
        ("thanks", "Daniel, many thanks."),
        ("answers_thanks", "Always a pleasure, Maria."),
        ("answers_thanks", "You're welcome."),
        ("is_guest", "Thank you for having me."),
        ("is_guest", "It is good to be here."),
        ("introduces", "A farmer says they are welcome."),
        ("introduces", "Residents warn of more floods."),
        ("asks", "And what does the council say"),
        ("asks", "Is that so?"),
        ("titles", "a retired teacher"),
    ],
)
def test_phrases_are_found_whatever_their_case(cue: str, text: str) -> None:
    assert found(cue, text)
    assert found(cue, text.lower()) or "{name}" in _source(cue)
    assert not found(cue, "The storks came back to the old mill this week.")


def test_matches_tell_where_they_stand() -> None:
    text = "And now to the harbour. Lena Ford has more."
    match = next(_ENGLISH.find("hands_over", text))
    assert text[match.start : match.end].strip() == match.text == "Lena Ford has more"


@pytest.mark.parametrize("language", ["en-GB", "EN", "en"])
def test_a_country_or_capitals_do_not_hide_a_list(language: str) -> None:
    assert load_phrases(language).by_cue == _ENGLISH.by_cue


@pytest.mark.parametrize("language", ["xx", "", "not a language"])
def test_a_language_without_a_list_has_no_phrases_and_no_cues(language: str) -> None:
    assert load_phrases(language) == Phrases(language=language)
    assert list(load_phrases(language).find("hands_over", "Lena Ford has more.")) == []


def _source(cue: str) -> str:
    text = (files("pipeline.roles") / "phrases" / "en.toml").read_text(encoding="utf-8")
    return " ".join(tomllib.loads(text)[cue])


def test_every_phrase_is_a_regular_expression_that_needs_something_to_stand_on() -> None:
    for patterns in _ENGLISH.by_cue.values():
        for pattern in patterns:
            assert isinstance(pattern, re.Pattern)
            assert not pattern.search("")


@pytest.mark.parametrize("language", ["../phrases/en", "x" * 300, "a/b", ".."])
def test_a_language_is_not_a_path(language: str) -> None:
    assert load_phrases(language) == Phrases(language=language)


def test_a_cue_without_a_weight_is_refused_when_the_list_is_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "phrases").mkdir()
    (tmp_path / "phrases" / "qq.toml").write_text('reads_weather = ["tomorrow\'s weather"]', encoding="utf-8")
    monkeypatch.setattr(phrases, "files", lambda _: tmp_path)
    with pytest.raises(ModelError, match=r"qq\.toml has cues without a weight: reads_weather"):
        load_phrases("qq")
