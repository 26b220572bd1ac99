"""Comma-separated values, safe to open in a spreadsheet: no cell is taken for a formula."""

from __future__ import annotations

from dataclasses import fields

from pipeline.formats.format import Writer
from pipeline.formats.table import TableStyle, table_styles
from pipeline.text.spreadsheet import sheet
from pipeline.transcript.model import Transcript
from pipeline.transcript.rows import COLUMNS, rows_of


def write_csv(transcript: Transcript, style: TableStyle) -> str:
    """A header line, then a line for each row; empty where something is not known."""
    names = [field.name for field in fields(COLUMNS[style.rows])]
    return sheet(names, ([getattr(row, name) for name in names] for row in rows_of(transcript, style.rows)))


WRITER = Writer(TableStyle, write_csv, table_styles)
