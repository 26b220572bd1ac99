"""A transcript as a table of pandas."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from pipeline.errors import MissingToolError
from pipeline.transcript.model import Transcript
from pipeline.transcript.rows import COLUMNS, Rows, rows_of

if TYPE_CHECKING:
    from pandas import DataFrame


def to_pandas(transcript: Transcript, rows: Rows | str = Rows.WORDS) -> DataFrame:
    """A row for each of `rows`, with the columns of `pipeline.transcript.rows`; times in seconds.

    Raises MissingToolError without pandas, ValueError for other rows.
    """
    try:
        import pandas as pd
    except ImportError:
        raise MissingToolError(
            "pandas is not installed.", hint="`pip install 'broadcast-pipeline[tables]'` brings it."
        ) from None
    kind = Rows(rows)
    names = [field.name for field in fields(COLUMNS[kind])]
    found = [[getattr(row, name) for name in names] for row in rows_of(transcript, kind)]
    return pd.DataFrame(found, columns=names)
