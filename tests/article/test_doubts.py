"""What may be wrong, and how much that would matter."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.article.doubts import candidates
from pipeline.transcript.model import Excluded, Paragraph, Passage, Role, Speaker, Transcript, Utterance
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
    paragraphs: tuple[Paragraph, ...] = (),
    speakers: tuple[Speaker, ...] = (),
) -> list[tuple[float, str]]:
    """Time and reason of each doubt, the most harmful first."""
    provenance = Provenance("1", "now", skipped=skipped)
    transcript = Transcript("en", utterances, paragraphs=paragraphs, speakers=speakers, provenance=provenance)
    found = sorted(candidates(transcript), key=lambda doubt: (-doubt.harm, doubt.time))
    return [(doubt.time, doubt.text) for doubt in found]


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
    assert told(said(_SENTENCE, 2, 4), said(_SENTENCE, 2, 4, start=20.0), paragraphs=(quote,)) == [
        (21.0, "2 words it is unsure of (in a quote)"),
        (1.0, "2 words it is unsure of"),
    ]


def quote(said: Utterance) -> Paragraph:
    """A quote of the only utterance."""
    passage = Passage(0, 0, len(said.words))
    return Paragraph(said.start, said.end, "S1", said.text, quoted=True, passages=(passage,))


def test_a_quote_is_in_doubt_for_one_word_two_voices_or_a_doubtful_stretch_in_it() -> None:
    sure, unsure, over = said(_SENTENCE), said(_SENTENCE, 2), said(_SENTENCE, overlapped=True)
    assert told(sure, paragraphs=(quote(sure),)) == []
    assert told(unsure, paragraphs=(quote(unsure),)) == [(0.0, "a quote that is in doubt")]
    assert (0.0, "a quote that is in doubt") in told(over, paragraphs=(quote(over),))
    doubtful = Skipped(2.0, 3.0, "doubtful: more words than fit into the time")
    assert (0.0, "a quote that is in doubt") in told(sure, paragraphs=(quote(sure),), skipped=(doubtful,))


def test_a_quote_whose_voice_is_not_certain_is_in_doubt() -> None:
    sure = said(_SENTENCE)
    for confidence, expected in ((0.7, [(0.0, "a quote that is in doubt")]), (0.99, []), (None, [])):
        speaker = Speaker("S1", Role.EXPERT, confidence=confidence)
        assert told(sure, paragraphs=(quote(sure),), speakers=(speaker,)) == expected


def test_a_listener_s_words_that_a_quote_leaves_out_are_told_without_the_words() -> None:
    spoken = said(_SENTENCE)
    listener = Utterance(2.0, 2.5, "S2", "Right.")
    assert told(spoken, listener, paragraphs=(quote(spoken),)) == [(2.0, "a listener's words are left out")]


def test_a_name_and_a_number_that_may_be_misheard_are_places() -> None:
    assert told(said("the mayor met Ruth today", 3)) == [(1.5, "a name it is unsure of")]
    assert told(said("it costs 40 dollars", 2)) == [(1.0, "a number it is unsure of")]
    assert told(said("Ruth met the mayor", 0)) == []  # a capital that opens a sentence
    assert told(said("THE MAYOR MET RUTH TODAY", 3)) == []


@pytest.mark.parametrize(
    ("name", "probability", "expected"),
    [
        ("Jennifer", 0.65, []),
        ("Jennifer", 0.2, ["a name it is unsure of"]),
        ("Ostrander", 0.65, ["a name it is unsure of"]),
        ("Ostrander", 0.97, ["a rare name, spelt as it sounds"]),
        ("Ostrander's", 0.97, ["a rare name, spelt as it sounds"]),
        ("Jennifer's", 0.97, []),
    ],
)
def test_a_name_that_the_recognizer_has_to_spell_is_doubted_far_sooner(
    name: str, probability: float, expected: list[str]
) -> None:
    heard = said(f"the mayor met {name} today")
    rated = tuple(
        replace(word, probability=probability) if word.text == name else word for word in heard.words
    )
    assert [reason for _, reason in told(replace(heard, words=rated))] == expected


def test_a_statement_that_may_be_a_quote_comes_before_words_and_a_quote_that_is_sure_is_no_place() -> None:
    unsure = Paragraph(40.0, 45.0, "S1", _SENTENCE, unsure=True)
    sure = Paragraph(70.0, 75.0, "S1", _SENTENCE, quoted=True)
    assert told(said(_SENTENCE, 2, 4), paragraphs=(unsure, sure)) == [
        (40.0, "it may be a quote or a report"),
        (1.0, "2 words it is unsure of"),
    ]


def test_a_role_that_nearly_went_the_other_way_is_a_place_where_the_voice_is_first_heard() -> None:
    for confidence, expected in ((0.7, [(3.0, "it is not certain that this is the anchor")]), (0.95, [])):
        speaker = Speaker("S1", Role.ANCHOR, confidence=confidence)
        assert told(said(_SENTENCE, start=3.0), speakers=(speaker,)) == expected


def test_a_voice_whose_role_is_unknown_is_not_called_the_unknown() -> None:
    speaker = Speaker("S1", Role.UNKNOWN, confidence=0.5)
    assert told(said(_SENTENCE, start=3.0), speakers=(speaker,)) == [
        (3.0, "no role was found for this voice")
    ]


def test_what_is_left_out_is_no_place_to_listen_to() -> None:
    one = said("Met Rott", 1)
    heard = Transcript("en", (one,), paragraphs=(Paragraph(one.start, one.end, "S1", one.text),))
    assert [doubt.time for doubt in candidates(heard)] == [0.5]
    for kind in ("dropped", "advert", "music"):
        assert not list(candidates(replace(heard, excluded=(Excluded(0.0, 2.0, kind),))))
    # Words in a hole of the recording are printed.
    assert list(candidates(replace(heard, excluded=(Excluded(0.0, 2.0, "doubtful"),))))
