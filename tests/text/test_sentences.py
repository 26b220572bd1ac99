"""Utterances to sentences."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.sentences import Sentence, split_sentences
from pipeline.text.stretch import NumberedUtterance
from pipeline.transcript.model import Utterance, Word
from pipeline.transcript.span import Span
from tests.support.drawing import utterance, words


def split(said: Utterance, language: str) -> tuple[Sentence, ...]:
    """The sentences of one utterance."""
    return split_sentences([NumberedUtterance(0, said)], language)


def texts(text: str, language: str = "en") -> list[str]:
    """The sentences in `text`."""
    return [sentence.text for sentence in split(utterance("S1", text), language)]


def test_sentences_end_at_full_stops_and_question_marks() -> None:
    assert texts("The storks are back. Who has seen them? Nobody yet.") == [
        "The storks are back.",
        "Who has seen them?",
        "Nobody yet.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. economy grew by 2.6 percent.",
        "Mr. Hall met Dr. Ames at 3 p.m. on Monday.",
        "It cost 65 million dollars and no more",
    ],
)
def test_points_inside_a_sentence_do_not_end_it(text: str) -> None:
    assert texts(text) == [text]


@pytest.mark.parametrize("language", ["en", "en-GB", "de", "xx", ""])
def test_every_language_is_cut_somehow(language: str) -> None:
    assert texts("Eins. Zwei.", language) == ["Eins.", "Zwei."]


@pytest.mark.parametrize("text", ["", "  \n "])
def test_nothing_said_has_no_sentences(text: str) -> None:
    assert split(Utterance(0.0, 1.0, "S1", text), "en") == ()
    assert split(Utterance(0.0, 1.0, "S1", text, words=words("Deleted.")), "en") == ()


def test_a_sentence_lasts_from_its_first_word_to_its_last() -> None:
    said = Utterance(
        1.0, 6.0, "S1", "Good evening. Thank you.", words=words("Good evening. . . Thank you.", 1.0)
    )
    first, second = split(said, "en")
    assert (first.span.start, first.span.end) == (1.0, 2.0)
    assert (second.span.start, second.span.end) == (3.0, 4.0)


def test_an_edited_text_is_spread_over_the_utterance_by_letters() -> None:
    edited = Utterance(10.0, 20.0, "S1", "Yes. This sentence takes much longer.", words=words("Yes."))
    first, second = split(edited, "en")
    assert first.span.start == 10.0
    assert first.span.end == second.span.start < 12.0
    assert second.span.end == pytest.approx(20.0)


_TEXT = st.lists(
    st.sampled_from(
        [
            "Yes.",
            "no",
            "Dr.",
            "U.S.",
            "2.6",
            "what?",
            '"Stop."',
            "...",
            "—",
            "p.m.",
            "A.",
            "(",
            "Élan!",
            "25%",
        ]
    )
    | st.text(st.characters(codec="utf-8", categories=("L", "N")), min_size=1, max_size=8),
    max_size=30,
).map(" ".join)


@given(_TEXT, st.sampled_from(["en", "de", "fr", "hi", "xx"]), st.booleans())
def test_sentences_together_hold_all_words_in_order_within_the_time(
    text: str, language: str, with_times: bool
) -> None:
    said = words(text, 5.0) if with_times else ()
    sentences = split(Utterance(5.0, 40.0, "S1", text, words=said), language)
    assert " ".join(sentence.text for sentence in sentences).split() == text.split()
    assert all(left.span.end <= right.span.start for left, right in pairwise(sentences))
    assert all(part.span.start >= 5.0 and part.span.end <= 40.0 + 1e-9 for part in sentences)


@pytest.mark.parametrize("text", ["Hello.World is out. Next.", "He came?Yes.", "你好。再见。"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_sentences_that_touch_lose_no_word(text: str, language: str) -> None:
    sentences = split(utterance("S1", text), language)
    assert " ".join(sentence.text for sentence in sentences).split() == text.split()


def test_a_language_without_spaces_is_cut_at_its_own_full_stops() -> None:
    said = words("大家 晚上 好 。 桥 在 周一 重新 开放 。")
    spoken = Utterance(0.0, 5.0, "S1", "大家晚上好。桥在周一重新开放。", words=said)
    first, second = split(spoken, "zh")
    assert (first.text, second.text) == ("大家晚上好。", "桥在周一重新开放。")
    assert (first.span.end, second.span.start) == (2.0, 2.0)


def test_an_edited_text_without_spaces_is_spread_by_characters() -> None:
    edited = Utterance(0.0, 8.0, "S1", "晚上好。桥开放。")
    assert [sentence.span for sentence in split(edited, "zh")] == [Span(0.0, 4.0), Span(4.0, 8.0)]


def test_a_word_written_with_a_space_in_it_keeps_the_space() -> None:
    spoken = Utterance(
        0.0, 2.0, "S1", "New York waits.", words=(Word(0, 1, "New York"), Word(1, 2, "waits."))
    )
    assert [sentence.text for sentence in split(spoken, "en")] == ["New York waits."]


def test_a_sentence_knows_where_its_words_stand() -> None:
    first, second = split_sentences([NumberedUtterance(4, utterance("S1", "Good evening. Thank you."))], "en")
    assert [(p.utterance, p.first, p.last) for p in (*first.passages, *second.passages)] == [
        (4, 0, 2),
        (4, 2, 4),
    ]


def test_a_sentence_goes_on_in_the_next_utterance() -> None:
    parts = [
        NumberedUtterance(0, utterance("S1", "The storks")),
        NumberedUtterance(2, utterance("S1", "are back. Good.", start=3.0)),
    ]
    first, _ = split_sentences(parts, "en")
    assert first.text == "The storks are back."
    assert [(p.utterance, p.first, p.last) for p in first.passages] == [(0, 0, 2), (2, 0, 2)]


def test_an_edited_text_numbers_its_own_words() -> None:
    said = Utterance(0.0, 2.0, "S1", "Entirely new text here.", words=words("Old words."))
    (sentence,) = split(said, "en")
    assert [(p.first, p.last) for p in sentence.passages] == [(0, 4)]


def test_the_spaces_that_part_phrases_stay() -> None:
    """Words of Thai that begin without the space they have in the text: the text tells."""
    thai = "สวัสดีค่ะ นี่คือข่าว กรุงเทพฯ"
    said = Utterance(0.0, 3.0, "S1", thai, words=words(thai))
    assert [sentence.text for sentence in split(said, "th")] == [thai]


def test_a_wide_space_stays_between_sentences_only_as_a_boundary() -> None:
    said = Utterance(0.0, 3.0, "S1", "雨　のち　晴れ。　明日は雨。")
    assert [sentence.text for sentence in split(said, "ja")] == ["雨　のち　晴れ。", "明日は雨。"]


def test_utterances_of_thai_are_parted_by_a_space_and_those_of_chinese_by_none() -> None:
    for language, one, other, text in (
        ("th", "สวัสดี", "ค่ะ", "สวัสดี ค่ะ"),
        ("zh", "大家", "晚上好。", "大家晚上好。"),
    ):
        parts = [
            NumberedUtterance(0, utterance("S1", one)),
            NumberedUtterance(1, utterance("S1", other, start=3.0)),
        ]
        assert [sentence.text for sentence in split_sentences(parts, language)] == [text]
