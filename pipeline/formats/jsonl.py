"""JSON lines: a table for programs, a row on each line, every text as it is."""

from __future__ import annotations

from dataclasses import asdict

from pipeline.formats.format import Writer
from pipeline.formats.plain_json import plain_json
from pipeline.formats.table import TableStyle, table_styles
from pipeline.transcript.model import Transcript
from pipeline.transcript.rows import rows_of


def write_jsonl(transcript: Transcript, style: TableStyle) -> str:
    """An object for each row."""
    return "".join(f"{plain_json(asdict(row))}\n" for row in rows_of(transcript, style.rows))


WRITER = Writer(TableStyle, write_jsonl, table_styles)
