"""The article in Markdown."""

from __future__ import annotations

from dataclasses import replace

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from pipeline import ArticleStyle, Timestamps, Transcript, relabel, render
from pipeline.text.visible import one_line
from pipeline.transcript.model import Paragraph, Role, Source, Speaker
from pipeline.transcript.recording import Recording
from tests.support.drawing import dialogue

_NEWS = relabel(
    Transcript(
        "en",
        dialogue(("S1", "Good evening. It is 5 * 3 degrees."), ("S2", "We want an answer.")),
        title='Ferry: "strike" #2',
        published="2025-05-02T20:00",
        source=Source("Example [News]", "https://news.example/view?id=1&x=(2)"),
        recording=Recording("../late show.mp4", "0" * 64, 9.0),
        speakers=(Speaker("S1", Role.ANCHOR, "Clara Hughes"), Speaker("S2", Role.EXPERT)),
    )
)


def parsed(document: str) -> tuple[dict[str, object], list[Token]]:
    """Front matter and blocks, as libraries that are not ours read them."""
    _, front, body = document.split("---\n", 2)
    return yaml.safe_load(front), MarkdownIt("commonmark").parse(body)


def text_of(block: Token) -> str:
    return "".join(token.content for token in block.children or ())


def texts(document: str) -> list[str]:
    return [text_of(block) for block in parsed(document)[1] if block.type == "inline"]


def test_front_matter_tells_what_is_known_of_the_recording_and_its_speakers() -> None:
    front, _ = parsed(render(_NEWS, "markdown"))
    assert front == {
        "title": 'Ferry: "strike" #2', "published": "2025-05-02T20:00", "language": "en",
        "source": "Example [News]", "url": "https://news.example/view?id=1&x=(2)", "media": "late show.mp4",
        "speakers": [
            {"label": "S1", "role": "anchor", "name": "Clara Hughes"},
            {"label": "S2", "role": "expert"},
        ],
    }  # fmt: skip


def test_the_body_has_speakers_where_they_change_and_quotes_set_apart() -> None:
    document = render(_NEWS, "markdown", ArticleStyle(Timestamps.NONE))
    assert texts(document) == [
        'Ferry: "strike" #2',
        "Clara Hughes (anchor): Good evening.",
        "It is 5 * 3 degrees.",
        'Expert S2: "We want an answer."',
        "Example [News]",
    ]
    assert "\n\n> **Expert S2:**" in document


def test_a_time_leads_into_the_recording_beside_the_document_and_nowhere_else() -> None:
    _, blocks = parsed(render(_NEWS, "markdown"))
    links = [
        str(token.attrs["href"])
        for block in blocks
        for token in block.children or ()
        if token.type == "link_open"
    ]
    assert links[:2] == ["late%20show.mp4#t=0.00", "late%20show.mp4#t=1.00"]
    assert links[-1] == "https://news.example/view?id=1&x=%282%29"
    bare = render(replace(_NEWS, recording=None, source=Source("x", "javascript:alert(1)")), "markdown")
    assert not any(token.type == "link_open" for block in parsed(bare)[1] for token in block.children or ())


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=30).filter(one_line))
def test_whatever_is_said_is_shown_as_it_is(said: str) -> None:
    part = Paragraph(0.0, 1.0, None, said)
    shown = texts(render(Transcript("en", (), paragraphs=(part,)), "markdown", ArticleStyle(Timestamps.NONE)))
    assert [" ".join(one.split()) for one in shown] == [" ".join(one_line(said).split())]


@pytest.mark.parametrize("said", ["# Rain", "1. Rain", "- Rain", "<b>Rain</b>", "[x](y)", "| a | b |", "==="])
def test_nothing_said_becomes_a_heading_a_list_or_a_tag(said: str) -> None:
    part = Paragraph(0.0, 1.0, None, said)
    document = render(Transcript("en", (), paragraphs=(part,)), "markdown", ArticleStyle(Timestamps.NONE))
    kinds = [block.type for block in parsed(document)[1]]
    assert kinds == ["paragraph_open", "inline", "paragraph_close"]
    assert texts(document) == [said]
