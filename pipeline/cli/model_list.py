"""What `pipeline models list` prints: every model in a few lines, and what `auto` makes of them here."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from pipeline.errors import PipelineError
from pipeline.models import Model, ModelStore, Registry, State, Task

if TYPE_CHECKING:
    from pipeline.engines.auto import Choice

_PIPED = 100
"""Columns where there is no terminal, and the most that are used of a wide one."""
_NAME = 24
"""Columns for a name; a longer one shifts its own line."""
_INDENT = " " * 4
_GROUPS = (
    ("Speech recognition", (Task.RECOGNIZER,)),
    ("Telling voices apart", (Task.SEGMENTATION, Task.EMBEDDING, Task.DIARIZER)),
    ("Others in the store", (Task.UNKNOWN,)),
)
_NOTHING = "none is installed yet; `pipeline models pull` fetches the starter set"


@dataclass(frozen=True, slots=True)
class Listed:
    """A model and how it stands in the store."""

    model: Model
    state: State


def print_list(registry: Registry, store: ModelStore, models: Iterable[Model]) -> None:
    """All of it, to stdout."""
    listed = [Listed(model, store.state(model)) for model in models]
    width = min(shutil.get_terminal_size().columns, _PIPED) if sys.stdout.isatty() else _PIPED
    names = min(_NAME, max((len(item.model.name) for item in listed), default=0))
    for title, tasks in _GROUPS:
        group = [item for item in listed if item.model.task in tasks]
        if group:
            click.secho(title, bold=True)
        for item in group:
            click.echo(_heading(item, names))
            for line in _details(item.model):
                click.echo(_wrapped(line, width))
        if group:
            click.echo()
    for title, lines in (("Sets", _sets(registry)), ("What auto takes on this machine", auto(listed, store))):
        click.secho(title, bold=True)
        for name, text in lines.items():
            click.echo(
                textwrap.fill(f"{name}: {text}", width, initial_indent="  ", subsequent_indent=_INDENT)
            )
        click.echo()
    click.echo(f"Kept in {store.root}")


def auto(listed: Iterable[Listed], store: ModelStore) -> Mapping[str, str]:
    """Recognizer and diarizer that `auto` stands for, each with the reason, or why nobody can tell."""
    installed = [item.model for item in listed if item.state is State.INSTALLED]
    tasks = {model.task for model in installed}
    voices = Task.DIARIZER in tasks or {Task.SEGMENTATION, Task.EMBEDDING} <= tasks
    return {
        "--asr auto": _told(_recognizer, store) if Task.RECOGNIZER in tasks else _NOTHING,
        "--diarizer auto": _told(_diarizer, store) if voices else _NOTHING,
    }


def _recognizer(store: ModelStore) -> Choice:
    from pipeline.engines.auto import Machine, choose_recognizer

    return choose_recognizer(store, Machine.this())


def _diarizer(store: ModelStore) -> Choice:
    from pipeline.engines.auto import choose_diarizer

    return choose_diarizer(store)


def _told(choose: Callable[[ModelStore], Choice], store: ModelStore) -> str:
    """What is chosen and why, or why that cannot be told."""
    try:
        choice = choose(store)
    except PipelineError as error:
        return str(error)
    return f"{choice.name}, {choice.reason}" if choice.reason else str(choice.name)


def _heading(item: Listed, names: int) -> str:
    model = item.model
    name = model.name.ljust(names)
    if item.state is State.INSTALLED:
        name = click.style(name, bold=True)
    cells = (f"{item.state:10}", f"{_size(model):>7}", f"{model.languages:13}", model.licence)
    return f"  {name}  {'  '.join(cells)}".rstrip()


def _size(model: Model) -> str:
    return f"~{model.about}" if model.size is None and model.about else _bytes(model.size)


def _bytes(size: int | None) -> str:
    return "" if size is None else f"{max(1, round(size / 1e6))} MB"


def _details(model: Model) -> Iterator[str]:
    yield model.description
    if model.measured.accuracy:
        yield f"Accuracy: {model.measured.accuracy}."
    if model.measured.speed:
        yield f"Speed: {model.measured.speed}."
    yield f"From: {model.attribution}, {model.homepage}" if model.homepage else f"From: {model.attribution}"
    if model.aliases:
        yield f"Also called {', '.join(model.aliases)}."


def _sets(registry: Registry) -> dict[str, str]:
    lines = {}
    for name, members in registry.sets.items():
        sizes = [model.size for model in registry.select([name])]
        known = [size for size in sizes if size is not None]
        total = f" ({_bytes(sum(known))})" if len(known) == len(sizes) else ""
        lines[name] = ", ".join(members) + total
    return lines


def _wrapped(text: str, width: int, first: str = _INDENT) -> str:
    return textwrap.fill(
        text, width, initial_indent=first, subsequent_indent=_INDENT, break_long_words=False,
        break_on_hyphens=False,
    )  # fmt: skip
