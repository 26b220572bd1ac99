"""What one pull learns on its way, so that no model asks in vain where another has just asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

from pipeline.errors import OutputError
from pipeline.models.carried import Package
from pipeline.models.fetching.connection import host_of
from pipeline.models.source_errors import SourceError, UnreachableError


@dataclass(frozen=True, slots=True)
class Trip:
    """The hosts that do not answer, and the packages that were downloaded or cannot be."""

    _stack: ExitStack
    _silent: dict[str, UnreachableError] = field(default_factory=dict)
    _wheels: dict[Package, Path | SourceError] = field(default_factory=dict)

    @classmethod
    @contextmanager
    def begin(cls) -> Iterator[Self]:
        """Packages that were downloaded are gone afterwards."""
        with ExitStack() as stack:
            yield cls(stack)

    @contextmanager
    def asking(self, url: str) -> Iterator[None]:
        """Raise UnreachableError at once where `url`'s host did not answer before; note when it fails."""
        host = host_of(url)
        if host in self._silent:
            raise self._silent[host]
        try:
            yield
        except UnreachableError as failure:
            self._silent[host] = failure
            raise

    def wheel(self, package: Package, download: Callable[[Package, Path], Path]) -> Path:
        """The package's wheel, downloaded only the first time.

        Raises what `download` raised then, or OutputError when there is no place to download to.
        """
        if package not in self._wheels:
            try:
                self._wheels[package] = download(package, self._folder())
            except SourceError as failure:
                self._wheels[package] = failure
        got = self._wheels[package]
        if isinstance(got, SourceError):
            raise got
        return got

    def _folder(self) -> Path:
        try:
            made = TemporaryDirectory(prefix="pipeline-models-", ignore_cleanup_errors=True)
        except OSError as error:
            raise OutputError(
                f"There is no place to download to: {error.strerror or error}.",
                hint="Free some space, or set TMPDIR to another folder.",
            ) from None
        return Path(self._stack.enter_context(made))
