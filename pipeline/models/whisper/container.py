"""CTranslate2's container of weights: read without the library, and written again to the bit.

Layout, little-endian, as CTranslate2's `ModelSpec.save` writes it (binary version 6): u32 version,
specification (a text), u32 revision, u32 number of variables; for each its name, u8 rank, u32 a dimension,
u8 type, u32 bytes and the data; then u32 number of aliases and their pairs of names. A text is u16 length,
UTF-8 and a closing zero that the length counts.
"""

from __future__ import annotations

import struct
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from pipeline.storage.regular_file import open_regular

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_VERSION = 6
_TYPES = {0: "<f4", 1: "|i1", 2: "<i2", 3: "<i4", 4: "<f2"}
"""CTranslate2's number for a type, and NumPy's name of it."""
_BLOCK = 1 << 20
"""Bytes copied at a time."""
_MOST = 1 << 16
"""More variables than any model has: a file that says so is no container."""


class ContainerError(ValueError):
    """The file is not a container of CTranslate2, or ends too early."""


@dataclass(frozen=True, slots=True)
class Variable:
    """One tensor: where its numbers stand in the file (`offset`, `size` in bytes), their type and shape."""

    name: str
    shape: tuple[int, ...]
    kind: int
    offset: int
    size: int


@dataclass(frozen=True, slots=True)
class Container:
    """What a container holds; the numbers stay on the disk until they are asked for."""

    path: Path
    specification: str
    revision: int
    variables: Mapping[str, Variable]
    aliases: tuple[tuple[str, str], ...]

    @classmethod
    def read(cls, path: Path) -> Container:
        """Raises ContainerError where the file is something else, OSError where it cannot be read."""
        with open_regular(path) as stream:
            reader = _Reader(stream, path.stat().st_size)
            if (version := reader.number("I")) != _VERSION:
                raise ContainerError(f"version {version} of CTranslate2's format, not {_VERSION}")
            specification, revision = reader.text(), reader.number("I")
            variables = {variable.name: variable for variable in reader.variables()}
            aliases = tuple((reader.text(), reader.text()) for _ in range(reader.count()))
            return cls(path, specification, revision, variables, aliases)

    def array(self, name: str) -> NDArray[np.generic]:
        """The numbers of a variable, read-only and in its own type. Raises KeyError."""
        import numpy as np

        variable = self.variables[name]
        kind = np.dtype(_TYPES[variable.kind])
        if not variable.shape:
            with open_regular(self.path) as stream:
                stream.seek(variable.offset)
                return np.frombuffer(stream.read(variable.size), kind).reshape(())
        return np.memmap(self.path, kind, "r", variable.offset, variable.shape)

    def without(self, dropped: Collection[str]) -> Iterator[bytes]:
        """The same file without some variables, in blocks of bytes."""
        kept = [variable for name, variable in self.variables.items() if name not in dropped]
        yield struct.pack("<I", _VERSION) + packed_text(self.specification)
        yield struct.pack("<II", self.revision, len(kept))
        with open_regular(self.path) as stream:
            for variable in kept:
                yield packed_variable(variable.name, variable.shape, variable.kind, variable.size)
                stream.seek(variable.offset)
                for position in range(0, variable.size, _BLOCK):
                    yield stream.read(min(_BLOCK, variable.size - position))
        yield packed_aliases(self.aliases)


def written(
    specification: str,
    revision: int,
    arrays: Mapping[str, NDArray[np.generic]],
    aliases: Collection[tuple[str, str]] = (),
) -> Iterator[bytes]:
    """A container with these tensors, in the order of their names, in blocks of bytes.

    Raises ContainerError for numbers of a type that the format does not have.
    """
    yield struct.pack("<I", _VERSION) + packed_text(specification)
    yield struct.pack("<II", revision, len(arrays))
    kinds = {name: kind for kind, name in _TYPES.items()}
    for name, array in sorted(arrays.items()):
        if array.dtype.str not in kinds:
            raise ContainerError(f"{name} is of type {array.dtype}, which the format does not have")
        yield packed_variable(name, array.shape, kinds[array.dtype.str], array.nbytes)
        yield array.tobytes()
    yield packed_aliases(aliases)


def packed_variable(name: str, shape: tuple[int, ...], kind: int, size: int) -> bytes:
    """What stands before the numbers of a variable."""
    dimensions = struct.pack(f"<B{len(shape)}I", len(shape), *shape)
    return packed_text(name) + dimensions + struct.pack("<BI", kind, size)


def packed_text(text: str) -> bytes:
    """A name as the container writes it."""
    raw = text.encode() + b"\0"
    return struct.pack("<H", len(raw)) + raw


def packed_aliases(aliases: Collection[tuple[str, str]]) -> bytes:
    """The end of the file."""
    names = (packed_text(name) for pair in aliases for name in pair)
    return struct.pack("<I", len(aliases)) + b"".join(names)


class _Reader:
    """Reads value by value; says so where the file ends in the middle of one."""

    def __init__(self, stream: IO[bytes], size: int) -> None:
        self._stream = stream
        self._size = size

    def number(self, form: str) -> int:
        value: int = struct.unpack(f"<{form}", self._bytes(struct.calcsize(f"<{form}")))[0]
        return value

    def count(self) -> int:
        number = self.number("I")
        if number > _MOST:
            raise ContainerError(f"{number} variables are more than a model has")
        return number

    def text(self) -> str:
        raw = self._bytes(self.number("H"))
        try:
            return raw.rstrip(b"\0").decode()
        except UnicodeDecodeError:
            raise ContainerError("a name in it is no text") from None

    def variables(self) -> Iterator[Variable]:
        for _ in range(self.count()):
            name = self.text()
            shape = tuple(self.number("I") for _ in range(self.number("B")))
            kind, size = self.number("B"), self.number("I")
            if kind not in _TYPES:
                raise ContainerError(f"{name} is of type {kind}, which is not known")
            offset = self._stream.tell()
            if offset + size > self._size:
                raise ContainerError(f"it ends in the middle of {name}")
            self._stream.seek(size, 1)
            yield Variable(name, shape, kind, offset, size)

    def _bytes(self, length: int) -> bytes:
        raw = self._stream.read(length)
        if len(raw) < length:
            raise ContainerError("it ends too early")
        return raw
