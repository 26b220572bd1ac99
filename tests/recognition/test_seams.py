"""Where two windows meet inside one voice's speech."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.article.paragraphs import write_paragraphs
from pipeline.diarization.utterances import attribute_words
from pipeline.engines.diarization import Diarization, Turn
from pipeline.engines.recognition import Hypothesis, QualityFlag, Window
from pipeline.recognition.seams import mend_seams
from pipeline.transcript.span import Span
from tests.support.drawing import words

_TURN = Turn(0.0, 1000.0, "A")


def windows(
    *texts: str, gap: float = 0.1, language: str | None = None, turn: Turn = _TURN
) -> list[Hypothesis]:
    """What was heard in windows of one turn, `gap` seconds between the words of one and the next."""
    found: list[Hypothesis] = []
    start = 0.0
    for text in texts:
        said = words(text, start)
        found.append(Hypothesis(Window((Span(start, said[-1].end),), (turn,), language), text, said))
        start = said[-1].end + gap
    return found


def mended(*texts: str, language: str = "en", gap: float = 0.1) -> list[str]:
    """The texts after mending; the words must make them up."""
    result = mend_seams(windows(*texts, gap=gap), language)
    for heard in result:
        assert " ".join(word.text for word in heard.words) == heard.text
    return [heard.text for heard in result]


def test_a_false_full_stop_and_the_capital_behind_it_go() -> None:
    assert mended("The judge said it.", "Was a case of arson.") == [
        "The judge said it",
        "was a case of arson.",
    ]


@pytest.mark.parametrize("gap", [0.35, 2.0])
def test_a_pause_leaves_the_full_stop(gap: float) -> None:
    assert mended("The judge said it.", "Was a case.", gap=gap) == ["The judge said it.", "Was a case."]


@pytest.mark.parametrize("first", ["I was there.", "I'm sure."])
def test_a_word_that_always_has_a_capital_keeps_it(first: str) -> None:
    assert mended("The judge said that.", first) == ["The judge said that", first]


def test_a_name_seen_inside_a_sentence_keeps_its_capital() -> None:
    assert mended("They fear that.", "Rudd lied. Nobody saw Rudd again.") == [
        "They fear that",
        "Rudd lied. Nobody saw Rudd again.",
    ]


def test_a_word_seen_in_small_letters_loses_its_capital() -> None:
    assert mended("We go to the.", "Harbour. At the harbour it rained.") == [
        "We go to the",
        "harbour. At the harbour it rained.",
    ]


@pytest.mark.parametrize(
    ("last", "first"),
    [
        ("They fear that.", "Rudd lied."),  # whether Rudd is a name nothing tells
        ("He came from the U.S.", "The plan failed."),
        ("They met at 5 p.m.", "The plan failed."),
        ("She met Dr.", "The plan failed."),
        ("They won by 3.", "The plan failed."),
        ("Is it?", "The plan failed."),
        ("Is that it?", "the plan failed."),
        ("They won it.", "5 others failed."),
        ("They work in.", "IT and in medicine."),
    ],
)
def test_what_is_not_sure_stays(last: str, first: str) -> None:
    assert mended(last, first) == [last, first]


def test_a_small_letter_behind_a_full_stop_shows_that_it_is_false() -> None:
    assert mended("They saw Rudd go to the.", "station at night.") == [
        "They saw Rudd go to the",
        "station at night.",
    ]


def test_small_letters_show_nothing_in_text_without_capitals() -> None:
    assert mended("they went home.", "nobody came.") == ["they went home.", "nobody came."]


@pytest.mark.parametrize(
    ("language", "last", "first", "expected"),
    [
        ("de", "Das Haus war.", "Und blieb leer.", ["Das Haus war", "und blieb leer."]),
        ("de", "Das Haus war.", "Brücken sind es.", ["Das Haus war.", "Brücken sind es."]),
        ("de", "Das Haus war.", "Sie kamen.", ["Das Haus war.", "Sie kamen."]),
        ("de", "Wir gehen zum.", "Essen. Wir essen.", ["Wir gehen zum.", "Essen. Wir essen."]),
        ("fr", "Il a dit que.", "C'est fini.", ["Il a dit que", "c'est fini."]),
        ("tr", "Bu.", "İki kişi.", ["Bu", "iki kişi."]),
        ("zh", "他说。", "然后走了。", ["他说。", "然后走了。"]),
    ],
)
def test_every_language_has_its_own_capitals(
    language: str, last: str, first: str, expected: list[str]
) -> None:
    assert mended(last, first, language=language) == expected


def test_a_window_of_one_word_is_mended_on_both_sides() -> None:
    assert mended("They said.", "It.", "Was over.") == ["They said", "it", "was over."]


def test_two_voices_two_languages_and_doubts_are_no_seam() -> None:
    one, other = windows("The judge said it.", "Was a case of arson.")
    another_voice = replace(other, window=replace(other.window, turns=(Turn(1.9, 1000.0, "B"),)))
    french = replace(other, window=replace(other.window, language="fr"))
    doubtful = replace(other, doubt=QualityFlag("made up", believable=True))
    for after in (another_voice, french, doubtful, replace(other, words=())):
        assert mend_seams([one, after], "en") == (one, after)
    assert mend_seams([], "en") == ()


_TEXT = st.lists(
    st.sampled_from(["It.", "Was", "the", "The", "Rudd", "U.S.", "I", "no?", "5", "p.m.", "—", "Harbour,"]),
    min_size=1,
    max_size=6,
).map(" ".join)


@given(
    st.lists(_TEXT, max_size=6),
    st.sampled_from(["en", "de", "tr", "xx"]),
    st.sampled_from([0.0, 0.2, 0.5]),
)
def test_from_windows_to_paragraphs_no_word_is_lost_doubled_or_moved(
    texts: list[str], language: str, gap: float
) -> None:
    before = windows(*texts, gap=gap)
    after = mend_seams(before, language)

    def letters(heard: list[Hypothesis]) -> list[tuple[float, float, str]]:
        return [
            (word.start, word.end, "".join(c for c in word.text if c.isalnum()).casefold())
            for one in heard
            for word in one.words
        ]

    # Turkish small letters are not those of Python: ı and i are told apart there.
    if language != "tr":
        assert letters(list(after)) == letters(before)
    assert [len(one.words) for one in after] == [len(one.words) for one in before]
    said = attribute_words(after, Diarization((_TURN,), (_TURN,)), language)
    assert [word for one in said for word in one.words] == [word for one in after for word in one.words]
    paragraphs = write_paragraphs(said, (), language)
    if any(c.isalnum() for text in texts for c in text):
        assert small("".join(part.text for part in paragraphs)) == small("".join(texts))
    for part in paragraphs:
        inside = [said[p.utterance].words[n] for p in part.passages for n in range(p.first, p.last)]
        assert part.start == inside[0].start
        assert part.end == inside[-1].end


def small(text: str) -> str:
    """The letters and figures; Turkish has other small letters, so those that differ are left out."""
    return "".join(c for c in text.casefold() if c.isalnum() and c not in "iı")
