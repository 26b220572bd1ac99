"""The first thing that is wrong with a file, in words for the person who wrote it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, field_validator

from pipeline.storage.first_error import FirstError


class _Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Dot(_Table):
    kind: Literal["dot"]


class _Line(_Table):
    kind: Literal["line"]
    length: float = 1.0


class _Picture(_Table):
    form: Literal["picture/1"] = Field(default="picture/1", alias="schema")
    colour: _Colour = _Colour.RED
    names: Annotated[list[str], Field(min_length=1)] = ["a"]
    aliases: list[str] = []
    shapes: list[Annotated[_Dot | _Line, Field(discriminator="kind")]] = []
    sizes: dict[str, list[float]] = {}
    when: int | None = None

    @field_validator("when")
    @classmethod
    def _late(cls, when: int) -> int:
        if when > 9:
            raise ValueError("it is too late")
        return when


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (7, "it must have fields of its own"),
        ({"color": "red"}, "unknown key color"),
        ({"schema": "picture/2"}, "schema must be 'picture/1', got 'picture/2'"),
        ({"colour": "green"}, "colour must be one of red or blue, got 'green'"),
        ({"names": "Ann"}, "names must be a list"),
        ({"names": []}, "names must not be empty"),
        ({"names": ["Ann", 7]}, "name 2 must be a text in quotes"),
        (
            {"shapes": [{"kind": "dot"}, {"kind": "oval"}]},
            "shape 2: unknown kind 'oval'; known are dot, line",
        ),
        ({"shapes": [{}]}, "shape 1: kind is missing"),
        ({"shapes": [{"kind": "line", "length": "long"}]}, "shape 1, line: length must be a number"),
        ({"sizes": {"a": [1, "x", "y"]}}, "sizes: a 2 must be a number (1 more)"),
        ({"when": 10}, "when: it is too late"),
        ({"when": 1.5}, "when: Input should be a valid integer, got a number with a fractional part"),
        ({"when": "soon"}, "when must be a whole number"),
    ],
)
def test_the_place_and_the_mistake_are_named(data: object, said: str) -> None:
    with pytest.raises(ValidationError) as raised:
        _Picture.model_validate(data)
    assert str(FirstError.of(raised.value)) == said


def test_a_list_at_the_top_is_counted_too() -> None:
    with pytest.raises(ValidationError) as raised:
        TypeAdapter(list[_Dot]).validate_python([{"kind": "dot"}, {}])
    assert str(FirstError.of(raised.value)) == "entry 2: kind is missing"
