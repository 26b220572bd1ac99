"""The published article, line by line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.formats.article import ArticleStyle, Timestamps, introduce, write_article
from pipeline.transcript.model import Paragraph, Role, Source, Speaker, Transcript

_STORKS = Transcript(
    language="en",
    utterances=(),
    title="Storks return to the mill",
    published="2025-02-04T20:00",
    source=Source("Example News", "https://news.example/view?id=1"),
    speakers=(Speaker("S1", Role.ANCHOR, "Clara Hughes"), Speaker("S2", Role.EXPERT), Speaker("S3")),
    paragraphs=(
        Paragraph(0.4, 6.9, "S1", "The storks came back this week."),
        Paragraph(6.999, 31.0, "S1", "A farmer likes them."),
        Paragraph(31.9, 40.0, "S2", "They eat the mice. I call them 'my cats'.", quoted=True),
        Paragraph(3601.0, 3605.0, "S3", "Nobody knows why."),
        Paragraph(3606.0, 3610.0, None, "The mill is closed."),
    ),
)


def article(
    transcript: Transcript = _STORKS, timestamps: str = "sentence", *, speakers: bool = False
) -> list[str]:
    """The article's blocks."""
    text = write_article(transcript, ArticleStyle(Timestamps(timestamps), speakers))
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    return text.removesuffix("\n").split("\n\n")


def test_an_article_has_header_timed_paragraphs_and_footer() -> None:
    assert write_article(_STORKS, ArticleStyle()) == (
        "Storks return to the mill\n"
        "\n"
        "Published on: 2025/02/04 20:00\n"
        "\n"
        "[00:00:00] The storks came back this week.\n"
        "\n"
        "[00:00:06] A farmer likes them.\n"
        "\n"
        "[00:00:31] \"They eat the mice. I call them 'my cats'.\"\n"
        "\n"
        "[01:00:01] Nobody knows why.\n"
        "\n"
        "[01:00:06] The mill is closed.\n"
        "\n"
        "Example News https://news.example/view?id=1\n"
    )


def test_without_timestamps_the_text_is_what_a_page_shows() -> None:
    assert article(timestamps="none")[2:5] == [
        "The storks came back this week.",
        "A farmer likes them.",
        "\"They eat the mice. I call them 'my cats'.\"",
    ]


def test_timestamps_by_turn_stand_only_where_the_voice_changes() -> None:
    assert [block[:10] for block in article(timestamps="turn")[2:7]] == [
        "[00:00:00]",
        "A farmer l",
        "[00:00:31]",
        "[01:00:01]",
        "[01:00:06]",
    ]


def test_the_first_paragraph_has_a_time_even_if_nobody_knows_who_speaks() -> None:
    transcript = replace(_STORKS, title=None, published=None, paragraphs=_STORKS.paragraphs[-1:])
    assert article(transcript, "turn")[0] == "[01:00:06] The mill is closed."


def test_speakers_in_text_are_named_where_the_voice_changes_if_anybody_knows_them() -> None:
    assert article(timestamps="none", speakers=True)[2:7] == [
        "Clara Hughes (anchor): The storks came back this week.",
        "A farmer likes them.",
        "Expert S2: \"They eat the mice. I call them 'my cats'.\"",
        "Speaker S3: Nobody knows why.",
        "The mill is closed.",
    ]


def test_a_speaker_in_text_stands_behind_the_time() -> None:
    assert article(speakers=True)[2] == "[00:00:00] Clara Hughes (anchor): The storks came back this week."


def test_lines_whose_value_is_not_known_are_left_out() -> None:
    bare = replace(_STORKS, title=None, published=None, source=None)
    assert article(bare)[0] == "[00:00:00] The storks came back this week."
    assert article(bare)[-1] == "[01:00:06] The mill is closed."


def test_empty_values_are_not_known_either() -> None:
    bare = replace(_STORKS, title="", source=Source("", None))
    assert article(bare)[0] == "Published on: 2025/02/04 20:00"
    assert article(bare)[-1] == "[01:00:06] The mill is closed."


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (Source("Example News"), "Example News"),
        (Source(url="https://news.example/1"), "https://news.example/1"),
    ],
)
def test_half_a_source_is_shown_as_far_as_it_is_known(source: Source, line: str) -> None:
    assert article(replace(_STORKS, source=source))[-1] == line


def test_a_date_without_an_hour_shows_none() -> None:
    assert article(replace(_STORKS, published="2025-02-04"))[1] == "Published on: 2025/02/04"


def test_a_title_over_several_lines_is_shown_on_one() -> None:
    assert article(replace(_STORKS, title=" Storks\n return\tto the mill "))[0] == "Storks return to the mill"


@pytest.mark.parametrize(
    ("speaker", "introduced"),
    [
        (Speaker("S1", Role.ANCHOR, "Clara Hughes"), "Clara Hughes (anchor)"),
        (Speaker("S1", name="Clara Hughes"), "Clara Hughes"),
        (Speaker("S3", Role.CORRESPONDENT), "Correspondent S3"),
        (Speaker("S4"), "Speaker S4"),
    ],
)
def test_a_speaker_is_introduced_with_what_is_known(speaker: Speaker, introduced: str) -> None:
    assert introduce(speaker) == introduced


def test_a_paragraph_of_several_lines_stays_one_block() -> None:
    paragraph = Paragraph(0.0, 1.0, "S1", "The storks\n\nare back.\n")
    text = write_article(Transcript(language="en", utterances=(), paragraphs=(paragraph,)), ArticleStyle())
    assert text == "[00:00:00] The storks are back.\n"


def test_control_characters_of_a_tag_do_not_reach_the_article() -> None:
    transcript = Transcript(language="en", utterances=(), title="Ferries\x1b[31m\x07 stop")
    assert write_article(transcript, ArticleStyle()) == "Ferries [31m stop\n"


@pytest.mark.parametrize("text", ["晴れ。　明日は雨。", "C'est vrai\u00a0?"])
def test_spaces_that_belong_to_a_script_stay(text: str) -> None:
    transcript = Transcript(language="ja", utterances=(), paragraphs=(Paragraph(0.0, 1.0, "S1", text),))
    assert write_article(transcript, ArticleStyle()) == f"[00:00:00] {text}\n"


def test_an_unsure_voice_that_another_program_labelled_keeps_its_label() -> None:
    part = Paragraph(0.0, 1.0, "SPEAKER_00", "We want an answer.", unsure=True)
    speaker = Speaker("SPEAKER_00", Role.EXPERT, unsure=True)
    transcript = Transcript("en", (), speakers=(speaker,), paragraphs=(part,))
    written = write_article(transcript, ArticleStyle())
    assert written == "[00:00:00] SPEAKER_00: We want an answer.\n"
