"""A published page, as copied from a station's site or written by this program, back to its parts.

Tests of the article's form read pages back with it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.transcript.dates import normal_published

_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "‟": '"', "‘": "'", "’": "'"})
_PUBLISHED = re.compile(r"published on:\s*(.+)", re.IGNORECASE)
_TIME = re.compile(r"^\[\d{1,2}:\d{2}:\d{2}\]\s*")
_TAG = re.compile(r"^(?:<[^<>]*>\s*)+$")
_ADDRESS = re.compile(r"^(?P<name>.*?)\s*(?P<url>https?://\S+)$")
_FURNITURE = ("sentences mode", "comments", "you must be logged in to add a comment.")
"""Lines of a page that are no part of the article, in small letters."""


@dataclass(frozen=True, slots=True)
class PageParagraph:
    """One paragraph without its time; `quoted` ones, wholly in quotation marks, are without these too."""

    text: str
    quoted: bool


@dataclass(frozen=True, slots=True)
class PublishedPage:
    """What a page says; None for what it does not. `published` is as in 2025-02-04T20:00."""

    title: str | None
    published: str | None
    paragraphs: tuple[PageParagraph, ...]
    source: str | None
    url: str | None


def read_page(text: str) -> PublishedPage:
    """Read a page's text.

    The title is what stands before the date; where there is no date, the first line if it is no sentence.
    Quotation marks and apostrophes come back straight.
    """
    lines = [" ".join(line.translate(_QUOTES).split()) for line in text.lstrip("\ufeff").splitlines()]
    lines = [line for line in lines if line and not _TAG.match(line) and line.lower() not in _FURNITURE]
    published, lines, head = _dated(lines)
    title = head or _heading(lines)
    if title is not None:
        lines = [line for line in lines if line != title]
    lines, source, url = _footed(lines)
    return PublishedPage(title, published, tuple(_paragraph(line) for line in lines), source, url)


def _dated(lines: list[str]) -> tuple[str | None, list[str], str | None]:
    """The date, the lines without it, and the title that stands before it."""
    for index, line in enumerate(lines):
        if match := _PUBLISHED.fullmatch(line):
            head = lines[0] if index else None
            return normal_published(match.group(1)), lines[:index] + lines[index + 1 :], head
    return None, lines, None


def _heading(lines: list[str]) -> str | None:
    """A first line that does not end as a sentence does."""
    first = lines[0] if lines else ""
    return first if first and not _TIME.match(first) and first.rstrip("\"')")[-1:].isalnum() else None


def _footed(lines: list[str]) -> tuple[list[str], str | None, str | None]:
    """The lines before the last one that ends in an address, and its two parts."""
    for index in range(len(lines) - 1, -1, -1):
        if match := _ADDRESS.match(lines[index]):
            return lines[:index], match["name"] or None, match["url"]
    return lines, None, None


def _paragraph(line: str) -> PageParagraph:
    text = _TIME.sub("", line)
    whole = len(text) > 2 and text[0] == text[-1] == '"' and text.count('"') == 2
    return PageParagraph(text[1:-1].strip() if whole else text, whole)
