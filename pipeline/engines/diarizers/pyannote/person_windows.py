"""What each person says in each window, made only when it is asked for.

pyannote.audio's reconstruction makes it for all windows at once, in 64 bits: twice 8.5 MB an hour and
person with windows 2 s apart. It then adds the windows up one after the other, which is all that this
serves.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from pyannote.core import Segment, SlidingWindowFeature


class PersonWindows(SlidingWindowFeature):  # type: ignore[misc]  # pyannote.core has no types
    """Iterates over each window's time and who speaks (frames, persons); NaN for who is not in it."""

    def __init__(self, segmentations: SlidingWindowFeature, persons: NDArray[np.int64]) -> None:
        """`persons` (windows, speakers) says who each local speaker is; a negative number is nobody."""
        shape = (*segmentations.data.shape[:2], int(persons.max()) + 1)
        super().__init__(np.broadcast_to(np.float32(np.nan), shape), segmentations.sliding_window)
        self._active = segmentations.data
        self._persons = persons

    def __iter__(self) -> Iterator[tuple[Segment, NDArray[np.float64]]]:
        for index, (active, persons) in enumerate(zip(self._active, self._persons, strict=True)):
            said = np.full(self.data.shape[1:], np.nan)
            for person in np.unique(persons[persons >= 0]):
                said[:, person] = active[:, persons == person].max(axis=1)
            yield self.sliding_window[index], said
