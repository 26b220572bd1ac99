"""pyannote.audio's agglomerative clustering, for short voices and for long recordings.

Two things are ours. Voices heard for less than a fifth of a window are clustered too, not only assigned: a
sound bite of two seconds is somebody. And what goes through the clustering, which grows with more than the
square of the number of voices, is capped.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from pyannote.audio.pipelines.clustering import AgglomerativeClustering
from pyannote.core import SlidingWindowFeature

_SHARE = 0.1
"""Of a window, 1 s of 10: a voice heard for less does not count in the clustering. pyannote.audio has 0.2."""
_MOST = 4000
"""Voices that are clustered at once: those of about 50 minutes."""
_STRANGE = 0.6
"""Cosine distance from every known person at which a voice is somebody else's; see `voice_runs.APART`."""


class VoiceClustering(AgglomerativeClustering):
    """Agglomerative clustering whose time grows with the length of the recording, not with its cube."""

    def filter_embeddings(
        self,
        embeddings: NDArray[np.float32],
        segmentations: SlidingWindowFeature | None = None,
        min_active_ratio: float = _SHARE,
    ) -> tuple[NDArray[np.float32], NDArray[np.int64], NDArray[np.int64]]:
        """The voices (n, dimensions) that are clustered, and their windows and local speakers."""
        found: tuple[NDArray[np.float32], NDArray[np.int64], NDArray[np.int64]] = super().filter_embeddings(
            embeddings, segmentations, min_active_ratio
        )
        return found

    def cluster(
        self,
        embeddings: NDArray[np.float32],
        min_clusters: int | None = None,
        max_clusters: int | None = None,
        num_clusters: int | None = None,
    ) -> NDArray[np.int64]:
        """Persons (n,), counted from 0, of voices (n, dimensions).

        Of more than 4000 voices, so many are drawn evenly and clustered; the others go to the nearest person.
        Where nobody is near enough, and no number was asked for, they are clustered among themselves.
        """
        if len(embeddings) <= _MOST:
            return self._among_themselves(embeddings, min_clusters, max_clusters, num_clusters)
        unit = embeddings / np.linalg.norm(embeddings, axis=1, keepdims=True)
        drawn = np.linspace(0, len(unit) - 1, _MOST).round().astype(int)
        labels = self._among_themselves(unit[drawn], min_clusters, max_clusters, num_clusters)
        persons = np.stack([unit[drawn][labels == person].mean(axis=0) for person in range(labels.max() + 1)])
        likeness = unit @ (persons / np.linalg.norm(persons, axis=1, keepdims=True)).T
        result: NDArray[np.int64] = likeness.argmax(axis=1)
        result[drawn] = labels
        strange = likeness.max(axis=1) < 1 - _STRANGE
        strange[drawn] = False
        if num_clusters is None and strange.sum() >= self.min_cluster_size:
            room = None if max_clusters is None else max_clusters - len(persons)
            if room is None or room > 0:
                result[strange] = len(persons) + self.cluster(unit[strange], 1, room)
        return result

    def _among_themselves(
        self,
        embeddings: NDArray[np.float32],
        min_clusters: int | None,
        max_clusters: int | None,
        num_clusters: int | None,
    ) -> NDArray[np.int64]:
        least = 1 if min_clusters is None else min_clusters
        most = len(embeddings) if max_clusters is None else max_clusters
        labels = super().cluster(embeddings.copy(), least, most, num_clusters)  # it normalises in place
        return np.unique(labels, return_inverse=True)[1]
