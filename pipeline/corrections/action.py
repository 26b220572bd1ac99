"""Corrections as a page or a file names them: what to do, where, and which words were met there.

A place is told by its times and its words, never by a number, so that it
is found again after others have corrected the same transcript.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Discriminator

from pipeline.transcript.span import Span

_MOST = 1_000_000
"""Letters of one text: more is no paragraph."""


@dataclass(frozen=True, slots=True)
class Where:
    """A paragraph from `start` to `end`, in seconds, that read `was`."""

    start: float
    end: float
    was: str

    def __post_init__(self) -> None:
        Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class NewText:
    """A paragraph, and how it is to read."""

    where: Where
    text: str

    def __post_init__(self) -> None:
        if len(self.text) > _MOST:
            raise ValueError(f"a paragraph has at most {_MOST} letters")


@dataclass(frozen=True, slots=True)
class Rewrite:
    """Paragraphs that are to read otherwise."""

    do: Literal["rewrite"]
    texts: tuple[NewText, ...]


@dataclass(frozen=True, slots=True)
class Divide:
    """A paragraph begins with the word `word`, which is heard at `at`."""

    do: Literal["divide"]
    where: Where
    at: float
    word: str = ""

    def __post_init__(self) -> None:
        Span(self.at, self.at)


@dataclass(frozen=True, slots=True)
class OfParagraph:
    """The paragraph goes on with that before it, whoever says that; it is a quote, or none."""

    do: Literal["join", "quote", "unquote"]
    where: Where


@dataclass(frozen=True, slots=True)
class Reassign:
    """Whole paragraphs are said by `label`, who may be new."""

    do: Literal["reassign"]
    wheres: tuple[Where, ...]
    label: str


@dataclass(frozen=True, slots=True)
class ReassignWords:
    """What is said in the paragraph from one time to another is said by `label`, who may be new."""

    do: Literal["reassign_words"]
    where: Where
    start: float
    end: float
    label: str

    def __post_init__(self) -> None:
        Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Merge:
    """Everything that `label` says is said by `into`."""

    do: Literal["merge"]
    label: str
    into: str


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a voice; None for a voice without one."""

    do: Literal["name"]
    label: str
    name: str | None


@dataclass(frozen=True, slots=True)
class GiveRole:
    """The role of a voice."""

    do: Literal["role"]
    label: str
    role: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """What is said from `start` to `end` is left out, or taken back in."""

    do: Literal["drop", "keep"]
    start: float
    end: float

    def __post_init__(self) -> None:
        Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Head:
    """Title, date, source or address."""

    do: Literal["title", "published", "source", "url"]
    text: str | None


@dataclass(frozen=True, slots=True)
class PlaceMet:
    """A place to listen to: which kind of doubt, at which second."""

    kind: str
    time: float

    def __post_init__(self) -> None:
        Span(self.time, self.time)


@dataclass(frozen=True, slots=True)
class Settle:
    """A place was listened to; `how` it was settled: `right`, or by another correction."""

    do: Literal["settle"]
    where: Where
    place: PlaceMet
    how: str = "right"


@dataclass(frozen=True, slots=True)
class Sign:
    """`name` signs the transcript off as it is."""

    do: Literal["sign"]
    name: str

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError("a sign-off needs a name")


@dataclass(frozen=True, slots=True)
class Undo:
    """The steps of these names are taken back."""

    do: Literal["undo"]
    steps: tuple[str, ...]


Action = Annotated[
    Rewrite | Divide | OfParagraph | Reassign | ReassignWords | Merge | Name | GiveRole | Stretch | Head
    | Settle | Sign | Undo,
    Discriminator("do"),
]  # fmt: skip
