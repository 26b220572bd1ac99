"""When a voice is sure enough to be quoted."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.roles.caution import STRICT, TOLD


@pytest.mark.parametrize(
    ("chances", "cues", "strict", "told"),
    [
        ((0.02, 0.03, 0.95), (), False, False),
        ((0.1, 0.1, 0.8), (), True, False),
        ((0.02, 0.03, 0.95), ("is_brought_in_as_colleague",), True, True),
        ((0.05, 0.9, 0.05), (), False, False),
        ((0.45, 0.45, 0.1), (), False, False),
        ((0.3, 0.4, 0.3), (), True, False),
        ((0.2, 0.25, 0.55), (), True, True),
    ],
)
def test_where_nothing_was_told_more_is_wanted_for_a_quote_and_for_narration(
    chances: tuple[float, ...], cues: tuple[str, ...], strict: bool, told: bool
) -> None:
    assert STRICT.is_unsure(np.array(chances), cues) is strict
    assert TOLD.is_unsure(np.array(chances), cues) is told
