"""Comma-separated values, safe to open in a spreadsheet: no cell is taken for a formula."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import fields

from pipeline.formats.article import one_line
from pipeline.formats.format import Writer
from pipeline.formats.table import TableStyle, table_styles
from pipeline.transcript.model import Transcript
from pipeline.transcript.rows import COLUMNS, rows_of

_FORMULA = re.compile(r"[=+\-@\uff0b\uff0d\uff1d\uff20]")
"""Signs that begin a formula in a spreadsheet, also the wide ones of East Asian keyboards."""
_NUMBER = re.compile(r"[+-]?\d+(?:[.,:]\d+)*%?")
"""Figures with a sign are what they look like."""


def write_csv(transcript: Transcript, style: TableStyle) -> str:
    """A header line, then a line for each row; empty where something is not known."""
    document = io.StringIO()
    table = csv.writer(document, lineterminator="\n")
    names = [field.name for field in fields(COLUMNS[style.rows])]
    table.writerow(names)
    for row in rows_of(transcript, style.rows):
        table.writerow([_cell(getattr(row, name)) for name in names])
    return document.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return format(value, "f").rstrip("0").rstrip(".")
    if isinstance(value, tuple):
        return _cell("; ".join(map(str, value)))
    text = one_line(str(value))
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


WRITER = Writer(TableStyle, write_csv, table_styles)
