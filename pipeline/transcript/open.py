"""What the values of the transcript file have in common: unknown fields are kept, times are checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from pipeline.transcript.span import Span

SELDOM: Mapping[str, bool] = MappingProxyType({"seldom": True})
"""Marks a field that is left out of the file where it has its default: most words have none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """A value of the transcript file. `extra` holds the fields that this version does not know, so that
    reading and writing a file loses nothing.
    """

    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Timed(Span):
    """An `Open` value with a place in the recording. Raises ValueError as `Span` does.

    It states `extra` again: two bases with slots cannot be joined.
    """

    extra: Mapping[str, Any] = field(default_factory=dict, hash=False, kw_only=True)
