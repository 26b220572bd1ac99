"""Where lines end well."""

from __future__ import annotations

from pipeline.captions.penalties import penalties
from pipeline.captions.rules import rules_of
from pipeline.captions.runs import runs_of
from pipeline.captions.style import CaptionPreset
from pipeline.transcript.model import Transcript, Utterance
from tests.support.drawing import words


def costs(text: str, language: str = "en") -> dict[str, float]:
    """The penalty behind each word."""
    said = words(text)
    spoken = " ".join(word.text for word in said)
    news = Transcript(language, (Utterance(0.0, said[-1].end, "S1", spoken, words=said),))
    (run,) = runs_of(news, rules_of(CaptionPreset.BBC, language))
    found = penalties(run.tokens, run.language)
    return {token.text: cost for token, cost in zip(run.tokens, found, strict=True)}


def test_a_sentence_ends_best_then_a_clause_then_a_part_and_an_article_worst() -> None:
    found = costs("Rain. Today, drivers wait before the bridge")
    assert found["Rain."] < found["Today,"] < found["wait"] < found["drivers"] < found["the"]


def test_a_title_with_a_dot_ends_no_sentence() -> None:
    found = costs("Yes Mr. Baker knows it.")
    assert found["Mr."] > found["Baker"]


def test_a_name_and_a_figure_with_what_it_counts_stay_together() -> None:
    found = costs("we asked Clara Hughes about 25 percent more tolls")
    assert found["Clara"] > found["Hughes"]
    assert found["25"] > found["percent"]


def test_a_figure_heard_in_two_words_stays_together() -> None:
    assert costs("some 200, 000 homes")["200,"] > costs("in 2025, drivers wait")["2025,"]


def test_a_pause_makes_an_end_better() -> None:
    assert costs("drivers wait . . here")["wait"] < costs("drivers wait here")["wait"]


def test_in_a_language_without_lists_marks_and_pauses_decide() -> None:
    found = costs("Sataa. Tänään, kuljettajat odottavat", "fi")
    assert found["Sataa."] < found["Tänään,"] < found["kuljettajat"]
