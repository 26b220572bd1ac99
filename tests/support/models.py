"""Small models that do not exist, and the wheels and registries that carry them."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZipFile

import pytest

from pipeline.errors import ModelError
from pipeline.models import ModelStore, State, pull
from pipeline.models.carried import Package
from pipeline.models.fetching.context import RetryPolicy
from pipeline.models.model import Model, ModelFile, Task
from pipeline.models.sources import Source, UrlSource, WheelSource

WEIGHTS = random.Random(7).randbytes(300_000)
"""The content of the made-up model's one file, unless a test says otherwise."""

BRISK = RetryPolicy(timeout=0.3, attempts=3, pause=0.0)
"""Terms for a download that shall fail quickly."""


def sha256(content: bytes) -> str:
    """64 hex digits."""
    return hashlib.sha256(content).hexdigest()


def made_up(
    *sources: Source,
    name: str = "toy",
    content: Mapping[str, bytes] | None = None,
    sized: bool = True,
    sets: tuple[str, ...] = (),
) -> Model:
    """A model with these files, by default one called weights.bin with WEIGHTS in it."""
    content = content or {"weights.bin": WEIGHTS}
    files = tuple(
        ModelFile(file, sha256(data), len(data) if sized else None) for file, data in content.items()
    )
    sources = sources or (
        WheelSource.whole(Package("toy-package", "1.0"), {file: f"toy/{file}" for file in content}),
    )
    return Model(
        name=name,
        task=Task.RECOGNIZER,
        title="Toy",
        licence="MIT",
        attribution="Nobody",
        homepage="https://toy.example",
        description="A toy.",
        files=files,
        sources=sources,
        sets=sets,
    )


def at(url: str) -> UrlSource:
    """A source that has weights.bin at `url`."""
    return UrlSource({"weights.bin": url})


def write_wheel(
    folder: Path,
    content: Mapping[str, bytes],
    version: str = "1.0",
    name: str = "toy-package",
    tag: str = "py3-none-any",
) -> Path:
    """A wheel of a package, `toy-package` unless told otherwise, with these files in it, by path."""
    plain = name.replace("-", "_")
    info = f"{plain}-{version}.dist-info"
    wheel = folder / f"{plain}-{version}-{tag}.whl"
    folder.mkdir(parents=True, exist_ok=True)
    with ZipFile(wheel, "w") as archive:
        for path, data in content.items():
            archive.writestr(path, data)
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        archive.writestr(f"{info}/WHEEL", f"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: {tag}\n")
        archive.writestr(f"{info}/RECORD", "")
    return wheel


def install(
    folder: Path, content: Mapping[str, bytes], version: str = "1.0", name: str = "toy-package"
) -> None:
    """Lay a package out in `folder` as an installer would."""
    with ZipFile(write_wheel(folder / "built", content, version, name)) as archive:
        archive.extractall(folder)


def refusal(model: Model, store: ModelStore, patience: RetryPolicy = BRISK) -> str:
    """What the user is told when the pull fails; nothing may have been installed."""
    with pytest.raises(ModelError) as raised:
        pull([model], store, patience=patience)
    assert store.state(model) is State.MISSING
    return str(raised.value)
