"""A change of one text made in another that has changed meanwhile: three-way, word by word."""

from __future__ import annotations

from difflib import SequenceMatcher

from pipeline.corrections.unplaced import UnplacedError


def patched(text: str, before: str, after: str) -> str:
    """`text` with the changes from `before` to `after`. Raises UnplacedError where it differs there.

    >>> patched("The new mayor, spoke.", "The mayor, spoke.", "The mayor spoke.")
    'The new mayor spoke.'
    """
    if text in (before, after):
        return after
    now, old, new = text.split(" "), before.split(" "), after.split(" ")
    where = _places(old, now)
    found: list[str] = []
    done = 0
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        first, last = _edges(where, i1, i2, len(old), len(now))
        if now[first:last] == new[j1:j2] and i1 < i2:
            continue  # it says so already
        if now[first:last] != old[i1:i2]:
            raise UnplacedError("the words around it are others by now")
        found += (*now[done:first], *new[j1:j2])
        done = last
    return " ".join((*found, *now[done:]))


def _places(old: list[str], now: list[str]) -> dict[int, int]:
    """Which words of `old` stand where in `now`."""
    blocks = SequenceMatcher(None, old, now, autojunk=False).get_matching_blocks()
    return {block.a + n: block.b + n for block in blocks for n in range(block.size)}


def _edges(where: dict[int, int], first: int, last: int, old: int, now: int) -> tuple[int, int]:
    """Where words `first` to `last` stand in `now`; else what stands between their neighbours."""
    own = [where.get(number, -1) for number in range(first, last)]
    if own and own[0] >= 0 and own == list(range(own[0], own[0] + len(own))):
        return own[0], own[-1] + 1
    if (first and first - 1 not in where) or (last < old and last not in where):
        raise UnplacedError("the words around it are others by now")
    return (where[first - 1] + 1 if first else 0), (where[last] if last < old else now)
