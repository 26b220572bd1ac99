"""`pipeline schema`, as typed."""

from __future__ import annotations

import json

import pytest

from pipeline.transcript.json_file import json_schema
from tests.support.cli import call


def test_the_schema_goes_to_stdout_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    result = call(capsys, "schema")
    assert (result.code, result.err) == (0, "")
    assert json.loads(result.out) == json_schema()
