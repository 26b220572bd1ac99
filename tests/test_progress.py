"""How far the work on a recording is."""

from __future__ import annotations

from itertools import pairwise

import pytest

from pipeline.progress import Stage, share_done


def test_a_recording_goes_from_nothing_to_all_of_it() -> None:
    assert share_done(Stage.DECODE, 0.0) == 0.0
    assert share_done(Stage.RECOGNIZE, 1.0) == pytest.approx(1.0)


@pytest.mark.parametrize(("stage", "following"), list(pairwise(Stage)))
def test_a_stage_begins_where_the_one_before_it_ended(stage: Stage, following: Stage) -> None:
    assert share_done(following, 0.0) == pytest.approx(share_done(stage, 1.0))
