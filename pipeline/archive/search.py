"""The index asked: passages that hold the words, best first, each told once."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.archive.database import Database, is_made, is_of_earlier_version
from pipeline.archive.index import KIND, PER_PROGRAMME, index_of
from pipeline.archive.query import PARAGRAPH, QUOTED, Query, is_of_show
from pipeline.archive.snippet import Pieces, snippet
from pipeline.errors import InputError

_RANKED = 2000
"""Of more hits than these only the newest are ranked, or common words would take seconds."""
_FIND = """
SELECT rowid, bm25(words, 1.0, 0.0, 0.0) FROM words WHERE words MATCH :match {programmes}
ORDER BY rowid DESC LIMIT :most
"""
_TELL = """
SELECT start, end, speaker, role, marks, text FROM passage WHERE id = ?
"""


_NEAR = "SELECT text FROM passage WHERE id BETWEEN :first AND :last AND marks LIKE :kind"
_BEFORE = f"{_NEAR} AND end <= :start + 0.01 ORDER BY start DESC LIMIT :most"
_AFTER = f"{_NEAR} AND start >= :end - 0.01 ORDER BY start LIMIT :most"


@dataclass(frozen=True, slots=True)
class Programme:
    """A transcript of the archive; `path` is below it, `show` the station or the folder."""

    path: str
    title: str | None
    show: str | None
    published: str | None
    media: str | None


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with the words; `snippet` is its text in pieces, each with whether it matches.

    `link` opens the recording at `start` (seconds) in programs that know media fragments; None where the
    recording's path is not absolute.
    """

    programme: Programme
    start: float
    end: float
    role: str
    speaker: str | None
    quoted: bool
    snippet: Pieces
    link: str | None
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    """Texts of the paragraphs around it, where they were asked for."""


@dataclass(frozen=True, slots=True)
class Found:
    """The best hits; `total` is how many there are, `more` that there are more than that.

    `undated` is how many programmes a search between dates had to leave out.
    """

    hits: tuple[Hit, ...]
    total: int
    more: bool = False
    undated: int = 0


def search(folder: Path, query: Query) -> Found:
    """Ask the index of the archive `folder`.

    Raises InputError when there is no index, DocumentError when it is damaged, DiskError when it is locked.
    """
    path = index_of(folder)
    if not (path.is_file() and is_made(path)):
        raise InputError(
            f"There is no search index in {str(folder)!r}.",
            hint="If there are transcripts, make one with --rebuild.",
        )
    with Database.reading(path, KIND) as connection:
        return _Search(connection, query).found()


def is_outdated(folder: Path) -> bool:
    """Whether the archive has an index that an earlier version made, and that is to be made anew."""
    return is_of_earlier_version(index_of(folder), KIND)


class _Search:
    """One query to one open index."""

    def __init__(self, connection: sqlite3.Connection, query: Query) -> None:
        self._connection = connection
        self._query = query
        self._programmes: dict[int, Programme] = {}

    def found(self) -> Found:
        undated = self._select_programmes()
        condition = "AND rowid / :room IN (SELECT id FROM chosen)" if self._is_narrow else ""
        rows = self._connection.execute(
            _FIND.format(programmes=condition),
            {"match": self._query.expression, "most": _RANKED + 1, "room": PER_PROGRAMME},
        ).fetchall()
        passages = self._once_each([(number, score) for number, score in rows[:_RANKED]])
        hits = tuple(self._hit(number) for number in passages[: self._query.limit])
        return Found(hits, len(passages), len(rows) > _RANKED, undated)

    @property
    def _is_narrow(self) -> bool:
        query = self._query
        return any((query.show, query.since, query.until))

    def _select_programmes(self) -> int:
        """Put the programmes of a show or of a time aside; how many have no date."""
        if not self._is_narrow:
            return 0
        query, chosen, undated = self._query, [], 0
        for number, its_show, path, published in self._connection.execute(
            "SELECT id, show, path, published FROM programme"
        ):
            if not is_of_show(query.show or "", its_show, path):
                continue
            if (query.since or query.until) and not published:
                undated += 1
            elif _within(published or "", query):
                chosen.append((number,))
        self._connection.execute("CREATE TEMP TABLE chosen (id INTEGER PRIMARY KEY)")
        self._connection.executemany("INSERT INTO chosen VALUES (?)", chosen)
        return undated

    def _once_each(self, scored: Sequence[tuple[int, float]]) -> list[int]:
        """Best first, newest first among equals; an utterance only where no paragraph tells the same."""
        times: dict[int, tuple[float, float, bool]] = {}
        for number, _ in scored:
            start, end, marks = self._connection.execute(
                "SELECT start, end, marks FROM passage WHERE id = ?", (number,)
            ).fetchone()
            times[number] = (start, end, PARAGRAPH in marks.split())
        told: dict[int, list[tuple[float, float]]] = {}
        for number, (start, end, is_paragraph) in times.items():
            if is_paragraph:
                told.setdefault(number // PER_PROGRAMME, []).append((start, end))
        kept = [
            (score, number)
            for number, score in scored
            if times[number][2] or not _overlaps(times[number], told.get(number // PER_PROGRAMME, ()))
        ]
        dates = {number: self._programme(number // PER_PROGRAMME).published or "" for _, number in kept}
        kept.sort(key=lambda hit: dates[hit[1]], reverse=True)
        return [number for _, number in sorted(kept, key=lambda hit: round(hit[0], 6))]

    def _hit(self, number: int) -> Hit:
        start, end, speaker, role, marks, text = self._connection.execute(_TELL, (number,)).fetchone()
        programme = self._programme(number // PER_PROGRAMME)
        before, after = self._around(number, start, end)
        return Hit(
            programme, start, end, role, speaker, QUOTED in marks.split(), snippet(text, self._query.shown),
            _link(programme.media, start), before, after,
        )  # fmt: skip

    def _around(self, number: int, start: float, end: float) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The paragraphs that end before a passage and begin after it."""
        if not self._query.context:
            return (), ()
        first = number // PER_PROGRAMME * PER_PROGRAMME
        place = {
            "first": first, "last": first + PER_PROGRAMME - 1, "start": start, "end": end,
            "kind": f"% {PARAGRAPH}%", "most": self._query.context,
        }  # fmt: skip
        before, after = (self._connection.execute(text, place).fetchall() for text in (_BEFORE, _AFTER))
        return tuple(text for (text,) in reversed(before)), tuple(text for (text,) in after)

    def _programme(self, number: int) -> Programme:
        if number not in self._programmes:
            row = self._connection.execute(
                "SELECT path, title, show, published, media FROM programme WHERE id = ?", (number,)
            ).fetchone()
            self._programmes[number] = Programme(*row)
        return self._programmes[number]


def _within(published: str, query: Query) -> bool:
    since, until = query.since or "", query.until or "9999"
    return published >= since and published[: len(until)] <= until


def _overlaps(span: tuple[float, float, bool], others: Sequence[tuple[float, float]]) -> bool:
    start, end, _ = span
    return any(min(end, other_end) > max(start, other_start) for other_start, other_end in others)


def _link(media: str | None, start: float) -> str | None:
    """A media fragment (W3C Media Fragments URI 1.0, temporal dimension)."""
    if not media or not Path(media).is_absolute():
        return None
    return f"{Path(media).as_uri()}#t={round(start, 1):g}"
