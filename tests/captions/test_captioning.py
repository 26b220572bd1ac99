"""Captions of any transcript keep what must always hold."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.captions.caption import Caption
from pipeline.captions.captioning import captions_of, fitting_rules
from pipeline.captions.style import CaptionNames, CaptionPreset, CaptionStyle, caption_styles
from pipeline.corrections.correct import correct
from pipeline.transcript.model import Excluded, Speaker, Transcript, Utterance, Word
from pipeline.transcript.recording import Recording
from tests.support.drawing import dialogue, utterance
from tests.support.transcripts import letters, said_by, transcripts

_STYLES = st.sampled_from(list(caption_styles()))
_PLAIN = CaptionStyle(caption_names=CaptionNames.OFF)


def _read(captions: tuple[Caption, ...]) -> dict[str | None, str]:
    found: dict[str | None, str] = defaultdict(str)
    for one in captions:
        for line in one.lines:
            found[line.speaker] += letters(line.text)
    return dict(found)


def texts(*lines: tuple[str | None, str], style: CaptionStyle = _PLAIN, language: str = "en") -> list[str]:
    """The captions of a dialogue, their lines parted by a stroke."""
    speakers = (Speaker("S1", name="Clara Hughes"), Speaker("S2", name="Thomas Baker"))
    transcript = Transcript(language, dialogue(*lines), speakers=speakers)
    return [" | ".join(line.shown for line in one.lines) for one in captions_of(transcript, style)]


@given(transcripts(), _STYLES, st.sampled_from([1000, 25]))
def test_every_word_is_shown_once_and_in_order_whoever_says_it(
    transcript: Transcript, style: CaptionStyle, grid: int
) -> None:
    assert _read(captions_of(transcript, style, grid)) == said_by(transcript)


@given(transcripts(), _STYLES, st.sampled_from([1000, 25]))
def test_captions_never_overlap_and_are_never_empty(
    transcript: Transcript, style: CaptionStyle, grid: int
) -> None:
    until = 0
    for one in captions_of(transcript, style, grid):
        assert until <= one.start < one.end
        assert all(line.text or line.lead for line in one.lines)
        until = one.end


@given(transcripts(), _STYLES)
def test_no_line_is_wider_than_the_preset_says_and_no_caption_has_more_than_two(
    transcript: Transcript, style: CaptionStyle
) -> None:
    most = fitting_rules(transcript, style).characters
    for one in captions_of(transcript, style):
        assert 1 <= len(one.lines) <= 2
        assert max(line.width for line in one.lines) <= most


@given(transcripts(), _STYLES)
def test_two_voices_share_a_caption_only_behind_dashes(transcript: Transcript, style: CaptionStyle) -> None:
    for one in captions_of(transcript, style):
        dashed = [line.lead.startswith("-") for line in one.lines]
        assert all(dashed) or len({line.speaker for line in one.lines}) == 1


@given(transcripts(), st.sampled_from(list(CaptionPreset)))
def test_whenever_the_voice_changes_the_new_one_is_named(
    transcript: Transcript, preset: CaptionPreset
) -> None:
    before: str | None = ""
    for one in captions_of(transcript, CaptionStyle(preset, CaptionNames.CHANGES)):
        for line in one.lines:
            assert line.speaker == before or line.lead.strip("- ") != ""
            before = line.speaker


def test_a_time_is_rounded_once_so_that_almost_a_minute_is_a_minute() -> None:
    said = Utterance(59.9996, 61.9996, "S1", "Good evening.")
    (one,) = captions_of(Transcript("en", (said,)), _PLAIN)
    assert (one.start, one.end) == (60_000, 62_000)


def test_a_sentence_too_long_for_a_line_is_broken_before_what_belongs_together() -> None:
    assert texts(("S1", "The old bridge across the harbour opens to traffic again on Monday.")) == [
        "The old bridge across the harbour | opens to traffic again on Monday."
    ]


def test_a_caption_ends_with_a_sentence_rather_than_inside_the_next() -> None:
    said = "The bridge will open on Monday. Drivers have to pay three dollars each time that they cross it."
    first, *_ = texts(("S1", said))
    assert first.endswith("Monday.")


def test_an_article_is_not_left_at_the_end_of_a_line() -> None:
    for line in " | ".join(texts(("S1", "Engineers found much rust inside the towers " * 12))).split(" | "):
        assert not line.endswith("the")


def test_two_short_answers_share_a_caption_behind_dashes() -> None:
    assert texts(("S1", "Really?"), ("S2", "Yes.")) == ["-Really? | -Yes."]
    assert texts(("S1", "Really?"), ("S2", "Yes."), style=CaptionStyle(CaptionPreset.BBC)) == [
        "- Clara Hughes: Really? | - Thomas Baker: Yes."
    ]


def test_a_name_stands_where_the_voice_changes_or_in_each_caption_or_nowhere() -> None:
    said = (("S1", "The bridge opens again on Monday. " * 3), ("S2", "Nobody knows what it will cost. " * 3))
    for names, expected in ((CaptionNames.OFF, 0), (CaptionNames.CHANGES, 2), (CaptionNames.ON, None)):
        shown = texts(*said, style=CaptionStyle(caption_names=names))
        named = sum("Hughes:" in one or "Baker:" in one for one in shown)
        assert named == (len(shown) if expected is None else expected)


def test_words_of_nobody_have_the_mark_of_a_change() -> None:
    said = (
        ("S1", "The bridge opens again on Monday morning."),
        (None, "Nobody is sure what it will cost us."),
    )
    assert texts(*said, style=CaptionStyle())[-1].startswith(">> Nobody")


def test_japanese_is_broken_without_spaces_and_not_before_a_full_stop() -> None:
    text = "今日は港の橋が二年ぶりに再開しました。通行料は三百円です。" * 4
    said = Utterance(0.0, 60.0, "S1", text)
    captions = captions_of(Transcript("ja", (said,)), _PLAIN)
    lines = [line.text for one in captions for line in one.lines]
    assert "".join(lines) == text
    assert not any(line.startswith(("。", "ー", "、")) for line in lines)


def test_arabic_lines_that_begin_with_latin_letters_still_run_from_right_to_left() -> None:
    said = Utterance(0.0, 4.0, "S1", "BBC قال الجسر يفتح من جديد")
    (one,) = captions_of(Transcript("ar", (said,)), _PLAIN)
    assert one.lines[0].text.startswith("\u200fBBC")


def test_a_name_in_other_letters_is_kept_apart_from_arabic_words() -> None:
    said = Utterance(0.0, 4.0, "S1", "قال الجسر")
    news = Transcript("ar", (said,), speakers=(Speaker("S1", name="Clara Hughes"),))
    (one,) = captions_of(news, CaptionStyle())
    assert one.lines[0].shown == "\u2068Clara Hughes\u2069: قال الجسر"


def test_adverts_are_captioned_as_they_are_heard_and_what_a_person_dropped_is_not() -> None:
    said = (utterance("S1", "Buy two."), utterance("S2", "Good evening.", 5.0), utterance("S1", "No.", 9.0))
    news = Transcript("en", said, excluded=(Excluded(0.0, 1.0, "advert"),))
    assert [one.lines[0].text for one in captions_of(news, _PLAIN)] == ["Buy two.", "Good evening.", "No."]
    shorter = correct(news).drop(9.0, 9.5).transcript
    assert [one.lines[0].text for one in captions_of(shorter, _PLAIN)] == ["Buy two.", "Good evening."]


def test_of_two_voices_at_once_that_share_no_caption_none_is_lost_and_the_second_waits() -> None:
    one = utterance("S1", "We want an answer to the question of what it costs to cross the bridge.", each=0.3)
    two = utterance("S2", "They owe us one before they open the bridge again on Monday morning.", 0.2, 0.3)
    first, *_, last = captions_of(Transcript("en", (one, two)), _PLAIN)
    assert first.start == 0
    assert last.start > 200


def test_a_caption_does_not_stand_on_after_the_end_of_the_recording() -> None:
    said = (utterance("S1", "Good evening and welcome.", each=0.1),)
    news = Transcript("en", said, recording=Recording("a.wav", "0" * 64, 0.5))
    assert captions_of(news, _PLAIN)[-1].end == 500


@pytest.mark.parametrize("preset", CaptionPreset)
def test_thirty_thousand_words_are_captioned(preset: CaptionPreset) -> None:
    sentence = "The city planned to spend forty million but the final bill was close to sixty five. "
    said = tuple(utterance(f"S{n % 3}", sentence * 20, start=n * 160.0, each=0.45) for n in range(94))
    captions = captions_of(Transcript("en", said), CaptionStyle(preset))
    assert sum(len(line.text.split()) for one in captions for line in one.lines) == 94 * 20 * len(
        sentence.split()
    )


def test_words_whose_times_run_backwards_are_shown_in_their_order() -> None:
    words = (Word(2.0, 2.5, "Good"), Word(1.0, 1.5, "evening."))
    said = Utterance(1.0, 2.5, "S1", "Good evening.", words=words)
    (one,) = captions_of(Transcript("en", (said,)), _PLAIN)
    assert one.lines[0].text == "Good evening."


def test_one_word_stands_long_enough_to_be_read() -> None:
    said = replace(utterance("S1", "Yes."), end=0.1, words=())
    (one,) = captions_of(Transcript("en", (said,)), _PLAIN)
    assert one.end - one.start == 833
