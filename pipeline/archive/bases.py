"""Which recording's results have which names, so that no two have the same on any disk."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import PurePosixPath

from pipeline.archive.journal import JournalEntry
from pipeline.errors import MissingToolError
from pipeline.formats import FORMATS


class Bases:
    """The paths of results without ending, given out once each.

    Disks that do not tell capitals from small letters, or two spellings of an accent, must take them, too;
    and no recording's result may have the name that another format of a second one has.
    """

    def __init__(self, items: Iterable[JournalEntry]) -> None:
        self._taken: dict[str, str] = {}
        for item in items:
            if item.base:
                self._take(item.base, item.name)

    def of(self, item: JournalEntry) -> str:
        """The base of a recording, its own from now on.

        It is the recording's path without its ending; where another has this base, as with `news.mp4` beside
        `news.wav`, with it; and where that is not enough, with a number.
        """
        base = item.base or next(base for base in _wanted(item.name) if self._is_free(base, item.name))
        self._take(base, item.name)
        return base

    def give_up(self, base: str) -> None:
        """It is nobody's any more."""
        for name in _names(base):
            self._taken.pop(name, None)

    def _take(self, base: str, owner: str) -> None:
        self._taken |= dict.fromkeys(_names(base), owner)

    def _is_free(self, base: str, owner: str) -> bool:
        return all(self._taken.get(name, owner) == owner for name in _names(base))


def folded(name: str) -> str:
    """The same for names that some disk takes for one."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _wanted(name: str) -> Iterator[str]:
    yield str(PurePosixPath(name).with_suffix(""))
    yield name
    yield from (f"{name}-{number}" for number in itertools.count(2))


def _names(base: str) -> list[str]:
    return [folded(f"{base}{ending}") for ending in _endings()]


@cache
def _endings() -> tuple[str, ...]:
    """Of every format, asked for or not: it may be later."""
    found = []
    for name in FORMATS:
        with suppress(MissingToolError):  # a package that is broken, told where somebody wants it
            found.append(FORMATS[name].suffix)
    return tuple(found)
