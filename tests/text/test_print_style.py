"""How recognised words are written in print."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.article.paragraphs import write_paragraphs
from pipeline.text.print_style import has_end, in_print, in_quotes, joined, without_marks
from pipeline.transcript.model import Role, Speaker
from tests.support.drawing import dialogue


@pytest.mark.parametrize(
    ("recognised", "printed"),
    [
        ("It fell by 25%.", "It fell by 25 percent."),
        ("It fell by 2.5 %.", "It fell by 2.5 percent."),
        ("It cost $2.6 million.", "It cost 2.6 million dollars."),
        ("It cost $40 million dollars.", "It cost 40 million dollars."),
        ("It cost $5,000.", "It cost 5,000 dollars."),
        ("A £3-billion plan.", "A 3 billion pound plan."),
        ("It cost €4.50 or $5.", "It cost 4.50 euros or 5 dollars."),
    ],
)
def test_figures_are_written_plainly(recognised: str, printed: str) -> None:
    assert in_print(recognised, "en") == printed


@pytest.mark.parametrize("text", ["In 2025, 3 of 4 came.", "It is 3:30 p.m.", "The A-40 is closed."])
def test_other_figures_are_left_alone(text: str) -> None:
    assert in_print(text, "en") == text


@pytest.mark.parametrize(
    ("recognised", "printed"),
    [
        ("Well... we saw them.", "Well we saw them."),
        ("We saw… nothing.", "We saw nothing."),
        ("We saw nothing...", "We saw nothing."),
    ],
)
def test_no_dots_trail_off(recognised: str, printed: str) -> None:
    assert in_print(recognised, "en") == printed


def test_no_exclamation_mark_is_left() -> None:
    assert in_print("Good evening!", "en") == "Good evening."


@pytest.mark.parametrize(
    ("recognised", "printed"),
    [
        ("the storks are back", "The storks are back."),
        ("Are they back?", "Are they back?"),
        ("the storks are back,", "The storks are back."),
        ("The storks are back -", "The storks are back."),
        ("He wrote:", "He wrote."),
        ('He calls it a "small deal."', 'He calls it a "small deal."'),
        ('He calls it a "small deal"', 'He calls it a "small deal".'),
        ("  two   spaces ", "Two spaces."),
        ("彼は来た。", "彼は来た。"),
    ],
)
def test_a_sentence_begins_with_a_capital_and_ends_with_one_mark(recognised: str, printed: str) -> None:
    assert in_print(recognised, "en") == printed


@pytest.mark.parametrize(
    ("recognised", "printed"),
    [
        ('This is "not" a tax.', "This is 'not' a tax."),
        ("This is “not” a tax.", "This is 'not' a tax."),
        ('"This is not a tax."', "This is not a tax."),
        ('"Not" is not "never"', "'Not' is not 'never'."),
        ("I don't know...", "I don't know."),
    ],
)
def test_double_quotes_inside_a_quote_become_single_and_those_around_it_go(
    recognised: str, printed: str
) -> None:
    assert in_quotes(recognised, "en") == printed


def test_recognised_double_quotes_are_dropped_and_apostrophes_kept() -> None:
    said = 'He said: "it isn\'t «much» or “ little ”."'
    assert without_marks(said, "en") == "He said: it isn't much or little."


_TALK = st.lists(
    st.sampled_from(["a", "storks", "25%", "$3", "“so”", '"x"', "...", "U.S.", "well,", "no?", "-", "it's"]),
    max_size=12,
).map(" ".join)


@given(_TALK)
def test_printing_what_is_printed_changes_nothing(text: str) -> None:
    assert in_print(in_print(text, "en"), "en") == in_print(text, "en")


@given(_TALK)
def test_no_quote_holds_a_double_quotation_mark(text: str) -> None:
    assert not set(in_quotes(text, "en")) & set('"“”„«»')


@given(_TALK)
def test_print_keeps_the_letters_of_every_word(text: str) -> None:
    def letters(written: str) -> str:
        plain = re.sub(r"percent|dollars?|%|\$", "", written)
        return "".join(character for character in plain if character.isalnum()).lower()

    assert letters(in_print(text, "en")) == letters(text)


@pytest.mark.parametrize(
    ("recognised", "printed"),
    [
        ("It cost $5, he said.", "It cost 5 dollars, he said."),
        ("They paid $5, $6 and $1,200.", "They paid 5 dollars, 6 dollars and 1,200 dollars."),
        ("It cost US$5 million.", "It cost 5 million U.S. dollars."),
        ("It cost $40 million U.S. dollars.", "It cost 40 million U.S. dollars."),
        ("It is a $40 million dollar deal.", "It is a 40 million dollar deal."),
        ("It cost $3 Billion.", "It cost 3 Billion dollars."),
        ("Really?!", "Really?"),
        ("Stop!!", "Stop."),
        ("Why?? Why!?", "Why? Why?"),
    ],
)
def test_wording(recognised: str, printed: str) -> None:
    assert in_print(recognised, "en") == printed


@pytest.mark.parametrize("speaker", ["S1", "S2"])
@pytest.mark.parametrize("text", ["...", "…", "—", " - "])
def test_marks_alone_make_no_paragraph(speaker: str, text: str) -> None:
    said = dialogue((speaker, text))
    assert write_paragraphs(said, [Speaker("S2", Role.EXPERT)], "en") == ()


def test_words_are_joined_as_their_language_writes_them() -> None:
    assert joined(["The", "bridge"], "en-GB") == "The bridge"
    assert joined(["桥", "开放", "。"], "zh") == "桥开放。"
    assert joined(["买", "iPhone", "15", "了"], "zh") == "买iPhone 15了"


def test_a_sentence_ends_in_the_full_stop_of_its_script() -> None:
    assert in_print("桥重新开放", "zh") == "桥重新开放。"
    assert in_print("桥开放。", "zh") == "桥开放。"


@pytest.mark.parametrize(
    ("heard", "bare"),
    [
        (">host: rarely, well", "rarely, well"),
        (">> Good evening. >>> DON LEMON: Hi.", "Good evening. Hi."),
        ("&gt;&gt; At 5:30 it rained.", "At 5:30 it rained."),
        ("Note: it rained.", "Note: it rained."),
    ],
)
def test_marks_of_captions_are_dropped(heard: str, bare: str) -> None:
    assert without_marks(heard, "en") == bare


@pytest.mark.parametrize(
    ("language", "recognised", "printed"),
    [
        ("es", "¡Nadie lo sabe!", "Nadie lo sabe."),
        ("es", "¿Qué pasó?", "¿Qué pasó?"),
        ("es", "¿qué pasó? ¡increíble!", "¿Qué pasó? increíble."),
        ("es", "¡¿Qué?!", "¿Qué?"),
        ("es", "¡Qué?", "¿Qué?"),
        ("es", "¿Qué!", "¿Qué?"),
        ("fr", "C'est vrai ?", "C'est vrai ?"),
        ("fr", "Oui !", "Oui."),
        ("hi", "कीमत ५ रुपये है!", "कीमत ५ रुपये है।"),
        ("hi", "यह समाचार है", "यह समाचार है।"),
        ("hi", "क्या हुआ?", "क्या हुआ?"),
        ("mr", "हे आहे", "हे आहे"),
        ("th", "นี่คือข่าว กรุงเทพฯ", "นี่คือข่าว กรุงเทพฯ"),
        ("th", "ดี!", "ดี!"),
        ("ar", "ما هذا؟!", "ما هذا؟"),
        ("ar", "هذا خبر،", "هذا خبر."),
        ("ur", "یہ خبر ہے", "یہ خبر ہے۔"),
        ("el", "Τι έγινε;", "Τι έγινε;"),
        ("el", "όχι", "Όχι."),
        ("en", "We left;", "We left."),
        ("zh", "真的！", "真的。"),
        ("zh", "他……来了", "他来了。"),
        ("ja", "雨　のち晴れ", "雨　のち晴れ。"),
        ("tr", "istanbul'da yağmur", "İstanbul'da yağmur."),
        ("nl", "ijs is koud", "IJs is koud."),
        ("xx", "यह", "यह"),
        ("xx", "das", "Das."),
    ],
)
def test_marks_and_capitals_are_those_of_the_language(language: str, recognised: str, printed: str) -> None:
    assert in_print(recognised, language) == printed
    assert in_print(printed, language) == printed


def test_a_part_of_a_sentence_has_the_capital_and_the_mark_only_at_its_outer_ends() -> None:
    assert in_print("the storks,", "en", ends=False) == "The storks,"
    assert in_print("are back", "en", opens=False) == "are back."
    assert in_print("again", "en", opens=False, ends=False) == "again"


@pytest.mark.parametrize(
    ("language", "recognised", "bare"),
    [
        ("fr", "« Non », dit-il", "Non, dit-il"),
        ("fr", "Non »,", "Non,"),
        ("de", "„Nein“, sagte sie. »Ja«", "Nein, sagte sie. Ja"),
        ("he", 'צה"ל אמר "כן"', 'צה"ל אמר כן'),
        ("zh", "“好。”他说《书》", "好。他说《书》"),
        ("ja", "「はい」と", "「はい」と"),
        ("th", " นี่ ", " นี่"),
    ],
)
def test_marks_that_are_quotes_in_the_language_go(language: str, recognised: str, bare: str) -> None:
    assert without_marks(recognised, language) == bare


@pytest.mark.parametrize(
    ("language", "text", "ends"),
    [
        ("el", "Τι;", True),
        ("en", "So;", False),
        ("th", "ดร.", False),
        ("fr", "« Non. »", True),
        ("en", "", False),
    ],
)
def test_what_ends_a_sentence_depends_on_the_language(language: str, text: str, ends: bool) -> None:
    assert has_end(text, language) == ends
