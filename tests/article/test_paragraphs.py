"""Utterances and roles to paragraphs: the rules of the published form."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.article.paragraphs import write_paragraphs
from pipeline.transcript.model import Paragraph, Role, Speaker, Utterance, Word
from tests.support.drawing import dialogue, utterance

_ANCHOR = Speaker("S1", Role.ANCHOR)
_EXPERT = Speaker("S2", Role.EXPERT)


def paragraphs(
    *lines: tuple[str | None, str], speakers: tuple[Speaker, ...] = (_ANCHOR, _EXPERT)
) -> list[str]:
    """The paragraphs' texts, quoted ones between angle brackets. S1 is an anchor, S2 an expert."""
    written = write_paragraphs(dialogue(*lines), speakers, "en")
    return [f"<{paragraph.text}>" if paragraph.quoted else paragraph.text for paragraph in written]


def test_every_sentence_has_a_paragraph_of_its_own_however_long() -> None:
    long = "The council met for the third time this year " + "and then again " * 20 + "in the evening."
    assert paragraphs(("S1", f"The storks came back this week. {long}")) == [
        "The storks came back this week.",
        long,
    ]


def test_two_very_short_sentences_of_one_speaker_share_a_paragraph() -> None:
    assert paragraphs(("S1", "Good evening. Here is the news.")) == ["Good evening. Here is the news."]


def test_of_three_very_short_sentences_two_share_a_paragraph() -> None:
    assert paragraphs(("S1", "It rains. It pours. Nobody minds.")) == ["It rains. It pours.", "Nobody minds."]


def test_a_short_sentence_does_not_join_a_long_one() -> None:
    assert paragraphs(("S1", "Good evening. The storks came back to the old mill this week. Welcome.")) == [
        "Good evening.",
        "The storks came back to the old mill this week.",
        "Welcome.",
    ]


def test_a_lone_word_joins_a_sentence_that_is_hardly_longer_than_very_short() -> None:
    assert paragraphs(("S1", "Thomas. The storks came back to the old mill.")) == [
        "Thomas. The storks came back to the old mill."
    ]
    assert len(paragraphs(("S1", "Thomas. The storks came back to the old mill this week."))) == 2


def test_short_sentences_of_two_speakers_never_share_a_paragraph() -> None:
    assert paragraphs(("S1", "Thank you."), ("S3", "My pleasure.")) == ["Thank you.", "My pleasure."]


def test_an_experts_statement_is_one_quote_however_many_sentences() -> None:
    assert paragraphs(
        ("S1", "A farmer says they are welcome here."),
        ("S2", "I like them. They eat the mice! And what would spring be without them?"),
    ) == [
        "A farmer says they are welcome here.",
        "<I like them. They eat the mice. And what would spring be without them?>",
    ]


def test_an_experts_statement_goes_on_over_several_utterances() -> None:
    assert paragraphs(("S2", "I like them."), ("S2", "they eat the mice")) == [
        "<I like them. they eat the mice.>"
    ]


def test_an_experts_statement_ends_where_somebody_else_speaks() -> None:
    assert paragraphs(("S2", "I like them."), ("S1", "Why is that?"), ("S2", "They eat the mice.")) == [
        "<I like them.>",
        "Why is that?",
        "<They eat the mice.>",
    ]


def test_two_experts_in_a_row_are_quoted_apart() -> None:
    second = Speaker("S3", Role.EXPERT)
    assert paragraphs(("S2", "I like them."), ("S3", "I do not."), speakers=(_EXPERT, second)) == [
        "<I like them.>",
        "<I do not.>",
    ]


@pytest.mark.parametrize("speaker", ["S1", "S3", None])
def test_only_experts_are_quoted(speaker: str | None) -> None:
    (text,) = paragraphs((speaker, "The storks came back to the mill this week."))
    assert text == "The storks came back to the mill this week."


def test_marks_round_a_phrase_of_narration_stay_and_make_no_quote() -> None:
    assert paragraphs(("S1", 'The mayor calls it a "small deal" for the town.')) == [
        'The mayor calls it a "small deal" for the town.'
    ]


def test_marks_inside_a_quote_become_single() -> None:
    assert paragraphs(("S2", 'They call it a "small deal" and laugh.')) == [
        "<They call it a 'small deal' and laugh.>"
    ]


def test_a_paragraph_has_the_time_of_its_words() -> None:
    said = (
        utterance("S1", "Good evening. The storks came back to the mill.", start=3.0),
        utterance("S2", "I like them.", start=10.0),
        utterance("S2", "They eat mice.", start=15.0),
    )
    written = write_paragraphs(said, (_ANCHOR, _EXPERT), "en")
    assert [(part.start, part.end, part.speaker) for part in written] == [
        (3.0, 4.0, "S1"),
        (4.0, 7.5, "S1"),
        (10.0, 16.5, "S2"),
    ]


def test_utterances_without_words_make_no_paragraph() -> None:
    assert write_paragraphs([Utterance(0.0, 1.0, "S2", " ")], (_EXPERT,), "en") == ()


