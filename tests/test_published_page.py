"""The article's form: what was written, and the page to reproduce, read back."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest

from pipeline.corrections.relabel import relabel
from pipeline.formats.article import ArticleStyle, Timestamps, write_article
from pipeline.transcript.model import Role, Source, Speaker, Transcript, Utterance
from tests.support.published_page import PageParagraph, PublishedPage, read_page

_REFERENCE = Path(__file__).parents[2] / "shared" / "reference" / "published-page.txt"

_PAGE = """Bridge reopens

Published on: 2025/03/14 18:30

Bridge reopens
Sentences Mode

The bridge, called a "rusty giant", is open.

“It was time. We waited.”

<div></div>

Example News https://news.example/view?id=1

Comments

You must be logged in to add a comment.
"""


def test_a_page_is_read_without_its_furniture() -> None:
    page = read_page(_PAGE)
    assert (page.title, page.published) == ("Bridge reopens", "2025-03-14T18:30")
    assert (page.source, page.url) == ("Example News", "https://news.example/view?id=1")
    assert page.paragraphs == (
        PageParagraph('The bridge, called a "rusty giant", is open.', quoted=False),
        PageParagraph("It was time. We waited.", quoted=True),
    )


def test_a_paragraph_that_begins_and_ends_with_phrases_in_marks_is_no_quote() -> None:
    (paragraph,) = read_page('"Small deal" is what they call the "big one."').paragraphs
    assert not paragraph.quoted


def test_times_are_taken_off() -> None:
    assert read_page("[00:00:07] It rains.").paragraphs == (PageParagraph("It rains.", quoted=False),)


def test_what_a_page_does_not_say_is_not_known() -> None:
    page = read_page("It rains.")
    assert (page.title, page.published, page.source, page.url) == (None, None, None, None)


@pytest.mark.parametrize("timestamps", list(Timestamps))
def test_an_article_of_our_own_reads_back_as_it_was(timestamps: Timestamps) -> None:
    said = (
        Utterance(0.0, 4.0, "S1", "Good evening to you all tonight. The pier is closed again this week."),
        Utterance(4.0, 8.0, "S2", "We will rebuild it. That is a promise."),
    )
    speakers = (Speaker("S1", Role.ANCHOR), Speaker("S2", Role.EXPERT))
    source = Source("Example News", "https://news.example/1")
    transcript = relabel(
        Transcript("en", said, title="Pier closed", published="2025-02-04", source=source, speakers=speakers)
    )
    page = read_page(write_article(transcript, ArticleStyle(timestamps)))
    assert (page.title, page.published) == ("Pier closed", "2025-02-04")
    assert (page.source, page.url) == (source.name, source.url)
    assert [(p.text, p.quoted) for p in page.paragraphs] == [
        (p.text, p.quoted) for p in transcript.paragraphs
    ]


def turns(page: PublishedPage) -> Iterator[tuple[str, str]]:
    """The reference page as its README tells who speaks: (voice, all of a turn's words)."""
    body = page.paragraphs
    asked = {index for index, paragraph in enumerate(body) if paragraph.text.rstrip('"').endswith("?")}
    short = {index - 1 for index in asked if len(body[index].text.split()) < 5}
    anchor = {*range(5), *asked, *short, len(body) - 3, len(body) - 2}
    voices = [
        f"Q{index}" if paragraph.quoted else "anchor" if index in anchor else "reporter"
        for index, paragraph in enumerate(body)
    ]
    for voice, group in groupby(zip(voices, body, strict=True), key=lambda pair: pair[0]):
        yield voice, " ".join(paragraph.text for _, paragraph in group)


@pytest.mark.skipif(not _REFERENCE.exists(), reason="the published page to reproduce is not here")
def test_the_reference_page_given_as_turns_with_roles_renders_back_line_for_line() -> None:
    page = read_page(_REFERENCE.read_text("utf-8"))
    assert sum(paragraph.quoted for paragraph in page.paragraphs) == 5
    said = list(turns(page))
    utterances = [Utterance(10.0 * n, 10.0 * n + 9, voice, text) for n, (voice, text) in enumerate(said)]
    roles = {"anchor": Role.ANCHOR, "reporter": Role.CORRESPONDENT}
    speakers = [Speaker(voice, roles.get(voice, Role.EXPERT)) for voice in dict.fromkeys(v for v, _ in said)]
    transcript = Transcript(
        "en", tuple(utterances), title=page.title, published=page.published,
        source=Source(page.source, page.url), speakers=tuple(speakers),
    )  # fmt: skip
    written = write_article(relabel(transcript), ArticleStyle(Timestamps.NONE)).splitlines()
    marks = str.maketrans("“”’", '""\'')
    lines = _REFERENCE.read_text("utf-8").translate(marks).splitlines()
    title, _, date, _, _, _, _, *body = lines
    end = next(index for index, line in enumerate(body) if line.startswith("<div>"))
    source = next(line for line in body[end:] if "http" in line)
    assert [line for line in written if line] == [line for line in (title, date, *body[:end], source) if line]
