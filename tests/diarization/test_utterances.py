"""Words and turns to utterances."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pipeline.diarization.utterances import attribute_words
from pipeline.engines.diarization import UNATTRIBUTED, Diarization, Turn
from pipeline.engines.recognition import Hypothesis
from pipeline.transcript.model import Utterance, Word
from tests.support.drawing import exclusive_turns, heard, turns, words


def timed(spoken: tuple[Word, ...], *within: Turn) -> Hypothesis:
    """A window around all of `within` in which `spoken` was heard."""
    text = " ".join(word.text for word in spoken)
    return heard(text, within[0].start, within[-1].end, *within, timed=spoken)


def said(result: tuple[Utterance, ...]) -> list[tuple[str | None, str]]:
    """Speaker and text of every utterance."""
    return [(utterance.speaker, utterance.text) for utterance in result]


def together(spoken: tuple[Word, ...], *within: Turn) -> list[tuple[str | None, str]]:
    """Who says what when all words come from one window over all turns."""
    return said(attribute_words([timed(spoken, *within)], Diarization(within, within), "en"))


def test_every_turn_becomes_an_utterance_with_the_time_of_its_words() -> None:
    one, other = turns("AAAABBBB")
    windows = [timed(words("Good evening.", start=0.5), one), timed(words("Thank you.", start=4.5), other)]
    first, second = attribute_words(windows, Diarization((one, other), (one, other)), "en")
    assert (first.speaker, first.text, first.start, first.end) == ("A", "Good evening.", 0.5, 1.5)
    assert (second.speaker, second.text, second.start, second.end) == ("B", "Thank you.", 4.5, 5.5)
    assert [word.text for word in first.words] == ["Good", "evening."]


def test_two_windows_of_one_turn_make_one_utterance() -> None:
    (turn,) = turns("AAAAAAAA")
    windows = [timed(words("The bridge", start=0.0), turn), timed(words("is open.", start=4.0), turn)]
    assert said(attribute_words(windows, Diarization((turn,), (turn,)), "en")) == [
        ("A", "The bridge is open.")
    ]


def test_a_new_turn_of_the_same_voice_is_a_new_utterance() -> None:
    one, other = turns("AAA...AAA")
    windows = [timed(words("First.", start=1.0), one), timed(words("Second.", start=7.0), other)]
    assert said(attribute_words(windows, Diarization((one, other), (one, other)), "en")) == [
        ("A", "First."),
        ("A", "Second."),
    ]


def test_utterances_follow_the_clock_in_whatever_order_windows_come() -> None:
    one, other = turns("AAAABBBB")
    windows = [timed(words("Thank you.", start=4.5), other), timed(words("Good evening."), one)]
    assert said(attribute_words(windows, Diarization((one, other), (one, other)), "en")) == [
        ("A", "Good evening."),
        ("B", "Thank you."),
    ]


def test_a_turn_without_words_makes_no_utterance() -> None:
    one, other = turns("AAAABBBB")
    assert together(words("Good evening."), one, other) == [("A", "Good evening.")]
    assert attribute_words([], Diarization((one, other), (one, other)), "en") == ()


def test_words_of_a_turn_nobody_told_apart_have_no_speaker() -> None:
    assert together(words("Good evening."), Turn(0.0, 5.0, UNATTRIBUTED)) == [(None, "Good evening.")]


def test_a_shared_window_is_parted_at_the_turns_edge() -> None:
    assert together(words("one two three four five six"), *turns("AAABBB", each=0.5)) == [
        ("A", "one two three"),
        ("B", "four five six"),
    ]


def test_a_turns_edge_gives_way_to_the_end_of_a_sentence_nearby() -> None:
    # The edge lies at 1.5 s, behind "Thank"; the sentence ends half a second before it.
    assert together(words("Good evening. Thank you very much."), *turns("AAABBB", each=0.5)) == [
        ("A", "Good evening."),
        ("B", "Thank you very much."),
    ]


def test_a_turns_edge_gives_way_to_a_pause_nearby() -> None:
    # The edge lies at 2.4 s, within "the"; the pause ends at 2.0 s.
    assert together(words("we saw . . the storks again"), *turns("AAABBB", each=0.8)) == [
        ("A", "we saw"),
        ("B", "the storks again"),
    ]


def test_a_sentence_end_far_from_the_edge_does_not_move_it() -> None:
    assert together(words("Yes. we saw the storks again"), *turns("AAAABB", each=0.5)) == [
        ("A", "Yes. we saw the"),
        ("B", "storks again"),
    ]


def test_a_single_word_belongs_to_the_turn_in_which_its_middle_lies() -> None:
    assert together((Word(0.5, 0.9, "Yes."),), *turns("AB")) == [("A", "Yes.")]
    assert together((Word(0.9, 1.4, "Yes."),), *turns("AB")) == [("B", "Yes.")]


def test_an_utterance_is_marked_when_another_voice_speaks_into_it() -> None:
    one, other = turns("AAAABBBB")
    windows = [timed(words("a b c d e f g h"), one), timed(words("i j", start=4.0), other)]
    into = Turn(3.0, 3.5, "B")
    first, second = attribute_words(windows, Diarization((one, into, other), (one, other)), "en")
    assert first.overlapped
    assert not second.overlapped


def test_a_breath_of_another_voice_marks_nothing() -> None:
    (one,) = turns("AAAA")
    result = attribute_words(
        [timed(words("a b c"), one)], Diarization((one, Turn(1.0, 1.1, "B")), (one,)), "en"
    )
    assert not result[0].overlapped


_GAPS = st.lists(st.tuples(st.floats(0.0, 3.0), st.floats(0.0, 1.0)), max_size=40)


def _numbered(gaps: list[tuple[float, float]], start: float) -> tuple[Word, ...]:
    """Words `w0`, `w1` … in order; every third ends a sentence."""
    found: list[Word] = []
    for number, (gap, length) in enumerate(gaps):
        start += gap
        found.append(Word(start, start + length, f"w{number}{'.' if number % 3 == 2 else ''}"))
        start += length
    return tuple(found)


@given(exclusive_turns() | exclusive_turns(longest=0.5), _GAPS)
def test_no_word_is_lost_doubled_or_moved_when_turns_share_a_window(
    spoken: tuple[Turn, ...], gaps: list[tuple[float, float]]
) -> None:
    all_words = _numbered(gaps, spoken[0].start)
    result = attribute_words([timed(all_words, *spoken)], Diarization(spoken, spoken), "en")
    assert [word for utterance in result for word in utterance.words] == list(all_words)
    assert [utterance.text.split() for utterance in result] == [
        [word.text for word in utterance.words] for utterance in result
    ]


@given(exclusive_turns(longest=20.0), st.integers(0, 6))
def test_with_a_window_for_each_turn_every_utterance_is_what_was_heard_in_its_turn(
    spoken: tuple[Turn, ...], count: int
) -> None:
    windows = [
        timed(words(" ".join(["word"] * count), turn.start, (turn.end - turn.start) / (count or 1)), turn)
        for turn in spoken
    ]
    result = attribute_words(windows, Diarization(spoken, spoken), "en")
    assert [utterance.speaker for utterance in result] == [turn.label for turn in spoken if count]
    assert all(len(utterance.words) == count for utterance in result)


def test_words_in_another_language_are_an_utterance_of_their_own_that_says_so() -> None:
    (turn,) = turns("AAAAAAAA")
    english = timed(words("The president said", start=0.0), turn)
    french = timed(words("nous payons.", start=2.0), turn)
    french = replace(french, window=replace(french.window, language="fr"))
    after = timed(words("And left.", start=4.0), turn)
    result = attribute_words([english, french, after], Diarization((turn,), (turn,)), "en")
    assert [(one.speaker, one.text, one.language) for one in result] == [
        ("A", "The president said", None),
        ("A", "nous payons.", "fr"),
        ("A", "And left.", None),
    ]


def test_a_window_that_names_the_programme_s_language_is_nothing_else() -> None:
    (turn,) = turns("AAAAAAAA")
    first, second = timed(words("Good evening."), turn), timed(words("Thank you.", start=2.0), turn)
    first = replace(first, window=replace(first.window, language="en"))
    (said,) = attribute_words([first, second], Diarization((turn,), (turn,)), "en")
    assert (said.text, said.language) == ("Good evening. Thank you.", None)


def test_words_of_another_language_are_joined_as_that_one_writes_them() -> None:
    (turn,) = turns("AAAA")
    chinese = timed(words("大家 晚上 好。"), turn)
    chinese = replace(chinese, window=replace(chinese.window, language="zh"))
    (said,) = attribute_words([chinese], Diarization((turn,), (turn,)), "en")
    assert (said.text, said.language) == ("大家晚上好。", "zh")


def test_the_space_before_a_word_stays_where_the_language_writes_few() -> None:
    (turn,) = turns("AAAA")
    said = (Word(0.0, 1.0, " สวัสดี"), Word(1.0, 2.0, "ค่ะ"), Word(2.0, 3.0, " นี่คือข่าว"))
    (result,) = attribute_words([timed(said, turn)], Diarization((turn,), (turn,)), "th")
    assert result.text == "สวัสดีค่ะ นี่คือข่าว"
