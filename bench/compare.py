"""`python -m bench.compare BEFORE AFTER`: two files that one script wrote with `--json`, figure by figure."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("before", type=_FILE)
@click.argument("after", type=_FILE)
def main(before: Path, after: Path) -> None:
    """Print what differs between BEFORE and AFTER, and by what factor."""
    old, new = (json.loads(path.read_text("utf-8")) for path in (before, after))
    if old["script"] != new["script"]:
        raise click.UsageError(f"{old['script']} and {new['script']} measure different things.")
    first, second = dict(leaves(old)), dict(leaves(new))
    table = Table("figure", "before", "after", "after / before", title=old["script"])
    for name in dict.fromkeys((*first, *second)):
        one, other = first.get(name), second.get(name)
        if one != other:
            table.add_row(name, str(one), str(other), _factor(one, other))
    Console().print(table if table.row_count else "No figure differs.")


def leaves(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Every single figure under the names that lead to it."""
    if isinstance(value, dict | list):
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(each, f"{name} / {key}" if name else str(key))
    else:
        yield name, value


def _factor(one: Any, other: Any) -> str:
    numbers = all(isinstance(value, int | float) for value in (one, other))
    return f"{other / one:.2f}" if numbers and one else ""


if __name__ == "__main__":
    main()
