"""Where a recording's results go in the archive, and whether what lies there is ours to replace."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.archive.condition import Damage, Harm
from pipeline.archive.corrected import is_corrected
from pipeline.archive.digest import digest_of
from pipeline.archive.layout import HIDDEN
from pipeline.errors import DiskError, OutputError
from pipeline.formats import FORMATS, render
from pipeline.storage.atomic import OF_THE_NAME, as_bytes, write_bytes
from pipeline.storage.possible_name import refuse_impossible
from pipeline.storage.regular_file import read_regular
from pipeline.transcript.model import Transcript

_TRANSCRIPT = "json"


@dataclass(frozen=True, slots=True)
class Results:
    """The forms in which a transcript is written below `folder`, the transcript itself always."""

    folder: Path
    formats: tuple[str, ...] = ()
    styles: tuple[object, ...] = ()
    force: bool = False

    def names(self, base: str) -> Mapping[str, str]:
        """Formats by the path of their file below the folder; the transcript comes last."""
        formats = (*(name for name in self.formats if name != _TRANSCRIPT), _TRANSCRIPT)
        return {f"{base}{FORMATS[name].suffix}": name for name in formats}

    def documents(self, transcript: Transcript, base: str) -> Mapping[str, bytes]:
        """Contents by path below the folder."""
        return {
            path: as_bytes(render(transcript, name, *self.styles)) for path, name in self.names(base).items()
        }

    def refuse_impossible(self, base: str) -> None:
        """Raise OutputError where one of the names can be no file's here."""
        for name in self.names(base):
            refuse_impossible(self.folder / name)

    def in_the_way(
        self, base: str, ours: Mapping[str, tuple[str, ...]], damages: Sequence[Damage] = ()
    ) -> str | None:
        """The first file that lies in the way and is not as we left it, corrections aside; None with `force`.

        Corrections are carried over, so nothing is lost of them; what `set_aside` keeps is not in the way.
        Raises DiskError.
        """
        if self.force:
            return None
        damaged = {damage.path for damage in damages}
        going = {name for name in ours if f"{base}.json" in damaged} | damaged
        changed = (
            name
            for name in self.names(base)
            if name not in going
            and not _may_replace(self.folder / name, ours.get(name, ()))
            and not is_corrected(self.folder, name, f"{base}.json", ours)
        )
        return next(changed, None)

    def set_aside(
        self, base: str, ours: Mapping[str, tuple[str, ...]], damages: Sequence[Damage]
    ) -> Iterator[tuple[str, str]]:
        """Keep what is left of damaged results under another name, by which people may find it; both names.

        Beside a transcript that is lost so are files that are not as we left them: they may be the last that
        tells of corrections. Raises DiskError.
        """
        lost = any(damage.path == f"{base}.json" for damage in damages)
        harms = {damage.path: damage.harm for damage in damages}
        for name in self.names(base):
            path = self.folder / name
            if harms.get(name) is Harm.DAMAGED:
                yield name, _aside(path, "damaged")
            elif lost and name not in harms and name in ours and not _may_replace(path, ours[name]):
                yield name, _aside(path, "kept")

    def write(self, documents: Mapping[str, bytes]) -> None:
        """Write all, each whole or not at all. Raises OutputError."""
        if not (self.folder / HIDDEN).is_dir():  # or a folder that was unmounted would be made anew below it
            raise DiskError(f"The folder {str(self.folder)!r} has gone.", hint="Is the disk still there?")
        for name, data in documents.items():
            path = self.folder / name
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                kind = OutputError if error.errno in OF_THE_NAME else DiskError
                raise kind(f"Cannot make {str(path.parent)!r}: {error.strerror}.") from None
            write_bytes(path, data, force=True)


def _aside(path: Path, why: str) -> str:
    """Give a file another name that no file has; that name."""
    numbers = (f"-{number}" for number in itertools.count(2))
    names = (path.with_name(f"{path.name}.{why}{number}") for number in itertools.chain(("",), numbers))
    free = next(name for name in names if not name.exists())
    try:
        path.rename(free)
    except OSError as error:
        raise DiskError(f"Cannot set aside {str(path)!r}: {error.strerror}.") from None
    return free.name


def _may_replace(path: Path, ours: tuple[str, ...]) -> bool:
    try:
        return digest_of(read_regular(path)) in ours
    except FileNotFoundError:
        return True
    except OSError as error:
        kind = OutputError if error.errno in OF_THE_NAME else DiskError
        raise kind(f"Cannot read {str(path)!r}: {error.strerror}.") from None
