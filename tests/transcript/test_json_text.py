"""Our own writer of JSON writes what the standard library writes, and nothing that commands a terminal."""

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

_COMMANDS = "\x7f\x85\x9b\u2028\u2029\u202a\u202e\u2066\u2069\ufdd0\ufffe\uffff"
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def standard(value: object) -> str:
    """As the library writes it, with what commands a terminal or turns a line by its number."""
    written = json.dumps(value, ensure_ascii=False, indent=2)
    hidden = [*map(chr, range(0x7F, 0xA0)), *_COMMANDS, *map(chr, range(0xFDD0, 0xFDF0))]
    hidden += [*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))]
    return written.translate({ord(one): f"\\u{ord(one):04x}" for one in hidden})


@given(_VALUES)
def test_any_value_is_written_as_the_standard_library_writes_it(value: object) -> None:
    assert json_text(value) == standard(value)


@given(transcripts())
def test_so_is_every_transcript(transcript: object) -> None:
    written = to_json(transcript)  # type: ignore[arg-type]
    assert written == standard(json.loads(written)) + "\n"


def test_what_commands_a_terminal_or_turns_a_line_stands_as_its_number_and_reads_back() -> None:
    written = json_text(_COMMANDS)
    assert written.isascii()
    assert written.isprintable()
    assert json.loads(written) == _COMMANDS


def test_so_is_a_corrected_one() -> None:
    written = to_json(correcting().title("T").replace("Rut", "Rudd").transcript)
    assert written == standard(json.loads(written)) + "\n"


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_a_number_that_json_has_not_is_refused(number: float) -> None:
    with pytest.raises(ValueError, match="no number in JSON"):
        json_text([number])
