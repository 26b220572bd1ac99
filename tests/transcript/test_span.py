"""Spans and their union."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.transcript.span import Span, union

_SPANS = st.lists(
    st.builds(lambda start, length: Span(start, start + length), st.integers(0, 50), st.integers(0, 9)),
    max_size=12,
)


@pytest.mark.parametrize("bounds", [(2.0, 1.0), (math.nan, 1.0), (0.0, math.nan), (0.0, math.inf)])
def test_a_span_that_is_no_stretch_of_time_is_refused(bounds: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match=r"finite|before it starts"):
        Span(*bounds)


def test_a_span_may_be_a_single_moment() -> None:
    assert Span(3.0, 3.0).duration == 0.0


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        (Span(0, 4), Span(3, 9), 1),
        (Span(0, 9), Span(3, 5), 2),
        (Span(0, 3), Span(3, 5), 0),
        (Span(0, 1), Span(3, 5), 0),
    ],
)
def test_overlap_is_the_time_shared_whichever_is_asked(one: Span, other: Span, shared: float) -> None:
    assert one.overlap(other) == other.overlap(one) == shared


def test_union_joins_what_overlaps_or_touches_and_sorts() -> None:
    assert union([Span(6, 8), Span(0, 2), Span(2, 3), Span(7, 9)]) == (Span(0, 3), Span(6, 9))


def test_union_keeps_the_longer_end_of_a_span_inside_another() -> None:
    assert union([Span(0, 10), Span(2, 3)]) == (Span(0, 10),)


def test_union_bridges_gaps_up_to_the_length_allowed() -> None:
    assert union([Span(0, 1), Span(3, 4), Span(7, 8)], bridge=2.0) == (Span(0, 4), Span(7, 8))


@given(_SPANS)
def test_union_covers_the_same_seconds_with_gaps_in_between(spans: list[Span]) -> None:
    joined = union(spans)

    def seconds(parts: list[Span]) -> set[int]:
        return {second for part in parts for second in range(int(part.start), int(part.end))}

    assert seconds(list(joined)) == seconds(spans)
    assert all(left.end < right.start for left, right in pairwise(joined))


@given(_SPANS, st.integers(0, 5))
def test_union_of_a_union_changes_nothing(spans: list[Span], bridge: int) -> None:
    once = union(spans, bridge=bridge)
    assert union(once, bridge=bridge) == once


@pytest.mark.parametrize("time", [1e308, -1e308, 1e9])
def test_a_time_beyond_any_recording_is_refused(time: float) -> None:
    with pytest.raises(ValueError, match="times must be under 100,000,000 seconds"):
        Span(min(0.0, time), max(0.0, time))
