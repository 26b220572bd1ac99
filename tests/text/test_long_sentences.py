"""Minutes without a mark become several paragraphs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.article.paragraphs import write_paragraphs
from pipeline.transcript.model import Utterance, Word


def unmarked(count: int, each: float = 0.4, pauses: tuple[int, ...] = ()) -> Utterance:
    """Numbered words without marks, a second and a half of pause before some."""
    said: list[Word] = []
    moment = 0.0
    for number in range(count):
        moment += 1.5 if number in pauses else 0.0
        said.append(Word(moment, moment + each, f"w{number}"))
        moment += each
    return Utterance(0.0, moment, "S1", " ".join(word.text for word in said), words=tuple(said))


def test_minutes_without_marks_become_paragraphs_of_about_thirty_words_each_with_its_time() -> None:
    said = unmarked(600)
    written = write_paragraphs([said], (), "en")
    assert [len(part.text.split()) for part in written] == [30] * 20
    assert [part.start for part in written] == pytest.approx([12.0 * number for number in range(20)])


def test_only_the_outer_ends_of_text_without_marks_get_a_capital_and_a_full_stop() -> None:
    first, *_, last = write_paragraphs([unmarked(100)], (), "en")
    assert first.text.startswith("W0 w1 ")
    assert first.text[-1] != "."
    assert last.text[0] == "w"
    assert last.text.endswith("w99.")


def test_text_without_marks_is_cut_at_pauses_first() -> None:
    written = write_paragraphs([unmarked(60, pauses=(8, 20))], (), "en")
    assert [len(part.text.split()) for part in written] == [8, 12, 40]


def test_of_places_near_the_longest_pause_is_taken_and_a_comma_counts_as_one() -> None:
    said = unmarked(60)
    words = list(said.words)
    words[24] = replace(words[24], text="w24,")
    changed = replace(said, words=tuple(words), text=" ".join(word.text for word in words))
    assert [len(part.text.split()) for part in write_paragraphs([changed], (), "en")] == [25, 35]


def test_without_a_pause_a_word_that_opens_sentences_is_where_a_paragraph_begins() -> None:
    said = unmarked(60)
    words = (*said.words[:26], replace(said.words[26], text="while"), *said.words[27:])
    changed = replace(said, words=words, text=said.text.replace("w26", "while"))
    assert [len(part.text.split()) for part in write_paragraphs([changed], (), "en")] == [26, 34]


def test_a_short_text_without_marks_is_one_paragraph() -> None:
    assert len(write_paragraphs([unmarked(40)], (), "en")) == 1


def test_minutes_with_one_full_stop_at_their_end_are_parted_too() -> None:
    said = unmarked(300)
    words = (*said.words[:-1], replace(said.words[-1], text="w299."))
    written = write_paragraphs([replace(said, words=words, text=f"{said.text}.")], (), "en")
    assert len(written) == 10


def test_thai_without_marks_is_cut_at_its_spaces() -> None:
    text = " ".join(["สวัสดีค่ะนี่คือข่าว"] * 12)
    said = Utterance(0.0, 48.0, "S1", text, words=tuple(
        Word(4.0 * number + index * 2, 4.0 * number + index * 2 + 2, piece)
        for number in range(12) for index, piece in enumerate(("สวัสดีค่ะ", "นี่คือข่าว"))
    ))  # fmt: skip
    written = write_paragraphs([said], (), "th")
    assert [part.text for part in written] == [" ".join(["สวัสดีค่ะนี่คือข่าว"] * 3)] * 4
