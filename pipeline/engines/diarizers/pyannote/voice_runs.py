"""A second look at one local voice of a window: is each stretch that it speaks in a row the same person's?

The segmentation now and then hears two people who follow each other as one, most of all where both sound
alike. Their voices, told apart stretch by stretch, do not.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage

GAP = 0.2
"""Seconds of silence of a voice that end a run."""
LONGEST_UNTOLD = 1.0
"""Seconds under which a run is too short to be told; it goes with the nearest longer one."""
APART = 0.6
"""Cosine distance from which two runs are two people's. On 15 recordings 179 pairs of runs of one person were
at most 0.57 apart, and 26 of two people at least 0.56, half of them more than 0.76."""


def runs_of(mask: NDArray[np.float32], seconds_a_frame: float) -> list[tuple[int, int]]:
    """First frame and the one after the last of each stretch that `mask`, (frames,), is on."""
    edges = np.flatnonzero(np.diff(mask > 0.5, prepend=False, append=False)).reshape(-1, 2)
    runs: list[tuple[int, int]] = []
    for start, end in edges.tolist():
        if runs and (start - runs[-1][1]) * seconds_a_frame < GAP:
            start = runs.pop()[0]
        runs.append((start, end))
    return runs


def parted(
    mask: NDArray[np.float32],
    seconds_a_frame: float,
    tell: Callable[[NDArray[np.float32]], NDArray[np.float32]],
) -> NDArray[np.float32]:
    """One mask a person, (persons, frames), from that of a local voice, (frames,); mostly it is one.

    `tell` gives a voice (runs, dimensions) for each of some masks (runs, frames), NaN where it cannot.
    """
    runs = runs_of(mask, seconds_a_frame)
    long = [run for run in runs if (run[1] - run[0]) * seconds_a_frame >= LONGEST_UNTOLD]
    if len(long) < 2:
        return mask[None]
    voices = tell(np.stack([_only(mask, run) for run in long]))
    known = np.isfinite(voices.sum(axis=1))
    long, voices = [long[index] for index in np.flatnonzero(known)], voices[known]
    if len(long) < 2:
        return mask[None]
    persons = fcluster(linkage(voices, "average", metric="cosine"), APART, criterion="distance") - 1
    if not persons.any():
        return mask[None]
    masks = np.zeros((persons.max() + 1, len(mask)), dtype=mask.dtype)
    for run in runs:
        nearest = min(range(len(long)), key=lambda index: _between(run, long[index]))
        masks[persons[nearest]] += _only(mask, run)
    return masks


def _only(mask: NDArray[np.float32], run: tuple[int, int]) -> NDArray[np.float32]:
    part = np.zeros_like(mask)
    part[run[0] : run[1]] = mask[run[0] : run[1]]
    return part


def _between(run: tuple[int, int], other: tuple[int, int]) -> int:
    return max(run[0] - other[1], other[0] - run[1])
