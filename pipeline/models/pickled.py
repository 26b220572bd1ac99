"""What reading a checkpoint of PyTorch would run: it is a pickle, which may call anything.

Nothing of it is run here: whatever it names is noted, and nothing is put in its place.
"""

from __future__ import annotations

import pickle
import re
import zipfile
from collections.abc import Collection
from pathlib import Path
from typing import IO, Any

from pipeline.errors import ModelError
from pipeline.models.digest import sha256_of_weights
from pipeline.storage.regular_file import open_regular

_HARMLESS = re.compile(
    r"collections OrderedDict|collections defaultdict|_codecs encode"
    r"|builtins (?:set|frozenset|dict|list|tuple|int|float|bool|complex|slice|str|bytes|bytearray)"
    r"|torch (?:\w+Storage|Size|device|dtype|float\d+|int\d+|bool)|torch\.torch_version TorchVersion"
    r"|torch\._utils _rebuild_(?:tensor_v2|parameter|parameter_with_state)|torch\.storage \w+Storage"
    r"|pyannote\.audio\.core\.task (?:Specifications|Problem|Resolution)"
    r"|numpy(?:\._core|\.core)?\.multiarray (?:scalar|_reconstruct)|numpy (?:dtype|ndarray)"
)
"""What checkpoints of pyannote.audio are made of: values, tensors, and the kind of their task."""
_MOST = 64 << 20
"""Bytes of a pickle, the tensors aside."""


def check_checkpoint(path: Path, trusted: Collection[str], shown: Path | None = None) -> None:
    """Raise ModelError for one that would run more than it should, unless its SHA-256 is `trusted`.

    `shown` is the file of which it is a copy.
    """
    digest = sha256_of_weights(path)
    if digest in trusted:
        return
    try:
        foreign = _named(path)
    except (OSError, zipfile.BadZipFile, pickle.UnpicklingError, ValueError, TypeError, KeyError, EOFError,
            IndexError, AttributeError, RecursionError, MemoryError) as error:  # fmt: skip
        foreign = {f"it cannot be looked through: {error}"}
    if foreign := {name for name in foreign if not _HARMLESS.fullmatch(name)}:
        raise ModelError(
            f"Reading {shown or path} would run code that is not needed for a model ({min(foreign)}).",
            hint=f"If you trust whoever made it: --trust-model {digest}.",
        )


def _named(path: Path) -> set[str]:
    """Everything that is named, as `module name`."""
    found: set[str] = set()
    with open_regular(path) as file, zipfile.ZipFile(file) as archive:
        names = [info for info in archive.infolist() if info.filename.endswith(".pkl")]
        if not names:
            raise ValueError("it has no data.pkl")
        for info in names:
            if info.filename.endswith("constants.pkl"):
                raise ValueError("it is a program (TorchScript)")
            if info.file_size > _MOST:
                raise ValueError("its pickle is too large")
            with archive.open(info) as stream:
                found |= _names_in(stream)
    return found


def _names_in(stream: IO[bytes]) -> set[str]:
    reader = _Reader(stream)
    reader.load()
    return reader.found


class _Nothing:
    """Stands for whatever a pickle names, makes or changes."""

    def __new__(cls, *_: Any, **__: Any) -> Any:
        return super().__new__(cls)

    def __init__(self, *_: Any, **__: Any) -> None:
        pass

    def __setstate__(self, _state: Any) -> None:
        pass

    def __setitem__(self, _key: Any, _value: Any) -> None:
        pass

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other

    def append(self, _item: Any) -> None:
        """As of a list."""

    def extend(self, _items: Any) -> None:
        """As of a list."""

    def add(self, _item: Any) -> None:
        """As of a set."""


class _Reader(pickle.Unpickler):
    """Notes names, and makes nothing of them."""

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__(stream)
        self.found: set[str] = set()

    def find_class(self, module_name: str, global_name: str, /) -> Any:
        self.found.add(f"{module_name} {global_name}")
        return _Nothing

    def persistent_load(self, _pid: Any) -> Any:
        # The kind of storage is in there, and was named.
        return _Nothing()
