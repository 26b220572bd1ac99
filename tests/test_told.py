"""What the length and the checksum that others tell add to what the media itself says."""

from __future__ import annotations

import pytest

from pipeline.media.sidecar import Comparison
from pipeline.told import contradicted
from pipeline.transcript.holes import DOUBTFUL, MISSING
from pipeline.transcript.parts import Excluded


@pytest.mark.parametrize("expected", [None, 99.0, 100.0, 101.0])
def test_a_length_that_is_told_to_the_second_contradicts_nothing(expected: float | None) -> None:
    assert contradicted(100.0, expected, (), ()) == ()


def test_what_is_too_short_is_missing_at_its_end_and_what_is_too_long_is_doubtful() -> None:
    said = "it should last 130 s and lasts 100 s"
    assert contradicted(100.0, 130.0, (), ()) == (Excluded(100.0, 130.0, MISSING, evidence=said),)
    said = "it should last 70 s and lasts 100 s"
    assert contradicted(100.0, 70.0, (), ()) == (Excluded(70.0, 100.0, DOUBTFUL, evidence=said),)


def test_what_the_media_itself_announces_is_not_told_twice() -> None:
    known = Excluded(100.0, 129.5, MISSING, evidence="it announces 129.5 s and holds 100 s")
    assert contradicted(100.0, 130.0, (), (known,)) == (known,)
    elsewhere = Excluded(10.0, 12.0, MISSING)
    assert len(contradicted(100.0, 130.0, (), (elsewhere,))) == 2


def test_another_checksum_makes_all_of_it_doubtful() -> None:
    sidecars = (Comparison(wrong="its MD5 is another"), Comparison(unusable="no"), Comparison())
    assert contradicted(100.0, None, sidecars, ()) == (
        Excluded(0.0, 100.0, DOUBTFUL, evidence="its MD5 is another"),
    )
