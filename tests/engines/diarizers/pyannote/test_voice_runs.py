"""Two people whom the segmentation heard as one are parted; one person never is. One character is 0.1 s."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.engines.diarizers.pyannote.voice_runs import parted, runs_of

Tell = Callable[[NDArray[np.float32]], NDArray[np.float32]]


def mask(drawn: str) -> NDArray[np.float32]:
    """1 where anything is drawn."""
    return np.array([character != "." for character in drawn], dtype=np.float32)


def people(drawn: str) -> Tell:
    """A voice for each mask: that of the letter most of it lies on, or none where that is `?`."""

    def tell(masks: NDArray[np.float32]) -> NDArray[np.float32]:
        rows = []
        for row in masks:
            under = [character for character, on in zip(drawn, row, strict=True) if on]
            known = max(set(under), key=under.count)
            rows.append([np.nan] * 3 if known == "?" else [float(known == letter) + 0.01 for letter in "ABC"])
        return np.array(rows, dtype=np.float32)

    return tell


def drawn_again(masks: NDArray[np.float32]) -> list[str]:
    """`#` where a mask is on."""
    return ["".join("#" if on else "." for on in row) for row in masks]


@pytest.mark.parametrize(
    ("heard", "persons"),
    [
        ("AAAAAAAAAAAA..BBBBBBBBBBBB", ["############..............", "..............############"]),
        ("AAAAAAAAAAAA..AAAAAAAAAAAA", ["############..############"]),
        ("AAAAAAAAAAAABBBBBBBBBBBBBB", ["##########################"]),  # no pause to cut at
        ("AAAAAAAAAAAA..BBBBB.......", ["############..#####......."]),  # too short to be told
        ("AAAAAAAAAAAA..????????????", ["############..############"]),  # cannot be told
        ("..........................", [".........................."]),
    ],
)
def test_a_local_voice_is_parted_at_pauses_where_the_voices_differ(heard: str, persons: list[str]) -> None:
    assert sorted(drawn_again(parted(mask(heard), 0.1, people(heard)))) == sorted(persons)


def test_a_person_who_comes_back_is_one_and_short_runs_go_with_the_nearest() -> None:
    heard = "AAAAAAAAAA..BBBBBBBBBB..B....A..AAAAAAAAAA"
    masks = parted(mask(heard), 0.1, people(heard))
    assert len(masks) == 2
    assert np.array_equal(masks.sum(axis=0), mask(heard)), "every frame goes to exactly one person"
    first = next(row for row in masks if row[0])
    assert first[-1] == 1.0, "A comes back"
    assert (first[24], first[29]) == (0.0, 1.0)


def test_pauses_under_a_fifth_of_a_second_do_not_end_a_run() -> None:
    assert runs_of(mask("##.##..##"), 0.1) == [(0, 5), (7, 9)]
