"""The history in words: a line for every kind of correction."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.review.edit_words import edit_words
from pipeline.transcript.edit import Edit, EditKind
from tests.support.corrected import FERRY, correcting
from tests.support.steps import done, where


@pytest.mark.parametrize(
    ("action", "line"),
    [
        ({"do": "rewrite", "texts": [{"where": where(FERRY, 4), "text": "Mr. Rudd's crews are angry."}]},
         "“Rut's” to “Rudd's”"),
        ({"do": "rewrite", "texts": [{"where": where(FERRY, 4), "text": "Rut's crews are angry."}]},
         "“Mr.” taken out"),
        ({"do": "rewrite", "texts": [{"where": where(FERRY, 4), "text": "Mr. Rut's crews are ANGRY."}]},
         "0:13 reads “Mr. Rut's crews are ANGRY.”"),
        ({"do": "reassign", "wheres": [where(FERRY, 4)], "label": "S3"},
         "“Mr. Rut's crews are angry.” is said by Voice 3"),
        ({"do": "merge", "label": "S3", "into": "S2"}, "Voice 3 is Lena Ford"),
        ({"do": "name", "label": "S3", "name": "Jane Doe"}, "Voice 3 is Jane Doe"),
        ({"do": "name", "label": "S2", "name": None}, "Voice 2: no name"),
        ({"do": "role", "label": "S2", "role": "unknown"}, "Lena Ford: role not known"),
        ({"do": "quote", "where": where(FERRY, 4)}, "A quote: “Mr. Rut's crews are angry.”"),
        ({"do": "unquote", "where": where(FERRY, 5)},
         "Not a quote: “We want an answer. I think they owe us one.”"),
        ({"do": "join", "where": where(FERRY, 4)}, "Joined, 0:13"),
        ({"do": "divide", "where": where(FERRY, 4), "at": 14.0}, "Divided, 0:14"),
        ({"do": "drop", "start": 13.0, "end": 15.4}, "Left out, 0:13 to 0:15: “Mr. Rut's crews are angry.”"),
        ({"do": "title", "text": "T"}, "Title: T"),
        ({"do": "settle", "where": where(FERRY, 4), "place": {"kind": "name", "time": 13.2}},
         "Settled: name, 0:13"),
        ({"do": "sign", "name": "R. Ito"}, "Signed off"),
    ],
    ids=lambda value: value["do"] if isinstance(value, dict) else "",
)  # fmt: skip
def test_each_kind_is_told_in_words_for_people(action: dict[str, Any], line: str) -> None:
    found = done(correcting(), action)
    assert found.refused == {}
    transcript = found.corrections.transcript
    assert edit_words(transcript.edits, transcript) == (line,)


def test_the_same_change_in_several_places_is_told_once() -> None:
    transcript = correcting().replace("the", "a").transcript
    assert "“the” to “a”, 5 places" in edit_words(transcript.edits, transcript)


def test_of_a_kind_that_is_not_known_yet_its_name_is_told() -> None:
    later = Edit(0.0, 1.0, "annotated", "e1.1", "2025-05-02T20:00:00+00:00")
    assert edit_words((later,), FERRY) == ("annotated",)


def test_there_are_words_for_every_kind() -> None:
    for kind in EditKind:
        one = Edit(0.0, 1.0, kind, "e1.1", "2025-05-02T20:00:00+00:00", "anchor", "expert", label="S1")
        assert edit_words((one,), FERRY) != (str(kind),)
