"""Tables of named parts: ours are written down, those of other packages are found by their entry points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, TypeVar

from pipeline.errors import MissingToolError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

_Part = TypeVar("_Part")


class Plugins(Mapping[str, _Part]):
    """Parts by name. A package adds one by an entry point of `group` that leads to a value of type `kind`.

    Ours go first: nobody replaces them by a package of the same name. Installed packages are looked through
    only when a name is not ours, or when all names are wanted, as that takes a tenth of a second.
    """

    def __init__(self, group: str, kind: type[_Part], own: Mapping[str, _Part]) -> None:
        self.group = group
        self._kind = kind
        self._own = own

    def _foreign(self) -> dict[str, EntryPoint]:
        from importlib.metadata import entry_points  # takes as long as all else that --help imports

        return {entry.name: entry for entry in entry_points(group=self.group) if entry.name not in self._own}

    def __getitem__(self, name: str) -> _Part:
        """Raises KeyError for no name, MissingToolError for a package that cannot be used."""
        if name in self._own:
            return self._own[name]
        return self._loaded(self._foreign()[name])

    def __contains__(self, name: object) -> bool:
        return name in self._own or name in self._foreign()

    def __iter__(self) -> Iterator[str]:
        return iter((*self._own, *sorted(self._foreign())))

    def __len__(self) -> int:
        return len(self._own) + len(self._foreign())

    def _loaded(self, entry: EntryPoint) -> _Part:
        package = entry.dist.name if entry.dist else entry.module
        try:
            part = entry.load()
        except Exception as error:
            raise MissingToolError(
                f"{entry.name!r} of the package {package!r} is broken: {type(error).__name__}: {error}.",
                hint=f"Install it anew, or remove it: pip uninstall {package}.",
            ) from error
        if not isinstance(part, self._kind):
            raise MissingToolError(
                f"{entry.name!r} of the package {package!r} is of type {type(part).__name__}, not "
                f"{self._kind.__name__}.",
                hint="Is it made for another version of this program?",
            )
        return part
