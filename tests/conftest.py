"""Shared by all tests. Hypothesis tries the same moderate number of examples on every run.

`pytest --hypothesis-profile=explore` tries many others, different ones each time.
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # as the command line does, before the libraries load
os.environ.setdefault("KMP_BLOCKTIME", "0")

import pytest
from hypothesis import settings

from pipeline import Pipeline
from pipeline.errors import ModelError

settings.register_profile("steady", max_examples=40, deadline=None, derandomize=True, database=None)
settings.register_profile("explore", max_examples=400, deadline=None)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def newsroom() -> Pipeline:
    """The starter engines, loaded once. On CI they must be there; elsewhere their tests skip, saying why."""
    try:
        return Pipeline.load("starter", diarizer="starter")
    except ModelError as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(error))
