"""Words in place of others: times that never go back, never leave the stretch, and are never nothing."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.rewording import reworded
from pipeline.transcript.model import Word

_OLD = tuple(Word(float(n), n + 1.0, text, 0.9) for n, text in enumerate("The ships lie still".split()))
_TEXTS = st.lists(st.sampled_from("The ships lie still Rudd a".split()), min_size=1, max_size=9)


def test_words_that_stay_keep_time_and_probability() -> None:
    new = reworded(_OLD, "The old ships lie")
    assert [word.text for word in new] == ["The", "old", "ships", "lie"]
    assert new[2:] == _OLD[1:3]
    assert (new[0].start, new[1].end) == (0.0, 1.0)
    assert new[0].end == new[1].start


def test_words_that_are_added_at_the_beginning_take_time_from_the_one_after_them() -> None:
    new = reworded(_OLD, "And The ships lie still")
    assert [word.text for word in new] == ["And", "The", "ships", "lie", "still"]
    assert new[0].start == 0.0
    assert 0.0 < new[0].end == new[1].start < new[1].end == 1.0
    assert new[2:] == _OLD[1:]


@given(_TEXTS)
def test_times_never_go_back_never_leave_the_stretch_and_are_never_nothing(texts: list[str]) -> None:
    new = reworded(_OLD, " ".join(texts))
    assert [word.text for word in new] == texts
    assert all(word.start < word.end for word in new)
    assert all(one.end <= other.start + 1e-9 for one, other in pairwise(new))
    assert new[0].start >= 0.0
    assert new[-1].end <= 4.0
