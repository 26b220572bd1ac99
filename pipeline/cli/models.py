"""`pipeline models`: see, fetch, check and bring in the models that do the listening."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.errors import ModelError
from pipeline.models import Model, ModelStore, Registry, State, UnknownModelError, import_models, pull

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress


@click.group()
def models() -> None:
    """See, fetch and check the models that do the listening.

    Models are large files that recognise speech and tell voices apart. They are fetched once and kept on this
    machine. The set "starter" is enough to begin with and needs no account.
    """


@models.command("list", short_help="Show every known model and whether it is installed.")
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON, for other programs.")
def list_models(as_json: bool) -> None:
    """Show every known model, its licence, and whether it is installed here.

    "installed" means complete and checked, "incomplete" that files are missing, "damaged" that a file is not
    the one it should be. `pipeline models pull NAME` mends both.
    """
    registry, store = Registry.load(), ModelStore.default()
    if as_json:
        entries = [_as_json(model, store) for model in registry.models]
        click.echo(json.dumps(entries, indent=2, ensure_ascii=False))
    else:
        _print_table(registry, store)


@models.command("pull")
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--offline", is_flag=True, help="Use only what is already on this machine; download nothing.")
def pull_models(names: tuple[str, ...], offline: bool) -> None:
    """Fetch models and keep them on this machine.

    NAME is a model or a set of models, as `pipeline models list` shows them; without it, the set "starter".
    What is here already is not fetched again. A download that was cut off goes on where it stopped.
    """
    with _known_names():
        chosen = Registry.load().select(names or ("starter",))
    with _watcher() as watcher:
        pull(chosen, ModelStore.default(), offline=offline, progress=watcher)


@models.command("verify")
@click.argument("names", metavar="[NAME]...", nargs=-1)
def verify_models(names: tuple[str, ...]) -> None:
    """Check that installed models are complete and undamaged.

    Reads every file and compares its checksum. NAME is a model or a set; without it, all that is installed.
    """
    registry, store = Registry.load(), ModelStore.default()
    with _known_names():
        chosen = registry.select(names) if names else registry.models
    states = {model.name: store.state(model) for model in chosen}
    if not names:
        states = {name: state for name, state in states.items() if state is not State.MISSING}
    for name, state in states.items():
        click.echo(f"{name}: {'ok' if state is State.INSTALLED else state}")
    if not states:
        click.echo(f"No models are installed in {store.root}.", err=True)
    if bad := [name for name, state in states.items() if state is not State.INSTALLED]:
        raise ModelError(
            f"{len(bad)} of {len(states)} checked models cannot be used: {', '.join(bad)}.",
            hint=f"Run `pipeline models pull {' '.join(bad)}`: it fetches what is missing or damaged.",
        )


@models.command("import")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
def import_files(path: Path) -> None:
    """Bring in models from a file, a folder, a USB stick.

    For a machine without internet: fetch the files elsewhere, carry them over, and name the file or folder
    here. Files are recognised by their content, whatever they are called, also inside Python wheels and zip
    files. What is recognised is copied.
    """
    report = import_models(path, Registry.load(), ModelStore.default())
    for found in report.found:
        what = "copied" if found.copied else "already installed"
        click.echo(f"{found.model}: {found.file} {what} (found as {found.origin})")
    for model, files in report.missing.items():
        click.echo(f"{model}: still missing {', '.join(files)}")
    for name in report.unreadable:
        click.echo(f"Could not be read: {name}", err=True)


@models.command("path")
@click.argument("name", required=False)
def show_path(name: str | None) -> None:
    """Print the folder where models are kept.

    With NAME, the folder of that model, once its files have been checked.
    """
    store = ModelStore.default()
    if name is None:
        click.echo(store.root)
        return
    with _known_names():
        model = Registry.load().model(name)
    store.files(model)
    click.echo(store.folder(model))


@contextmanager
def _known_names() -> Iterator[None]:
    """A name that is not known is a slip in the command, not a missing model."""
    try:
        yield
    except UnknownModelError as error:
        raise click.BadParameter(str(error), param_hint="NAME") from None


def _as_json(model: Model, store: ModelStore) -> dict[str, object]:
    return {
        "name": model.name,
        "aliases": model.aliases,
        "sets": model.sets,
        "task": model.task,
        "title": model.title,
        "description": model.description,
        "licence": model.licence,
        "attribution": model.attribution,
        "homepage": model.homepage,
        "size": model.size,
        "state": store.state(model),
        "folder": str(store.folder(model)),
    }


def _print_table(registry: Registry, store: ModelStore) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table("model", "sets", "task", "size", "licence", "state", box=box.SIMPLE)
    for model in registry.models:
        name = "\n".join((model.name, *(f"  = {alias}" for alias in model.aliases)))
        size = "" if model.size is None else f"{max(1, round(model.size / 1e6))} MB"
        table.add_row(name, ", ".join(model.sets), model.task, size, model.licence, store.state(model))
    # Where there is no terminal there is no width, and names must not be cut to fit one.
    Console(width=None if sys.stdout.isatty() else 120).print(table)
    click.echo(f"Kept in {store.root}")


@contextmanager
def _watcher() -> Iterator[_Lines]:
    """A bar on a terminal; elsewhere one line for each model."""
    if not sys.stderr.isatty():
        yield _Lines()
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        yield _Bars(bars)


class _Lines:
    """Says one line for each model."""

    def waiting(self, model: str) -> None:
        click.echo(f"{model}: waiting for another pull of the same model", err=True)

    def receiving(self, model: str, file: str, received: int, size: int | None) -> None:
        """Bytes are no news where nobody is looking."""

    def finished(self, model: str, files: int) -> None:
        click.echo(f"{model}: {'installed' if files else 'already installed'}", err=True)


class _Bars(_Lines):
    """Draws a bar for the file that is coming in, above it the same lines."""

    def __init__(self, bars: RichProgress) -> None:
        self._bars = bars
        self._task = bars.add_task("", visible=False)

    def receiving(self, model: str, file: str, received: int, size: int | None) -> None:
        self._bars.update(
            self._task, description=f"{model} {file}", completed=received, total=size, visible=True
        )
