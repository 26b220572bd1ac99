"""Cells of tables that people open in a spreadsheet: none is taken for a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from pipeline.text.visible import one_line

_FORMULA = re.compile(r"[=+\-@\uff0b\uff0d\uff1d\uff20]")
"""Signs that begin a formula in a spreadsheet, also the wide ones of East Asian keyboards."""
_NUMBER = re.compile(r"[+-]?\d+(?:[.,:]\d+)*%?")
"""Figures with a sign are what they look like."""


def cell(value: object) -> str:
    """The text of a cell; an apostrophe before what a spreadsheet would reckon. Nothing for None.

    >>> cell("=1+1"), cell("-3.5"), cell(True), cell(2.50)
    ("'=1+1", '-3.5', 'true', '2.5')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return format(value, "f").rstrip("0").rstrip(".")
    if isinstance(value, tuple):
        return cell("; ".join(map(str, value)))
    text = one_line(str(value))
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def sheet(names: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Comma-separated values: a header line, then a line for each row."""
    document = io.StringIO()
    table = csv.writer(document, lineterminator="\n")
    table.writerow(names)
    table.writerows([cell(value) for value in row] for row in rows)
    return document.getvalue()
