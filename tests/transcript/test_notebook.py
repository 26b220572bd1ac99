"""What a notebook shows of a transcript."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

from pipeline import Paragraph, Role, Speaker, Transcript, Utterance
from pipeline.transcript.model import Source
from pipeline.transcript.recording import Recording
from tests.golden import TRANSCRIPT

_SHORT = Transcript("en", (Utterance(61.0, 63.5, "S1", 'Tea < coffee & "milk".'),))


def shown(transcript: Transcript) -> str:
    """The text of what a notebook shows; fails where the HTML is not well nested."""
    parser = _Text()
    parser.feed(transcript._repr_html_())
    parser.close()
    assert parser.open == []
    return re.sub(r"\s+", " ", " ".join(parser.texts)).strip()


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_it_says_what_it_is_of_who_speaks_and_how_it_begins() -> None:
    text = shown(Transcript.load(TRANSCRIPT))
    assert text.startswith("Harbour bridge reopens with a toll for every driver 2025/03/14 18:30")
    assert "S1 anchor" in text
    assert "Clara Hughes" in text
    assert "00:00:03 S1 The old bridge across the harbor opens to traffic again on Monday" in text
    assert re.search(r"… and \d+ more\.$", text)
    assert len(text) < 2500


def test_what_is_said_cannot_become_a_page_s_own_code() -> None:
    evil = "<script>alert(1)</script>"
    transcript = Transcript(
        evil,
        (Utterance(0.0, 1.0, evil, evil),),
        recording=Recording(evil, evil, 1.0),
        title=evil,
        source=Source(evil, evil),
        speakers=(Speaker(evil, Role.EXPERT, evil),),
        paragraphs=(Paragraph(0.0, 1.0, evil, evil, quoted=True),),
    )
    for value in (transcript, replace(transcript, paragraphs=())):
        assert "<script" not in value._repr_html_()
        assert shown(value).count(evil) >= 5


def test_the_least_that_a_transcript_can_be_is_shown_too() -> None:
    assert shown(_SHORT) == 'Without a title en 00:01:01 S1 Tea < coffee & "milk".'
    assert shown(Transcript("en", ())) == "Without a title en"


def test_a_quote_stands_in_quotation_marks() -> None:
    quote = Paragraph(0.0, 1.0, "S1", "It is fair.", quoted=True)
    assert shown(replace(_SHORT, paragraphs=(quote,))).endswith("00:00:00 S1 “It is fair.”")
