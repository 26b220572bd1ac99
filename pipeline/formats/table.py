"""What the formats that are tables have in common: which rows they have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.transcript.rows import Rows


@dataclass(frozen=True, slots=True)
class TableStyle:
    """What a row of a table is."""

    rows: Rows = Rows.UTTERANCES


def table_styles() -> Iterator[TableStyle]:
    """Every table there may be."""
    yield from map(TableStyle, Rows)
