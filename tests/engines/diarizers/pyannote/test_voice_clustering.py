"""Clustering that takes short voices and long recordings. (Marked: pyannote.audio takes its time.)"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

pytestmark = [pytest.mark.models, pytest.mark.usefixtures("pyannote")]


@pytest.fixture
def clustering(monkeypatch: pytest.MonkeyPatch) -> Any:
    """One that clusters 40 voices at once."""
    from pipeline.engines.diarizers.pyannote import voice_clustering

    monkeypatch.setattr(voice_clustering, "_MOST", 40)
    made = voice_clustering.VoiceClustering(metric="cosine")
    return made.instantiate({"method": "centroid", "threshold": 0.85, "min_cluster_size": 4})


def voices(*people: int) -> NDArray[np.float32]:
    """A voice each, close to the others of the same person."""
    noise = np.random.default_rng(1).normal(0, 0.02, (len(people), 8))
    return (np.eye(8)[list(people)] + noise).astype(np.float32)


def same(labels: NDArray[np.int64], people: list[int]) -> bool:
    """Whether labels and people stand for each other one to one."""
    pairs = set(zip(labels.tolist(), people, strict=True))
    return len(pairs) == len(set(labels.tolist())) == len(set(people))


def test_of_many_voices_those_not_drawn_go_to_the_nearest_person(clustering: Any) -> None:
    people = [0, 1, 1, 2] * 100
    assert same(clustering.cluster(voices(*people), 1, 400), people)


def test_who_is_not_among_the_drawn_is_found_among_the_rest(clustering: Any) -> None:
    people = [0] * 500 + [1] * 6 + [2] * 500  # about every 26th voice is drawn
    found = clustering.cluster(voices(*people), 1, 1006)
    assert same(found, people)


def test_no_more_people_are_found_than_were_asked_for(clustering: Any) -> None:
    people = [0] * 500 + [1] * 6 + [2] * 500
    assert len(set(clustering.cluster(voices(*people), 2, 2, 2).tolist())) == 2
    assert len(set(clustering.cluster(voices(*people), 1, 2).tolist())) == 2


def test_a_voice_heard_for_a_second_of_a_window_counts(clustering: Any) -> None:
    from pyannote.core import SlidingWindow, SlidingWindowFeature

    active = np.zeros((3, 100, 1), dtype=np.float32)
    active[0, :9], active[1, :11], active[2, :30] = 1.0, 1.0, 1.0
    segmentations = SlidingWindowFeature(active, SlidingWindow(duration=10.0, step=1.0))
    kept, windows, _ = clustering.filter_embeddings(voices(0, 0, 0)[:, None], segmentations)
    assert windows.tolist() == [1, 2]
    assert kept.shape == (2, 8)
