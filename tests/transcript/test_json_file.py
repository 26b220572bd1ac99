"""Transcripts to JSON and back, and files that are not transcripts."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pipeline
from pipeline.errors import DocumentError
from pipeline.transcript import model as types
from pipeline.transcript.json_file import from_json, json_schema, to_json
from pipeline.transcript.model import NameSuggestion, Role, Speaker, Transcript, Utterance, Word
from pipeline.transcript.provenance import Engine, Provenance

_SCHEMA_FILE = Path(pipeline.__file__).parent / "transcript" / "broadcast-transcript-1.schema.json"
_UTTERANCE = {"start": 0, "end": 2.5, "speaker": "S1", "text": "Good evening."}
_MINIMAL = {"schema": "broadcast-transcript/1", "language": "en", "utterances": [_UTTERANCE]}


def read(data: object) -> Transcript:
    """The transcript in `data`."""
    return from_json(json.dumps(data))


def refusal(text: str | bytes) -> str:
    """The one line with which `text` is refused."""
    with pytest.raises(DocumentError) as caught:
        from_json(text, "'evening.json'")
    assert caught.value.exit_code == 8
    assert str(caught.value).startswith("'evening.json' is ")
    assert "\n" not in str(caught.value)
    return str(caught.value)


def with_utterance(**changes: object) -> dict[str, Any]:
    """The minimal file with another first utterance; what is `...` is taken out."""
    changed = {key: value for key, value in (_UTTERANCE | changes).items() if value is not ...}
    return _MINIMAL | {"utterances": [changed]}


# What is accepted.


def test_a_file_with_only_language_and_utterances_is_a_transcript() -> None:
    assert read(_MINIMAL) == Transcript(
        language="en", utterances=(Utterance(0.0, 2.5, "S1", "Good evening."),)
    )


def test_an_utterance_may_be_in_another_language_and_need_not_say_so() -> None:
    assert read(with_utterance(language="fr")).utterances[0].language == "fr"
    assert read(with_utterance(language=None)) == read(_MINIMAL)
    assert read(_MINIMAL).utterances[0].language is None


def test_an_utterance_may_belong_to_nobody() -> None:
    assert read(with_utterance(speaker=None)).utterances[0].speaker is None


def test_a_file_may_begin_with_a_byte_order_mark() -> None:
    assert from_json(b"\xef\xbb\xbf" + json.dumps(_MINIMAL).encode()) == read(_MINIMAL)


@pytest.mark.parametrize("key", ["recording", "title", "published", "source", "provenance"])
def test_what_is_not_known_may_be_null(key: str) -> None:
    assert read(_MINIMAL | {key: None}) == read(_MINIMAL)


def test_the_file_is_written_in_the_order_of_the_design_with_every_field() -> None:
    text = to_json(Transcript(language="en", utterances=(Utterance(0.0, 1.0, None, "é"),)))
    assert text == (
        "{\n"
        '  "schema": "broadcast-transcript/1",\n'
        '  "recording": null,\n'
        '  "language": "en",\n'
        '  "title": null,\n'
        '  "published": null,\n'
        '  "source": null,\n'
        '  "speakers": [],\n'
        '  "utterances": [\n'
        "    {\n"
        '      "id": "u0",\n'
        '      "start": 0.0,\n'
        '      "end": 1.0,\n'
        '      "speaker": null,\n'
        '      "text": "é",\n'
        '      "overlapped": false,\n'
        '      "language": null,\n'
        '      "words": [],\n'
        '      "digest": "7e8d20ac6fc3"\n'
        "    }\n"
        "  ],\n"
        '  "paragraphs": [],\n'
        '  "excluded": [],\n'
        '  "edits": [],\n'
        '  "recognised": null,\n'
        '  "provenance": null\n'
        "}\n"
    )


def test_a_role_is_written_as_its_word() -> None:
    transcript = Transcript(language="en", utterances=(), speakers=(Speaker("S1", Role.EXPERT),))
    assert json.loads(to_json(transcript))["speakers"][0]["role"] == "expert"


def test_unknown_fields_stand_beside_the_known_ones_not_inside_extra() -> None:
    data = _MINIMAL | {"desk": "harbour", "utterances": [_UTTERANCE | {"gain": [1, {"dB": 2}]}]}
    transcript = read(data)
    assert transcript.extra == {"desk": "harbour"}
    written = json.loads(to_json(transcript))
    assert (written["desk"], written["utterances"][0]["gain"]) == ("harbour", [1, {"dB": 2}])
    assert "extra" not in written
    assert "extra" not in written["utterances"][0]


# The round trip, of every transcript there can be.

_KNOWN = {
    field.name
    for kind in vars(types).values()
    if isinstance(kind, type) and hasattr(kind, "__dataclass_fields__")
    for field in fields(kind)
} - {"extra"}
_TEXT = st.text(max_size=8)
_NUMBER = st.floats(0.0, 1e6)
_SCALAR = st.none() | st.booleans() | st.integers(-9, 9) | st.floats(-1e9, 1e9) | _TEXT
_ANYTHING = st.recursive(
    _SCALAR,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(_TEXT, inner, max_size=2),
    max_leaves=4,
)
_UNKNOWN = st.dictionaries(
    st.sampled_from(["extra", "desk", "x-gain"]) | _TEXT.filter(lambda key: key not in _KNOWN),
    _ANYTHING,
    max_size=2,
)


def _object(
    required: dict[str, st.SearchStrategy[Any]], optional: dict[str, st.SearchStrategy[Any]] | None = None
) -> st.SearchStrategy[dict[str, Any]]:
    """A JSON object with all of `required`, some of `optional`, and fields that nobody knows."""
    known = st.fixed_dictionaries(required, optional=optional or {})
    return st.builds(lambda unknown, some: unknown | some, _UNKNOWN, known)


def _timed(
    required: dict[str, st.SearchStrategy[Any]], optional: dict[str, st.SearchStrategy[Any]] | None = None
) -> st.SearchStrategy[dict[str, Any]]:
    """An object with `start` and `end` in order."""
    spans = st.builds(lambda a, b: {"start": min(a, b), "end": max(a, b)}, _NUMBER, _NUMBER)
    return st.builds(lambda span, rest: span | rest, spans, _object(required, optional))


def _few(part: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(part, max_size=2)


_LABEL = st.sampled_from(["S1", "S2"])
_WORD = _timed({"text": _TEXT}, {"probability": st.none() | st.floats(0.0, 1.0)})
_ENGINE = _object({"name": _TEXT}, {"version": _TEXT, "models": st.dictionaries(_TEXT, _TEXT, max_size=2)})
_TRACK = _object(
    {
        "index": st.integers(0, 9),
        "codec": _TEXT,
        "channels": st.integers(1, 8),
        "sample_rate": st.just(48_000),
    },
    {"used": st.booleans(), "language": st.none() | _TEXT},
)
_EVIDENCE = _object({"cue": _TEXT, "weight": _NUMBER}, {"quote": _TEXT, "time": _NUMBER})
_DOCUMENT = _object(
    {
        "schema": st.just("broadcast-transcript/1"),
        "language": st.sampled_from(["en", "de-AT", ""]),
        "utterances": _few(
            _timed(
                {"speaker": st.none() | _LABEL, "text": _TEXT},
                {"overlapped": st.booleans(), "words": _few(_WORD)},
            )
        ),
    },
    {
        "recording": st.none()
        | _object(
            {"path": _TEXT, "sha256": _TEXT, "duration": _NUMBER},
            {
                "timecode": _object({"start": _TEXT, "rate": _TEXT, "drop": st.booleans(), "source": _TEXT}),
                "tracks": _few(_TRACK),
            },
        ),
        "title": st.none() | _TEXT,
        "published": st.sampled_from([None, "2025-02-04", "2025-02-04T20:00"]),
        "source": st.none() | _object({}, {"name": st.none() | _TEXT, "url": st.none() | _TEXT}),
        "speakers": _few(
            _object(
                {"label": _LABEL},
                {
                    "role": st.sampled_from(["anchor", "correspondent", "expert", "unknown"]),
                    "name": st.none() | _TEXT,
                    "confidence": st.none() | st.floats(0.0, 1.0),
                    "evidence": _few(_EVIDENCE),
                },
            )
        ),
        "paragraphs": _few(_timed({"speaker": st.none() | _LABEL, "text": _TEXT}, {"quoted": st.booleans()})),
        "provenance": st.none()
        | _object(
            {"version": _TEXT, "created": _TEXT},
            {
                "recognizer": st.none() | _ENGINE,
                "diarizer": _ENGINE,
                "options": st.dictionaries(_TEXT, _ANYTHING, max_size=2),
                "skipped": _few(_timed({"reason": _TEXT}, {"text": _TEXT})),
            },
        ),
    },
)


def _missing(before: Any, after: Any, place: str = "") -> list[str]:
    """The places in `before` whose value is not the same in `after`; `after` may hold more."""
    if isinstance(before, dict) and isinstance(after, dict):
        return [
            found
            for key, value in before.items()
            for found in (
                _missing(value, after[key], f"{place}.{key}") if key in after else [f"{place}.{key}"]
            )
        ]
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        pairs = zip(before, after, strict=True)
        return [found for i, pair in enumerate(pairs) for found in _missing(*pair, f"{place}.{i}")]
    return [] if before == after else [place]


@given(_DOCUMENT)
def test_nothing_in_a_file_is_lost_by_reading_and_writing_it(document: dict[str, Any]) -> None:
    assert _missing(document, json.loads(to_json(read(document)))) == []


@given(_DOCUMENT)
def test_what_is_written_reads_back_the_same_and_is_written_the_same(document: dict[str, Any]) -> None:
    transcript = read(document)
    text = to_json(transcript)
    assert from_json(text) == from_json(text.encode()) == transcript
    assert to_json(from_json(text)) == text


# What is refused, with one line that names the place.


@pytest.mark.parametrize(
    "text", ["", "Good evening.", "{", '{"schema": }', b"\x00\x9f\x92\x96", b"\xff\xfe\x00"]
)
def test_what_is_not_json_is_refused(text: str | bytes) -> None:
    assert "is not valid JSON" in refusal(text)


@pytest.mark.parametrize("depth", [5_000, 200_000])
@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_endless_nesting_is_refused(opening: str, depth: int) -> None:
    assert "is not valid JSON" in refusal(opening * depth)


@pytest.mark.parametrize("data", [[], [_MINIMAL], {}, "broadcast-transcript/1", 3, None, {"schema": None}])
def test_json_that_is_something_else_is_refused(data: object) -> None:
    assert "is not a transcript" in refusal(json.dumps(data))


@pytest.mark.parametrize("schema", ["other/1", "broadcast-transcript", ["broadcast-transcript/1"]])
def test_another_kind_of_file_is_refused(schema: object) -> None:
    assert "is not a transcript" in refusal(json.dumps(_MINIMAL | {"schema": schema}))


def test_a_newer_version_is_named_with_the_one_that_can_be_read() -> None:
    message = refusal(json.dumps(_MINIMAL | {"schema": "broadcast-transcript/2"}))
    assert "broadcast-transcript/2" in message
    assert "broadcast-transcript/1" in message


@pytest.mark.parametrize("key", ["start", "end", "speaker", "text"])
def test_an_utterance_that_lacks_something_is_named(key: str) -> None:
    message = refusal(json.dumps(with_utterance(**{key: ...})))
    assert f"is damaged: utterance 1: {key} is missing. `pipeline schema`" in message


@pytest.mark.parametrize("key", ["language", "utterances"])
def test_a_file_that_lacks_something_is_told_so(key: str) -> None:
    data = {name: value for name, value in _MINIMAL.items() if name != key}
    assert f"is damaged: {key} is missing" in refusal(json.dumps(data))


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (with_utterance(text=5), "utterance 1: text must be a text in quotes"),
        (with_utterance(start="soon"), "utterance 1: start must be a number"),
        (with_utterance(start=[0]), "utterance 1: start must be a number"),
        (with_utterance(speaker=1), "utterance 1: speaker must be a text in quotes"),
        (with_utterance(words=[{"start": 0, "end": 1, "text": "a"}, 7]), "utterance 1: word 2 must have"),
        (_MINIMAL | {"language": None}, "language must be a text in quotes"),
        (_MINIMAL | {"utterances": "Good evening."}, "utterances must be a list"),
        (_MINIMAL | {"utterances": [_UTTERANCE, [[[]]]]}, "utterance 2 must have fields of its own"),
        (_MINIMAL | {"speakers": [{"label": "S1", "role": "boss"}]}, "speaker 1: role must be one of "),
        (_MINIMAL | {"source": "Example News"}, "source must have fields of its own"),
        (_MINIMAL | {"recording": {"path": "a", "sha256": "", "duration": []}}, "recording: duration must"),
    ],
)  # fmt: skip
def test_a_value_of_the_wrong_kind_is_named(data: object, complaint: str) -> None:
    assert f"is damaged: {complaint}" in refusal(json.dumps(data))


@pytest.mark.parametrize(
    ("start", "end", "complaint"),
    [
        (5.0, 1.0, "cannot end (1.0 s) before it starts (5.0 s)"),
        (float("nan"), 1.0, ""),
        (0.0, float("inf"), ""),
    ],
)
@pytest.mark.parametrize(
    "place",
    [
        lambda span: _MINIMAL | {"utterances": [_UTTERANCE | span]},
        lambda span: with_utterance(words=[span | {"text": "Good"}]),
        lambda span: _MINIMAL | {"paragraphs": [span | {"speaker": None, "text": "Good."}]},
    ],
)
def test_times_that_cannot_be_are_refused(
    place: Callable[[dict[str, float]], object], start: float, end: float, complaint: str
) -> None:
    assert complaint in refusal(json.dumps(place({"start": start, "end": end})))


def test_several_faults_are_counted() -> None:
    assert "(2 more)" in refusal(json.dumps(with_utterance(start=..., end=..., text=...)))


def test_a_day_of_publication_that_is_none_is_refused() -> None:
    assert "published" in refusal(json.dumps(_MINIMAL | {"published": "yesterday"}))


# The schema that others check their files against.


def test_the_schema_in_the_package_is_the_one_the_program_checks_by() -> None:
    assert _SCHEMA_FILE.read_text(encoding="utf-8") == json.dumps(json_schema(), indent=2) + "\n"


def test_the_schema_names_every_field_that_is_written_and_asks_only_for_what_must_be_there() -> None:
    schema = json_schema()
    full = Transcript(
        language="en",
        utterances=(),
        metadata={"show": "Nine"},
        name_suggestions=(NameSuggestion("Rut", "Rudd", 0.8, "cast"),),
        provenance=Provenance("1", "now", Engine("e")),
    )
    assert set(schema["properties"]) == set(json.loads(to_json(full)))
    assert schema["required"] == ["schema", "language", "utterances"]
    assert set(schema["$defs"]["Utterance"]["required"]) == set(_UTTERANCE)


def test_the_schema_lets_unknown_fields_through_everywhere_and_knows_no_extra() -> None:
    schema = json_schema()
    objects = [schema, *(part for part in schema["$defs"].values() if part.get("type") == "object")]
    assert len(objects) > 10
    for part in objects:
        assert part["additionalProperties"] is True
        assert "extra" not in part["properties"]


def test_a_word_without_probability_is_written_with_null() -> None:
    said = Utterance(0.0, 1.0, "S1", "Hi.", words=(Word(0.0, 1.0, "Hi."),))
    transcript = replace(read(_MINIMAL), utterances=(said,))
    assert json.loads(to_json(transcript))["utterances"][0]["words"][0]["probability"] is None


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
@pytest.mark.parametrize(
    "changes",
    [
        {"recording": {"path": "a", "sha256": "", "duration": 7.5}},
        {"speakers": [{"label": "S1", "confidence": 7.5}]},
        {"desk": 7.5},
    ],
)
def test_what_is_no_number_is_refused_wherever_it_stands(number: str, changes: dict[str, Any]) -> None:
    refusal(json.dumps(_MINIMAL | changes).replace("7.5", number))


@pytest.mark.parametrize("depth", [400, 700, 950])
@pytest.mark.parametrize("field", ["utterances", "desk", "provenance"])
def test_deep_nesting_is_refused_or_survives(field: str, depth: int) -> None:
    deep = "[" * depth + "]" * depth
    if field == "provenance":
        deep = f'{{"version": "1", "created": "", "options": {{"a": {deep}}}}}'
    text = json.dumps(_MINIMAL)[:-1] + f', "{field}": {deep}}}'
    try:
        transcript = from_json(text)
    except DocumentError:
        return
    to_json(transcript)


@pytest.mark.parametrize(
    "data",
    [
        _MINIMAL | {"speakers": None, "paragraphs": None},
        with_utterance(words=None, overlapped=None),
        _MINIMAL | {"speakers": [{"label": "S1", "role": None, "evidence": None}]},
    ],
)
def test_a_null_is_the_same_as_nothing(data: object) -> None:
    from_json(json.dumps(data))


def test_a_null_where_something_must_be_is_refused() -> None:
    refusal(json.dumps(with_utterance(text=None)))


def test_a_bad_day_of_publication_is_named() -> None:
    message = refusal(json.dumps(_MINIMAL | {"published": "yesterday"}))
    assert "damaged: :" not in message
    assert "Value error" not in message


def test_a_version_with_a_line_break_makes_no_second_line() -> None:
    refusal(json.dumps(_MINIMAL | {"schema": "broadcast-transcript/\n2"}))


@pytest.mark.parametrize("data", [with_utterance(text="\ud800"), _MINIMAL | {"desk": ["\udfff"]}])
def test_half_a_character_is_refused(data: object) -> None:
    refusal(json.dumps(data))


def test_a_whole_character_written_as_two_halves_is_accepted() -> None:
    assert "\U0001f426" in to_json(from_json(json.dumps(with_utterance(text="A stork \U0001f426."))))


def test_doubts_that_an_earlier_version_wrote_as_texts_are_read() -> None:
    paragraph = {"start": 1.5, "end": 2.5, "speaker": "S1", "text": "Good evening.", "doubts": ["two voices"]}
    transcript = read(_MINIMAL | {"paragraphs": [paragraph]})
    (doubt,) = transcript.paragraphs[0].doubts
    assert (doubt.kind, doubt.rank, doubt.time, doubt.text) == ("quote", 0, 1.5, "two voices")
    assert from_json(to_json(transcript)) == transcript
    told = json.loads(to_json(transcript))["paragraphs"][0]["doubts"]
    assert told == [{"kind": "quote", "rank": 0, "time": 1.5, "text": "two voices"}]


def test_the_schema_has_a_name_and_tells_of_every_field() -> None:
    schema = json_schema()
    assert schema["$id"] == "urn:broadcast-transcript:1"
    for name, part in {"Transcript": schema, **schema["$defs"]}.items():
        for field, form in part.get("properties", {}).items():
            assert form["description"].endswith((".", "...")), (name, field)


def test_nothing_is_told_of_fields_that_are_not_there() -> None:
    schema = json_schema()
    told = tomllib.loads(_SCHEMA_FILE.with_name("fields.toml").read_text("utf-8"))
    parts = {"Transcript": schema, **schema["$defs"]}
    known = {name for part in parts.values() for name in part.get("properties", {})}
    assert set(told.pop("any")) <= known
    for name, own in told.items():
        assert set(own) <= set(parts[name]["properties"]), name
