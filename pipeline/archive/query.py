"""What is searched for, in words that people type and in the index's own language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.archive.tokenizer import folded, words_of
from pipeline.transcript.dates import is_day_month_or_year
from pipeline.transcript.model import Role

_TERM = re.compile(r'(?P<minus>(?<!\S)-)?(?:["“„](?P<phrase>[^"”“]*)["”“]?|(?P<word>[^\s"“”„]+))')
_OR = frozenset({"OR", "|"})
ALWAYS = "always"
"""A mark on every passage: what is asked for besides what is not."""
QUOTED, PARAGRAPH, UTTERANCE = "quoted", "paragraph", "utterance"
"""Marks on some."""


@dataclass(frozen=True, slots=True)
class Term:
    """Words in a row as they are compared.

    The last is a beginning where it `begins`; a passage is wanted `without` them.
    """

    words: tuple[str, ...]
    begins: bool = False
    without: bool = False

    @property
    def expression(self) -> str:
        """As FTS5 reads it: words hold letters, figures and marks only, so nothing can leave the quotes."""
        return f'"{" ".join(self.words)}"{" *" if self.begins else ""}'


@dataclass(frozen=True, slots=True)
class Query:
    """`text`: words that must all occur, "phrases", beginnings (`econom*`), `a OR b`, `-words` that must not.

    `speaker` are words of a name or label, or beginnings (`Hug*`); `show` is a part of the show's name, or of
    a folder that the programme lies in. `since` and `until` are days, months or years, as in 2025-02-04,
    2025-02, 2025, both included. Raises ValueError for anything else there.
    """

    text: str = ""
    role: Role | None = None
    speaker: str | None = None
    show: str | None = None
    since: str | None = None
    until: str | None = None
    quoted: bool = False
    limit: int = 20
    context: int = 0
    """Paragraphs before and after each passage that are told with it."""

    def __post_init__(self) -> None:
        for date in (self.since, self.until):
            if date is not None and not is_day_month_or_year(date):
                raise ValueError(f"{date!r} is not a date like 2025-02-04, 2025-02 or 2025")

    @property
    def alternatives(self) -> tuple[tuple[Term, ...], ...]:
        """What is typed: one of each group must occur; a group of one that is `without` must not."""
        return tuple(_groups(self.text))

    @property
    def shown(self) -> tuple[Term, ...]:
        """What is to be made visible in a passage."""
        return tuple(term for group in self.alternatives for term in group if not term.without)

    @property
    def expression(self) -> str:
        """The query as SQLite's FTS5 reads it; never wrong there, whatever was typed.

        >>> Query('"old bridge" econom* OR trade -toll', role=Role.EXPERT).expression
        '(text : "old bridge" AND text : ("econom" * OR "trade") AND marks : "expert") NOT (text : "toll")'
        """
        wanted, unwanted = [f'marks : "{ALWAYS}"'], list[str]()
        for group in self.alternatives:
            expressions = " OR ".join(term.expression for term in group)
            whole = f"text : ({expressions})" if len(group) > 1 else f"text : {expressions}"
            (unwanted if group[0].without else wanted).append(whole)
        if self.role:
            wanted.append(f'marks : "{self.role}"')
        if self.quoted:
            wanted.append(f'marks : "{QUOTED}"')
        names = (_term(name) for name in (self.speaker or "").split())
        wanted += [f"speaker : {name.expression}" for name in names if name]
        if len(wanted) > 1:
            del wanted[0]
        asked = " AND ".join(wanted)
        return f"({asked}) NOT ({' OR '.join(unwanted)})" if unwanted else asked


def is_of_show(wanted: str, show: str | None, path: str) -> bool:
    """Whether a programme is of a show: `wanted` is a part of its name, or of that of a folder above it."""
    return any(folded(wanted) in folded(name) for name in (show or "", *path.split("/")[:-1]))


def _groups(text: str) -> Iterator[tuple[Term, ...]]:
    """Terms, those with OR between them together."""
    group: list[Term] = []
    joined = False
    for found in _TERM.finditer(text):
        if found["word"] in _OR and not found["minus"] and group and not group[-1].without:
            joined = True
            continue
        typed = found["phrase"] if found["word"] is None else found["word"]
        term = _term(typed, without=bool(found["minus"]))
        if term is None:
            continue
        if joined and not term.without:
            group.append(term)
        else:
            yield from _whole(group)
            group = [term]
        joined = False
    yield from _whole(group)


def _whole(group: Sequence[Term]) -> Iterator[tuple[Term, ...]]:
    if group:
        yield tuple(group)


def _term(text: str, *, without: bool = False) -> Term | None:
    """Words or their beginning; None for what has no letters and no figures."""
    words = tuple(words_of(text))
    return Term(words, text.endswith("*"), without) if words else None
