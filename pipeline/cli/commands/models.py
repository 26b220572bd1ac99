"""`pipeline models`: see, fetch, check and bring in the models that do the listening."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from pipeline.cli.command import Group
from pipeline.cli.model_list import print_list
from pipeline.cli.progress.downloads import pull_watcher
from pipeline.cli.suggestions import did_you_mean
from pipeline.errors import ModelError, PipelineError
from pipeline.models import (
    ImportReport,
    Model,
    ModelStore,
    Registry,
    RetryPolicy,
    State,
    UnknownModelError,
    import_models,
    pull,
)


@click.group(
    cls=Group,
    examples=("pipeline models list", "pipeline models pull starter", "pipeline models import usb-stick"),
)
def models() -> None:
    """See, fetch and check the models that do the listening.

    Models are large files that recognise speech and tell voices apart. They are fetched once and kept on this
    machine. The set "starter" is enough to begin with and needs no account.
    """


@models.command(
    "list",
    examples=("pipeline models list", "pipeline models list --json"),
    short_help="Show every known model and whether it is installed.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON, for other programs.")
def list_models(as_json: bool) -> None:
    """Show every known model, what it is good for, its licence, and whether it is installed here.

    At the end stands which of the installed ones `auto` takes on this machine, and why.

    "installed" means complete and checked, "incomplete" that files are missing, "damaged" that a file is not
    the one it should be. `pipeline models pull NAME` mends both.
    """
    registry, store = Registry.load(), ModelStore.default()
    if as_json:
        entries = [_as_json(model, store) for model in _all_models(registry, store)]
        click.echo(json.dumps(entries, indent=2, ensure_ascii=False))
    else:
        print_list(registry, store, _all_models(registry, store))


@models.command(
    "pull",
    examples=(
        "pipeline models pull starter",
        "pipeline models pull whisper-small",
        "pipeline models pull pyannote/speaker-diarization-community-1",
    ),
)
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--offline", is_flag=True, help="Use only what is already on this machine; download nothing.")
@click.option("--optional", is_flag=True, help="When a model cannot be had, say so and go on: no failure.")
@click.option(
    "--patience", metavar="SECONDS", type=click.FloatRange(0, min_open=True),
    help="Give up on a server that is silent for so long, without another try.",
)  # fmt: skip
def pull_models(names: tuple[str, ...], offline: bool, optional: bool, patience: float | None) -> None:
    """Fetch models and keep them on this machine.

    NAME is a model or a set of models, as `pipeline models list` shows them; or owner/name of a pyannote
    pipeline or a converted Whisper model on the Hugging Face hub, where @ and a commit may follow. Without
    it, the set "starter" is meant. What is here already is not fetched again. A download that was cut off
    goes on where it stopped.
    """
    names = names or ("starter",)
    with _known_names(names):
        chosen = Registry.load().select(names)
    terms = None if patience is None else RetryPolicy(timeout=patience, attempts=1, insisted=True)
    try:
        with pull_watcher() as watcher:
            pull(
                chosen, ModelStore.default(), asked=" ".join(names), offline=offline, progress=watcher,
                patience=terms,
            )  # fmt: skip
    except PipelineError as error:
        if not optional:
            raise
        click.echo(f"{error.message} Going on without.", err=True)


@models.command("verify", examples=("pipeline models verify", "pipeline models verify starter"))
@click.argument("names", metavar="[NAME]...", nargs=-1)
def verify_models(names: tuple[str, ...]) -> None:
    """Check that installed models are complete and undamaged.

    Reads every file and compares its checksum. NAME is a model or a set; without it, all that is installed.
    """
    registry, store = Registry.load(), ModelStore.default()
    with _known_names(names):
        chosen = registry.select(names) if names else _all_models(registry, store)
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


@models.command("import", examples=("pipeline models import usb-stick",))
@click.argument("path", type=click.Path(exists=True, path_type=Path))
def import_files(path: Path) -> None:
    """Bring in models from a file, a folder, a USB stick.

    For a machine without internet: fetch the files elsewhere, carry them over, and name the file or folder
    here. Files are recognised by their content, whatever they are called, also inside Python wheels and zip
    files, in parts, as OpenAI publishes them, and in the hub's own cache; a pyannote pipeline by its
    config.yaml. What is recognised is copied.
    """
    _print_report(import_models(path, Registry.load(), ModelStore.default()))


def _print_report(report: ImportReport) -> None:
    for found in report.found:
        origin = f" (found as {found.origin})" if found.origin else ""
        click.echo(f"{found.model}: {found.file} {found.how}{origin}")
    for pipeline in report.pipelines:
        what = "copied" if pipeline.copied else "already installed"
        use = f"; use it with `--diarizer pyannote:{pipeline.repo}`" if pipeline.whole else ""
        click.echo(f"{pipeline.repo}: {what} (found in {pipeline.origin}){use}")
    for model, files in report.missing.items():
        click.echo(f"{model}: still missing {', '.join(files)}")
    for reason in report.refused:
        click.echo(f"Not imported: {reason}", err=True)
    for name in report.unreadable:
        click.echo(f"Could not be read: {name}", err=True)


@models.command("path", examples=("pipeline models path", "pipeline models path whisper-base"))
@click.argument("name", required=False)
def show_path(name: str | None) -> None:
    """Print the folder where models are kept.

    With NAME, the folder of that model, once its files have been checked.
    """
    store = ModelStore.default()
    if name is None:
        click.echo(store.root)
        return
    with _known_names([name]):
        model = Registry.load().model(name)
    store.files(model)
    click.echo(store.folder(model))


@contextmanager
def _known_names(names: Sequence[str]) -> Iterator[None]:
    """A name that is not known is a slip in the command, not a missing model."""
    try:
        yield
    except UnknownModelError as error:
        wrong = next((name for name in names if repr(name) in error.message), None)
        meant = did_you_mean(wrong, Registry.load().names) if wrong else error.hint
        raise click.BadParameter(f"{error.message} {meant or error.hint}", param_hint="NAME") from None


def _all_models(registry: Registry, store: ModelStore) -> tuple[Model, ...]:
    """What the registry knows, and what else is in the store."""
    known = {model.folder for model in registry.models}
    return (*registry.models, *(model for model in store.snapshots() if model.folder not in known))


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
        "languages": model.languages,
        "accuracy": model.measured.accuracy,
        "speed": model.measured.speed,
        "homepage": model.homepage,
        "size": model.size,
        "state": store.state(model),
        "folder": str(store.folder(model)),
    }
