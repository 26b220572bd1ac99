"""Model files for a library that reads them by their names: the bytes that were hashed, and no others.

Between hashing a file and reading it somebody may put another in its place. So what may run code when it is
read is copied to where only this user can write, hashed on the way, and read from there.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import ModelError
from pipeline.storage.regular_file import open_regular

_BLOCK = 1 << 20


@contextmanager
def private_copies(files: Iterable[Path], digests: Collection[str]) -> Iterator[Mapping[Path, Path]]:
    """A copy of each file under its own name, in a folder of its own, for as long as the context lasts.

    Raises ModelError where a copy has none of these SHA-256, or cannot be made.
    """
    folder = Path(tempfile.mkdtemp(prefix="pipeline-models-"))  # nobody else may look into it
    try:
        yield {
            file: _copied(file, folder / str(number), digests)
            for number, file in enumerate(dict.fromkeys(files))
        }
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _copied(file: Path, folder: Path, digests: Collection[str]) -> Path:
    copy, digest = folder / file.name, hashlib.sha256()
    try:
        folder.mkdir()
        with open_regular(file) as source, copy.open("xb") as target:
            while block := source.read(_BLOCK):
                digest.update(block)
                target.write(block)
    except OSError as error:
        raise ModelError(f"{file} cannot be copied to be read: {error.strerror or error}.") from None
    if digest.hexdigest() not in digests:
        raise ModelError(
            f"{file} was changed after it was checked.", hint="Who else writes there? Try again."
        )
    return copy
