"""What is shown of a passage."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.archive.query import Query
from pipeline.archive.snippet import snippet


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("ferry", [("The ", False), ("ferry", True), (" strike of the U.S. crews.", False)]),
        ('"ferry strike"', [("The ", False), ("ferry", True), (" ", False), ("strike", True),
                            (" of the U.S. crews.", False)]),
        ("cre*", [("The ferry strike of the U.S. ", False), ("crews", True), (".", False)]),
        ("us -ferry", [("The ferry strike of the ", False), ("U.S.", True), (" crews.", False)]),
        ("", [("The ferry strike of the U.S. crews.", False)]),
    ],
)  # fmt: skip
def test_the_words_that_were_asked_for_are_made_visible(asked: str, shown: list[tuple[str, bool]]) -> None:
    assert list(snippet("The ferry strike of the U.S. crews.", Query(asked).shown)) == shown


def test_of_a_long_passage_the_part_around_the_first_is_shown() -> None:
    words = [f"w{number}" for number in range(100)]
    pieces = snippet(" ".join(words), Query("w50").shown)
    text = "".join(piece for piece, _ in pieces)
    assert text.startswith("…w44")
    assert text.endswith("w67…")
    assert ("w50", True) in pieces


@given(st.text(max_size=200), st.text(max_size=20))
def test_whatever_is_shown_stands_in_the_passage(text: str, asked: str) -> None:
    pieces = snippet(text, Query(asked).shown)
    shown = "".join(piece for piece, _ in pieces)
    assert shown.removeprefix("…").removesuffix("…") in text or "…" in text
    assert all(piece for piece, _ in pieces)
    assert all(one[1] is not other[1] for one, other in pairwise(pieces))