def test_paragraphs_follow_the_clock_in_whatever_order_utterances_come() -> None:
    early, late = utterance("S1", "First of all.", 0.0), utterance("S3", "Second of all.", 9.0)
    one, other = (write_paragraphs(order, (), "en") for order in ([late, early], [early, late]))
    assert [(p.start, p.text) for p in one] == [(p.start, p.text) for p in other]


_LINES = st.lists(
    st.tuples(
        st.sampled_from(["S1", "S2", "S3", None]),
        st.lists(st.sampled_from(["Done.", "we", "saw", "storks.", "Why?"]), min_size=1).map(" ".join),
    ),
    max_size=8,
)


@given(_LINES)
def test_no_word_is_lost_and_no_paragraph_belongs_to_two_voices(lines: list[tuple[str | None, str]]) -> None:
    written = write_paragraphs(dialogue(*lines), (_ANCHOR, _EXPERT), "en")

    def letters(parts: list[tuple[str | None, str]]) -> list[tuple[str | None, str]]:
        """What each voice says in a row, without marks and capitals."""
        return [
            (speaker, "".join(c for _, text in group for c in text.lower() if c.isalpha()))
            for speaker, group in groupby(parts, key=lambda part: part[0])
        ]

    assert letters([(part.speaker, part.text) for part in written]) == letters(lines)
    assert all(part.quoted == (part.speaker == "S2") for part in written)
    assert all(_unquoted_is_short(part) for part in written)


def _unquoted_is_short(paragraph: Paragraph) -> bool:
    return paragraph.quoted or sum(paragraph.text.count(mark) for mark in ".?!") <= 2


def test_a_listener_s_word_does_not_end_a_statement() -> None:
    said = dialogue(("S2", "We will rebuild."), ("S1", "Right."), ("S2", "That is a promise."))
    (quote,) = write_paragraphs(said, (_ANCHOR, _EXPERT), "en")
    assert quote.text == "We will rebuild. That is a promise."
    assert [passage.utterance for passage in quote.passages] == [0, 2]


@pytest.mark.parametrize("between", ["Right?", "Is it right.", "No.", "Yes yes yes yes."])
def test_real_words_of_another_voice_end_a_statement(between: str) -> None:
    assert len(paragraphs(("S2", "We will rebuild."), ("S1", between), ("S2", "That is a promise."))) == 3


def test_without_a_list_of_the_language_every_word_ends_a_statement() -> None:
    said = dialogue(("S2", "We will rebuild."), ("S1", "Right."), ("S2", "That is a promise."))
    assert len(write_paragraphs(said, (_ANCHOR, _EXPERT), "xx")) == 3


def test_a_listener_s_word_in_narration_stays() -> None:
    assert (
        len(paragraphs(("S1", "The pier is old."), ("S2", "Right."), ("S1", "It was built long ago."))) == 3
    )


def test_a_pause_inside_a_sentence_of_narration_does_not_end_it() -> None:
    said = [
        utterance("S1", "The council met"),
        utterance("S1", "for the third time this year. It rains.", start=4.0),
    ]
    texts = [paragraph.text for paragraph in write_paragraphs(said, (_ANCHOR,), "en")]
    assert texts == ["The council met for the third time this year.", "It rains."]


def test_a_sentence_without_an_end_is_not_taken_up_after_a_long_pause() -> None:
    said = [utterance("S1", "The council met"), utterance("S1", "for the third time. Yes.", start=40.0)]
    assert write_paragraphs(said, (_ANCHOR,), "en")[0].text == "The council met."


def test_text_without_any_marks_keeps_its_utterances_apart() -> None:
    said = [utterance("S1", "THE COUNCIL MET"), utterance("S1", "NOBODY CAME", start=2.0)]
    assert len(write_paragraphs(said, (_ANCHOR,), "en")) == 2


def test_passages_hold_every_word_once() -> None:
    said = dialogue(
        ("S1", "Good evening. Here is a longer sentence about the pier."),
        ("S2", "We will rebuild it. That is a promise."),
        ("S1", "Thank you."),
    )
    found = [
        said[passage.utterance].words[index]
        for paragraph in write_paragraphs(said, (_ANCHOR, _EXPERT), "en")
        for passage in paragraph.passages
        for index in range(passage.first, passage.last)
    ]
    assert found == [word for spoken in said for word in spoken.words]


# Listeners inside a sentence.


def test_a_sentence_of_narration_goes_on_after_a_listener_s_word_which_follows_it() -> None:
    assert paragraphs(
        ("S1", "The council met"),
        ("S3", "Right."),
        ("S1", "for the third time this year. Nobody there knows what it will decide."),
    ) == [
        "The council met for the third time this year.",
        "Right.",
        "Nobody there knows what it will decide.",
    ]


def test_a_sentence_that_another_voice_interrupts_is_not_joined_across() -> None:
    assert paragraphs(
        ("S1", "The council met"), ("S3", "Is that so?"), ("S1", "for the third time this year.")
    ) == ["The council met.", "Is that so?", "For the third time this year."]


