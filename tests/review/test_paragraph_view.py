"""What the page is told of paragraphs and of what is not printed."""

from __future__ import annotations

from dataclasses import replace

from pipeline.review.paragraph_view import gap_views, paragraph_views
from pipeline.transcript.model import Excluded
from tests.support.corrected import FERRY, correcting


def test_words_stand_where_a_browser_counts_them_and_are_heard_in_milliseconds() -> None:
    (_, first), *_ = paragraph_views(FERRY).values()
    assert first["text"] == "Good evening."
    assert first["words"] == ((0, 4, 0, 500), (5, 12, 500, 1000))
    smiled = correcting().rewrite("0:00", "Good 😀 evening.").transcript
    (_, first), *_ = paragraph_views(smiled).values()
    assert [word[:2] for word in first["words"]] == [(0, 4), (5, 7), (8, 15)]


def test_what_was_recognised_is_told_only_where_people_changed_it() -> None:
    views = [view for _, view in paragraph_views(correcting().rewrite("0:07", "They move.").transcript).values()]
    assert [view["heard"] for view in views if view["heard"]] == [
        "The ships lie still, and Kevin Rut expects no quick end."
    ]


def test_what_follows_from_the_same_is_taken_over_and_nothing_else() -> None:
    before = paragraph_views(FERRY)
    after = paragraph_views(correcting().rewrite("0:07", "They move.").transcript, before)
    same = [key for key in after if key in before and after[key][1] is before[key][1]]
    assert len(same) == len(FERRY.paragraphs) - 1
    listened = paragraph_views(correcting().checked("0:07").transcript, before)
    assert [view["checked"] for _, view in listened.values()].count(True) == 1


def test_what_was_left_out_is_told_with_its_words_and_what_is_missing_without() -> None:
    dropped = correcting().drop(13.0, 15.4).transcript
    holes = (
        Excluded(20.0, 20.2, "missing"), Excluded(21.0, 23.0, "missing"), Excluded(24.0, 25.0, "doubtful"),
    )  # fmt: skip
    gaps = gap_views(replace(dropped, excluded=(*dropped.excluded, *holes)))
    assert [(gap["what"], gap["text"], gap["speaker"], gap["back"]) for gap in gaps] == [
        ("A stretch", "Mr. Rut's crews are angry.", "S2", True),
        ("2 seconds missing", "", None, False),
        ("1 second damaged", "", None, False),
    ]
