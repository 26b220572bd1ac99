"""The built wheel: everything that the package reads lies in it, and it runs where no checkout is."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

_TOP = Path(__file__).parents[1]
_PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        importlib.util.find_spec("hatchling") is None,
        reason="hatchling, which builds the wheel, is not installed: pip install -e '.[dev]'",
    ),
]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as `make wheel` builds it, without the network."""
    out = tmp_path_factory.mktemp("dist")
    offline = ("--no-deps", "--no-build-isolation", "--no-index")
    subprocess.run([*_PIP, "wheel", *offline, "-w", str(out), str(_TOP)], check=True)
    (built,) = out.iterdir()
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the wheel was installed into; what it depends on is the environment's."""
    site = tmp_path_factory.mktemp("site")
    subprocess.run(
        [*_PIP, "install", "--no-deps", "--no-index", "--target", str(site), str(wheel)], check=True
    )
    return site


def pipeline(installed: Path, folder: Path, *words: str) -> str:
    """What the installed command prints in an empty folder, for a user without models."""
    program = shutil.which("pipeline", path=str(installed / "bin"))
    assert program is not None
    environment = {name: value for name, value in os.environ.items() if name != "PIPELINE_MODELS"}
    environment |= {"PYTHONPATH": str(installed), "HOME": str(folder), "XDG_DATA_HOME": str(folder)}
    ended = subprocess.run(
        [program, *words], cwd=folder, env=environment, capture_output=True, text=True, timeout=60
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def test_it_holds_every_file_of_the_package_and_nothing_beside_it(wheel: Path) -> None:
    files = [path for path in (_TOP / "pipeline").rglob("*") if path.is_file()]
    wanted = {path.relative_to(_TOP).as_posix() for path in files if path.suffix != ".pyc"}
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert held == wanted | {"pipeline/models/registry.toml"}


def test_it_knows_its_version(installed: Path, wheel: Path, tmp_path: Path) -> None:
    version = wheel.name.split("-")[1]
    assert pipeline(installed, tmp_path, "--version").split()[-1] == version


def test_it_knows_its_models(installed: Path, tmp_path: Path) -> None:
    assert "whisper-base" in pipeline(installed, tmp_path, "models", "list")


def test_it_prints_the_schema(installed: Path, tmp_path: Path) -> None:
    (schema,) = (_TOP / "pipeline" / "transcript").glob("*.schema.json")
    assert pipeline(installed, tmp_path, "schema").strip() == schema.read_text("utf-8").strip()


def test_it_reads_its_word_lists(installed: Path, tmp_path: Path) -> None:
    transcript = _TOP / "tests" / "golden" / "harbour-bridge.json"
    assert "Good evening" in pipeline(installed, tmp_path, "relabel", str(transcript), "--reassign")
