"""How decoding is shared out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.engines.recognizers.whisper.ctranslate.workers import Workers

_BASE, _LARGE = 37_000_000, 492_000_000


def test_every_core_decodes_windows_of_its_own() -> None:
    assert Workers.of(2, _BASE) == Workers(2, 1, 8)
    assert Workers.of(1, _BASE) == Workers(1, 1, 4)


def test_windows_of_a_large_model_are_no_more_than_memory_holds() -> None:
    assert Workers.of(16, _LARGE) == Workers(1, 16, 4)
    assert Workers.of(2, 1 << 40) == Workers(1, 2, 1)


@given(cores=st.integers(1, 64), window=st.integers(1, 1 << 40), rows=st.integers(0, 300))
def test_every_window_is_given_to_one_worker(cores: int, window: int, rows: int) -> None:
    workers = Workers.of(cores, window)
    shares = workers.shares(rows)
    assert [row for share in shares for row in range(rows)[share]] == list(range(rows))
    assert len(shares) <= workers.count <= cores
    assert workers.count * workers.threads <= cores
