"""What to listen to first."""

from __future__ import annotations

from dataclasses import replace

from pipeline.article.doubts import doubts
from pipeline.transcript.model import Paragraph, Role, Speaker, Transcript, Utterance
from pipeline.transcript.provenance import Provenance, Skipped
from tests.support.drawing import words


def said(text: str, *doubtful: int, start: float = 0.0, overlapped: bool = False) -> Utterance:
    """Words of half a second, those at the positions `doubtful` with a probability of 0.2."""
    rated = tuple(
        replace(word, probability=0.2 if index in doubtful else 0.9)
        for index, word in enumerate(words(text, start))
    )
    return Utterance(start, rated[-1].end, "S1", text, overlapped=overlapped, words=rated)


def told(
    *utterances: Utterance,
    skipped: tuple[Skipped, ...] = (),
    quotes: tuple[Paragraph, ...] = (),
    most: int = 5,
) -> list[tuple[float, str]]:
    """Time and reason of each place, the worst first."""
    provenance = Provenance("1", "now", skipped=skipped)
    transcript = Transcript("en", utterances, paragraphs=quotes, provenance=provenance)
    return [(place.time, place.reason) for place in doubts(transcript, most)]


_SENTENCE = "the council will rebuild the harbour wall this year"


def test_a_sure_transcript_has_no_weak_place() -> None:
    assert told(said(_SENTENCE)) == []


def test_doubtful_words_close_together_are_a_place_and_one_alone_is_not() -> None:
    assert told(said(_SENTENCE, 2, 4)) == [(1.0, "2 words it is unsure of")]
    assert told(said(_SENTENCE, 2)) == []
    assert told(said(_SENTENCE, 2), said(_SENTENCE, 2, start=20.0)) == []


def test_what_is_missing_comes_before_what_was_kept_in_doubt_and_that_before_unsure_words() -> None:
    missing = Skipped(30.0, 34.0, "no words recognised")
    doubtful = Skipped(60.0, 64.0, "doubtful: the recognizer was unsure of its words")
    assert told(said(_SENTENCE, 2, 4), skipped=(doubtful, missing)) == [
        (30.0, "no words recognised"),
        (60.0, "doubtful: the recognizer was unsure of its words"),
        (1.0, "2 words it is unsure of"),
    ]


def test_two_voices_at_once_are_a_place() -> None:
    assert told(said(_SENTENCE, overlapped=True, start=7.0)) == [(7.0, "two voices at once")]


def test_the_same_doubt_weighs_more_in_a_quote_and_says_so() -> None:
    quote = Paragraph(20.0, 25.0, "S1", _SENTENCE, quoted=True)
    assert told(said(_SENTENCE, 2, 4), said(_SENTENCE, 2, 4, start=20.0), quotes=(quote,)) == [
        (21.0, "2 words it is unsure of (in a quote)"),
        (1.0, "2 words it is unsure of"),
    ]


def test_a_quote_with_doubts_is_a_place_and_none_of_its_words_are_told() -> None:
    quote = Paragraph(
        20.0, 25.0, "S1", _SENTENCE, quoted=True, doubts=('left out: "Never!" by another voice',)
    )
    assert told(said(_SENTENCE), quotes=(quote,)) == [(20.0, "a quote that is in doubt")]


def test_there_are_at_most_five_and_never_two_within_twenty_seconds() -> None:
    skipped = tuple(
        Skipped(at, at + 2.0, "no words recognised") for at in (0.0, 1.0, 19.0, *range(20, 200, 20))
    )
    assert [time for time, _ in told(said(_SENTENCE), skipped=skipped)] == [0.0, 20.0, 40.0, 60.0, 80.0]


def test_a_name_and_a_number_that_may_be_misheard_are_places() -> None:
    assert told(said("the mayor met Ruth today", 3)) == [(1.5, "a name it is unsure of")]
    assert told(said("it costs 40 dollars", 2)) == [(1.0, "a number it is unsure of")]
    assert told(said("Ruth met the mayor", 0)) == []  # a capital that opens a sentence
    assert told(said("THE MAYOR MET RUTH TODAY", 3)) == []


def test_a_statement_that_may_be_a_quote_comes_before_words_and_a_quote_that_is_sure_is_no_place() -> None:
    unsure = Paragraph(40.0, 45.0, "S1", _SENTENCE, unsure=True)
    sure = Paragraph(70.0, 75.0, "S1", _SENTENCE, quoted=True)
    assert told(said(_SENTENCE, 2, 4), quotes=(unsure, sure)) == [
        (40.0, "it may be a quote or a report"),
        (1.0, "2 words it is unsure of"),
    ]


def test_a_role_that_nearly_went_the_other_way_is_a_place_where_the_voice_is_first_heard() -> None:
    for confidence, expected in ((0.7, [(3.0, "it is not certain that this is the anchor")]), (0.95, [])):
        speaker = Speaker("S1", Role.ANCHOR, confidence=confidence)
        transcript = Transcript("en", (said(_SENTENCE, start=3.0),), speakers=(speaker,))
        assert [(place.time, place.reason) for place in doubts(transcript)] == expected
