"""What is searched for, in words that people type and in the index's own language."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.archive.tokenizer import indexed
from pipeline.transcript.model import Role

_TERM = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
ALWAYS = "always"
"""A mark on every passage: what is asked for besides what is not."""
QUOTED, PARAGRAPH, UTTERANCE = "quoted", "paragraph", "utterance"
"""Marks on some."""


@dataclass(frozen=True, slots=True)
class Query:
    """`text`: words that must all occur, "phrases", beginnings (`econom*`), `-words` that must not.

    `speaker` are words of a name or label, or beginnings (`Hug*`); `show` is a part of the show's name.
    `since` and `until` are days, months or years, as in 2025-02-04, 2025-02, 2025, both included. Raises
    ValueError for anything else there.
    """

    text: str = ""
    role: Role | None = None
    speaker: str | None = None
    show: str | None = None
    since: str | None = None
    until: str | None = None
    quoted: bool = False
    limit: int = 20

    def __post_init__(self) -> None:
        for date in (self.since, self.until):
            if date is not None and not _DATE.fullmatch(date):
                raise ValueError(f"{date!r} is not a date like 2025-02-04, 2025-02 or 2025")

    @property
    def expression(self) -> str:
        """The query as SQLite's FTS5 reads it; never wrong there, whatever was typed.

        >>> Query('"old bridge" econom* -toll', role=Role.EXPERT).expression
        '(text : "old bridge" AND text : "econom" * AND marks : "expert") NOT (text : "toll")'
        """
        wanted, unwanted = [f'marks : "{ALWAYS}"'], list[str]()
        for term in _TERM.finditer(self.text):
            expression = _phrase(term["phrase"]) if term["word"] is None else _word(term["word"])
            if expression:
                (unwanted if term["minus"] else wanted).append(f"text : {expression}")
        if self.role:
            wanted.append(f'marks : "{self.role}"')
        if self.quoted:
            wanted.append(f'marks : "{QUOTED}"')
        names = map(_word, (self.speaker or "").split())
        wanted += [f"speaker : {name}" for name in names if name]
        if len(wanted) > 1:
            del wanted[0]
        asked = " AND ".join(wanted)
        return f"({asked}) NOT ({' OR '.join(unwanted)})" if unwanted else asked


def _word(text: str) -> str | None:
    """A word, or its beginning; None for what has no letters and no digits."""
    phrase = _phrase(text)
    return f"{phrase} *" if phrase and text.endswith("*") else phrase


def _phrase(text: str) -> str | None:
    """Words in their order, quoted; None where there are none."""
    words = _words(text)
    return f'"{" ".join(words)}"' if words else None


def _words(text: str) -> list[str]:
    """Whatever the index may take for a word; all else never gets into an expression."""
    return re.findall(r"[^\W_]+", re.sub(r"[\u0300-\u036f]", "", indexed(text)))