def test_an_experts_word_of_assent_inside_a_sentence_stays_a_quote() -> None:
    assert paragraphs(("S1", "The council met"), ("S2", "Right."), ("S1", "for the third time.")) == [
        "The council met for the third time.",
        "<Right.>",
    ]


def test_short_chinese_sentences_share_a_paragraph_and_long_ones_do_not() -> None:
    said = Utterance(
        0.0, 9.0, "S1", "大家晚上好。欢迎收看。港口大桥将在周一上午重新开放交通。渡轮仍然停在码头等待消息。"
    )
    assert [part.text for part in write_paragraphs([said], (), "zh")] == [
        "大家晚上好。欢迎收看。",
        "港口大桥将在周一上午重新开放交通。",
        "渡轮仍然停在码头等待消息。",
    ]


# Several languages.


def test_another_language_has_its_own_sentences_and_marks() -> None:
    english = utterance("S1", "The president said")
    french = replace(utterance("S1", "nous payons $5 million ! « Oui »", start=2.0), language="fr")
    written = write_paragraphs([english, french, utterance("S1", "and left.", start=9.0)], (), "en")
    assert [part.text for part in written] == [
        "The president said.",
        "Nous payons $5 million. « Oui ».",
        "And left.",
    ]


def test_a_quote_in_two_languages_is_one_paragraph() -> None:
    english = utterance("S2", "We pay $5 million.")
    hindi = replace(utterance("S2", "यह समाचार है!", start=2.0), language="hi")
    (quote,) = write_paragraphs([english, hindi], (_EXPERT,), "en")
    assert (quote.text, quote.quoted) == ("We pay 5 million dollars. यह समाचार है।", True)
    assert [(p.utterance, p.first, p.last) for p in quote.passages] == [(0, 0, 4), (1, 0, 3)]


# What came in wrong: each kind of the field.


@pytest.mark.parametrize(
    ("language", "said", "printed"),
    [
        ("en", "We paid A$7 each.", "We paid A$7 each."),
        ("en", "The $3-4 million hole is deep.", "The 3-4 million dollar hole is deep."),
        ("en", "A $70-million dam was built.", "A 70 million dollar dam was built."),
        ("en", "It is a £20 note.", "It is a 20 pound note."),
        ("en", "A $3trn budget was passed.", "A 3 trillion dollar budget was passed."),
        ("es", "¡Todos lo saben!", "Todos lo saben."),
        ("es", "¿Quién fue? ¡Mentira!", "¿Quién fue? Mentira."),
        ("hi", "पुल खुल गया!", "पुल खुल गया।"),
        ("hi", "पुल बंद है", "पुल बंद है।"),
        ("th", "สวัสดีครับ สะพาน เปิดแล้ว", "สวัสดีครับ สะพาน เปิดแล้ว"),
        ("de", "Prof. Weber sah am 7. Mai die 3. Etappe.", "Prof. Weber sah am 7. Mai die 3. Etappe."),
        ("tr", "İzmir'de 2. havalimanı açıldı.", "İzmir'de 2. havalimanı açıldı."),
    ],
)
def test_a_line_of_the_article_reads_as_its_language_is_written(
    language: str, said: str, printed: str
) -> None:
    assert [part.text for part in write_paragraphs([utterance("S1", said)], (), language)] == [printed]


_PARTS = st.lists(
    st.tuples(
        st.sampled_from(["S1", "S2", "S3"]),
        st.sampled_from([None, "fr", "th", "hi"]),
        st.lists(
            st.sampled_from(["Yes.", "we", "saw", "U.S.", "3.", "The", "Right.", "है।", "ดี", "why?", "—"]),
            min_size=1,
            max_size=50,
        ).map(" ".join),
        st.floats(0.0, 6.0),
    ),
    max_size=8,
)


@given(_PARTS, st.sampled_from(["en", "de", "zh"]))
def test_every_word_is_in_one_paragraph_of_its_voice_and_within_that_one_s_time(
    parts: list[tuple[str, str | None, str, float]], language: str
) -> None:
    said: list[Utterance] = []
    moment = 0.0
    for speaker, foreign, text, gap in parts:
        said.append(replace(utterance(speaker, text, moment + gap), language=foreign))
        moment = said[-1].end
    spoken = {number for number, one in enumerate(said) if any(map(str.isalnum, one.text))}
    found: list[tuple[int, int]] = []
    for paragraph in write_paragraphs(said, (_ANCHOR,), language):
        own: list[Word] = []
        for passage in paragraph.passages:
            assert said[passage.utterance].speaker == paragraph.speaker
            found += [(passage.utterance, index) for index in range(passage.first, passage.last)]
            own += said[passage.utterance].words[passage.first : passage.last]
        assert paragraph.start == min(word.start for word in own)
        assert paragraph.end == max(word.end for word in own)
        heard = "".join(c for word in own for c in word.text if c.isalnum()).casefold()
        assert "".join(c for c in paragraph.text if c.isalnum()).casefold() == heard
    assert sorted(found) == [
        (number, index) for number in sorted(spoken) for index in range(len(said[number].words))
    ]
