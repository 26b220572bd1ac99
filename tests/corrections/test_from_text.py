"""An article that was corrected elsewhere comes back as corrections."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.corrections.from_text import from_text
from pipeline.corrections.places import CorrectionError
from pipeline.formats import render
from pipeline.formats.article import ArticleStyle, Timestamps
from pipeline.transcript.json_file import to_json
from pipeline.transcript.model import Excluded
from tests.support.corrected import FERRY, article, correcting

_STYLES = [ArticleStyle(when) for when in Timestamps]


def printed(style: ArticleStyle) -> str:
    """FERRY's article, with head and foot."""
    headed = correcting().title("Ferry strike").published("2025-05-02").source("Example News").transcript
    return render(headed, "article", style)


@pytest.mark.parametrize("style", _STYLES)
def test_an_article_that_nobody_changed_corrects_nothing(style: ArticleStyle) -> None:
    headed = correcting().title("Ferry strike").published("2025-05-02").source("Example News")
    compared = from_text(headed, printed(style))
    assert (compared.corrections, compared.unplaced) == (headed, ())


@pytest.mark.parametrize("style", _STYLES)
@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("second week", "third week", {1: "The strike enters its third week."}),
        ("Kevin Rut expects", "Kevin Rudd hardly expects",
         {3: "The ships lie still, and Kevin Rudd hardly expects no quick end."}),
        ('"We want an answer. I think they owe us one."',
         "\u201cWe want an answer, and they owe us one.\u201d",
         {5: '"We want an answer, and they owe us one."'}),
        ('"We want an answer. I think they owe us one."', "We want an answer. I think they owe us one.",
         {5: "We want an answer.", 6: "I think they owe us one."}),
        ("angry.", "angry!", {4: "Mr. Rut's crews are angry!"}),
    ],
)  # fmt: skip
def test_what_was_reworded_is_a_correction(
    style: ArticleStyle, before: str, after: str, expected: dict[int, str]
) -> None:
    edited = printed(style).replace(before, after)
    assert edited != printed(style)
    compared = from_text(correcting(), edited.split("\n\n", 2)[2].replace("\n\nExample News\n", "\n"))
    assert compared.unplaced == ()
    corrected = compared.corrections
    now = article(corrected.transcript)
    assert {number: now[number] for number in expected} == expected
    steps = len({edit.step for edit in corrected.transcript.edits})
    assert to_json(corrected.undo(steps).transcript) == to_json(FERRY)


def test_paragraphs_that_were_joined_divided_taken_out_and_added_are_understood() -> None:
    lines = article(FERRY)
    edited = [
        *lines[:3],
        f"{lines[3]} {lines[4]}",
        lines[5],
        "The owners say they will meet the crews again.",
        "In the course of the week.",
        lines[8],
        "More about it at ten o'clock on this channel.",
    ]
    compared = from_text(correcting(), "\n\n".join(edited))
    assert article(compared.corrections.transcript) == edited[:-1]
    assert compared.unplaced == ("added: More about it at ten o'clock on this channel.",)


def test_an_article_of_something_else_is_refused() -> None:
    with pytest.raises(CorrectionError, match="not one of this transcript"):
        from_text(correcting(), "The museum opens.\n\nIts hall is new and very large.\n\nNobody came.")
    with pytest.raises(CorrectionError, match="not one of this transcript"):
        from_text(correcting(), "\n")


def test_lines_about_what_is_missing_of_the_recording_are_not_taken_for_paragraphs() -> None:
    holes = (
        Excluded(12.0, 13.0, "missing"), Excluded(20.0, 141.5, "missing"), Excluded(33.0, 33.0, "doubtful"),
        Excluded(34.4, 34.4, "missing"),
    )  # fmt: skip
    broken = replace(FERRY, excluded=holes)
    article = str(render(broken, "article"))
    assert article.count("[") - article.count("[00:") == 4
    assert from_text(correcting(broken), article).unplaced == ()
