"""Our own writer of JSON writes what the standard library writes."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.transcript.json_file import to_json
from pipeline.transcript.json_text import json_text
from tests.support.corrected import correcting
from tests.support.transcripts import transcripts

_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(_VALUES)
def test_any_value_is_written_as_the_standard_library_writes_it(value: object) -> None:
    assert json_text(value) == json.dumps(value, ensure_ascii=False, indent=2)


@given(transcripts())
def test_so_is_every_transcript(transcript: object) -> None:
    written = to_json(transcript)  # type: ignore[arg-type]
    assert written == json.dumps(json.loads(written), ensure_ascii=False, indent=2) + "\n"


def test_so_is_a_corrected_one() -> None:
    written = to_json(correcting().title("T").replace("Rut", "Rudd").transcript)
    assert written == json.dumps(json.loads(written), ensure_ascii=False, indent=2) + "\n"


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_a_number_that_json_has_not_is_refused(number: float) -> None:
    with pytest.raises(ValueError, match="no number in JSON"):
        json_text([number])
