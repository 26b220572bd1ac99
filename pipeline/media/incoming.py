"""Whatever a program holds a recording in, as a file: a path, bytes, a file object, an array of samples.

FFmpeg reads files. What is none yet goes into a private temporary folder, which is removed whatever happens.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeAlias, Union

from pipeline.errors import InputError
from pipeline.media.samples import write_wave

if TYPE_CHECKING:
    from numpy.typing import NDArray

MediaInput: TypeAlias = Union[
    "str | os.PathLike[str] | bytes | bytearray | memoryview | BinaryIO", "NDArray[Any]"
]
BYTES, FILE, ARRAY = "<bytes>", "<file>", "<array>"
"""Names of what has none of its own."""


@dataclass(frozen=True, slots=True)
class MediaSource:
    """A file to read, and the name by which its recording is known."""

    path: Path
    name: str

    @classmethod
    def of(cls, path: Path) -> MediaSource:
        """A file under its own name."""
        return cls(path, str(path))

    @property
    def stem(self) -> str | None:
        """The name without folder and ending; None where nobody named it."""
        return None if self.name in (BYTES, FILE, ARRAY) else Path(self.name).stem


@contextmanager
def as_file(media: MediaInput, sample_rate: int | None = None) -> Iterator[MediaSource]:
    """`media` as a file, for as long as the context lasts.

    `sample_rate` belongs to an array, and to nothing else. A file object is read from where it stands, and is
    neither closed nor rewound. Raises TypeError or ValueError for what is no recording at all, InputError for
    one that cannot be used.
    """
    array = _is_array(media)
    if array and sample_rate is None:
        raise ValueError("an array needs its sample_rate")
    if not array and sample_rate is not None:
        raise ValueError("sample_rate is for arrays; media tell their own")
    if isinstance(media, str | os.PathLike):
        yield MediaSource.of(Path(media))
        return
    _refuse_others(media)
    with tempfile.TemporaryDirectory(prefix="pipeline-") as folder:  # nobody else may look into it
        path = Path(folder) / "media"
        try:
            name = _write(media, path, sample_rate)
        except OSError as error:
            raise InputError(f"The recording could not be read or kept for a while: {error}.") from error
        yield MediaSource(path, name)


def _write(media: Any, path: Path, sample_rate: int | None) -> str:
    """Write it into a file that only this user may read; returns its name."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(descriptor, "wb") as file:
        if sample_rate is not None:
            write_wave(media, sample_rate, file)
            return ARRAY
        if isinstance(media, bytes | bytearray | memoryview):
            file.write(media)
            return BYTES
        shutil.copyfileobj(media, file)
    name = getattr(media, "name", None)  # a number for what was opened by its descriptor
    return name if isinstance(name, str) and name else FILE


def _is_array(media: object) -> bool:
    """Whether it is NumPy's, without importing NumPy for that."""
    return hasattr(media, "dtype") and hasattr(media, "__array__")


def _refuse_others(media: object) -> None:
    if isinstance(media, bytes | bytearray | memoryview) or _is_array(media):
        return
    read = getattr(media, "read", None)
    if read is None:
        raise TypeError(f"media must be a path, bytes, a binary file or an array, not {type(media).__name__}")
    if not isinstance(read(0), bytes):
        raise TypeError("media must be a file opened for bytes: open(path, 'rb')")
