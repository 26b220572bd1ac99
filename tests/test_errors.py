"""Errors as they travel between processes."""

from __future__ import annotations

import importlib
import pickle
import pkgutil
from collections.abc import Iterator

import pipeline
from pipeline.errors import PipelineError, unexpected


def kinds(of: type[PipelineError] = PipelineError) -> Iterator[type[PipelineError]]:
    """An error and all that are more particular."""
    yield of
    for kind in of.__subclasses__():
        yield from kinds(kind)


def test_every_error_arrives_with_its_kind_its_message_and_its_hint() -> None:
    for module in pkgutil.walk_packages(pipeline.__path__, "pipeline."):
        if module.name.startswith("pipeline.models"):  # further kinds are defined there
            importlib.import_module(module.name)
    assert len(set(kinds())) >= 11
    for kind in kinds():
        arrived = pickle.loads(pickle.dumps(kind("It broke.", hint="Mend it.")))
        assert (type(arrived), arrived.message, arrived.hint) == (kind, "It broke.", "Mend it.")
        assert (str(arrived), arrived.exit_code) == ("It broke. Mend it.", kind.exit_code)


def test_what_nobody_expected_says_what_it_was() -> None:
    error = unexpected(ZeroDivisionError("division by zero"))
    assert str(error) == "Unexpected ZeroDivisionError: division by zero."
    assert error.exit_code == 1
