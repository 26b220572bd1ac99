"""`pipeline models`, as typed."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from huggingface_hub import constants

from pipeline.cli import model_list
from pipeline.cli.commands.models import models
from pipeline.engines import auto as choice
from pipeline.engines.family import EngineName
from pipeline.errors import ModelError, PipelineError
from pipeline.models import Registry
from tests.support.hub import lay, listing_path, offer
from tests.support.models import write_wheel
from tests.support.server import FaultyServer, Page, closed_port

LOAD = Registry.load
CONTENT = {"encoder.bin": b"the encoder", "decoder.bin": b"the decoder"}
ENTRY = """
[models.{name}]
task = "recognizer"
title = "Toy"
licence = "MIT"
attribution = "Nobody"
homepage = "https://toy.example"
description = "A toy."
aliases = ["{name}-too"]
languages = "Toyish"
about = "2 MB"
measured = {{ accuracy = "1 % wrong", speed = "quick" }}
files = [{files}]
[[models.{name}.sources]]
kind = "wheel"
package = "broadcast-toy-that-nobody-has"
version = "1.0"
paths = {{ {paths} }}
"""


def entry(name: str, content: dict[str, bytes]) -> str:
    """A model of the registry."""
    digests = {file: hashlib.sha256(data).hexdigest() for file, data in content.items()}
    return ENTRY.format(
        name=name,
        files=", ".join(f'{{ name = "{file}", sha256 = "{digest}" }}' for file, digest in digests.items()),
        paths=", ".join(f'"{file}" = "toy/{file}"' for file in content),
    )


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty store, a registry of two models, and nothing to download from."""
    text = 'schema = "broadcast-models/1"\n[sets]\nstarter = ["toy"]\n'
    registry = Registry.parse(text + entry("toy", CONTENT) + entry("other", {"o.bin": b"other"}))
    monkeypatch.setattr(Registry, "load", lambda: registry)
    monkeypatch.setenv("PIPELINE_MODELS", str(tmp_path / "store"))
    return tmp_path / "store"


@pytest.fixture
def wheels_of_the_toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which pip finds the package that carries the first model."""
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "wheels"))
    carried = {f"toy/{file}": data for file, data in CONTENT.items()}
    return write_wheel(tmp_path / "wheels", carried, name="broadcast-toy-that-nobody-has")


def published(wheel: Path) -> Registry:
    """The first model, with a publisher that does not listen before the package."""
    assert wheel.is_file()
    address = f"http://127.0.0.1:{closed_port()}"
    urls = ", ".join(f'"{file}" = "{address}/{file}"' for file in CONTENT)
    first = f'[[models.toy.sources]]\nkind = "url"\nurls = {{ {urls} }}\n'
    text = entry("toy", CONTENT).replace("[[models.toy.sources]]", first + "[[models.toy.sources]]")
    return Registry.parse(f'schema = "broadcast-models/1"\n[sets]\n{text}')


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[FaultyServer]:
    """A server that plays the hub; nobody is logged in."""
    for name in ("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    with FaultyServer() as server:
        monkeypatch.setenv("HF_ENDPOINT", server.url)
        monkeypatch.setattr(constants, "HF_TOKEN_PATH", f"{os.devnull}/token")
        yield server


@pytest.fixture
def brought(tmp_path: Path) -> Path:
    """A folder that holds all files of the starter set."""
    folder = tmp_path / "brought"
    folder.mkdir()
    for name, data in CONTENT.items():
        (folder / name).write_bytes(data)
    return folder


def call(*words: str | Path) -> Result:
    """Run the command; errors meant for the user stay in `result.exception`."""
    result = CliRunner().invoke(models, [str(word) for word in words])
    assert result.exception is None or isinstance(result.exception, PipelineError | SystemExit)
    return result


def test_list_shows_every_model_its_licence_and_state_and_the_sets(brought: Path, store: Path) -> None:
    (brought / "decoder.bin").unlink()
    call("import", brought)
    result = call("list")
    rows = {line.split()[0]: line.split() for line in result.stdout.splitlines() if line.strip()}
    assert rows["toy"] == ["toy", "incomplete", "~2", "MB", "Toyish", "MIT"]
    assert rows["other"][1] == "missing"
    assert "    Also called toy-too.\n" in result.stdout
    assert (
        "    Accuracy: 1 % wrong.\n    Speed: quick.\n    From: Nobody, https://toy.example\n"
        in result.stdout
    )
    assert "Sets\n  starter: toy\n" in result.stdout
    assert result.stdout.endswith(f"Kept in {store}\n")


def test_list_fits_a_narrow_terminal_and_has_no_escapes_where_it_is_piped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Registry, "load", LOAD)
    monkeypatch.setattr(model_list, "_PIPED", 80)
    lines = call("list").stdout.splitlines()
    assert max(len(line) for line in lines if "https://" not in line) <= 80
    assert not any("\x1b" in line for line in lines)


def chosen(result: Result) -> tuple[str, str]:
    """What the list says about `auto`, as it would be without line breaks."""
    _, text = " ".join(result.stdout.split()).split("What auto takes on this machine ")
    recognizer, diarizer = text.split(" --diarizer auto: ")
    return recognizer.removeprefix("--asr auto: "), diarizer.split(" Kept in ")[0]


def test_list_of_nothing_installed_says_how_to_begin() -> None:
    nothing = "none is installed yet; `pipeline models pull` fetches the starter set"
    assert chosen(call("list")) == (nothing, nothing)


def test_list_says_what_auto_takes_and_why(brought: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    call("import", brought)
    monkeypatch.setattr(choice.Machine, "this", lambda: choice.Machine(2))
    best = choice.Choice(EngineName("whisper", "toy"), "the only one installed")
    monkeypatch.setattr(choice, "choose_recognizer", lambda *_: best)
    assert chosen(call("list"))[0] == "whisper:toy, the only one installed"


def test_list_goes_on_where_it_cannot_tell_what_auto_takes(
    brought: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise ModelError("The registry is wrong.")

    call("import", brought)
    monkeypatch.setattr(choice.Machine, "this", fail)
    result = call("list")
    assert result.exit_code == 0
    assert chosen(result)[0].startswith("The registry is wrong.")


def test_list_goes_on_where_torch_is_missing(brought: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    call("import", brought)
    monkeypatch.setitem(sys.modules, "torch", None)
    result = call("list")
    assert result.exit_code == 0
    assert chosen(result)[0].startswith("A package that this engine needs is missing or broken:")


def test_list_as_json_is_for_other_programs(brought: Path, store: Path) -> None:
    call("import", brought)
    toy, other = json.loads(call("list", "--json").stdout)
    assert (toy["name"], toy["aliases"], toy["sets"]) == ("toy", ["toy-too"], ["starter"])
    assert (toy["state"], toy["size"], toy["folder"]) == ("installed", None, str(store / "toy"))
    assert (toy["languages"], toy["accuracy"], toy["speed"]) == ("Toyish", "1 % wrong", "quick")
    assert (other["state"], other["licence"]) == ("missing", "MIT")


def test_import_says_what_it_copied_and_where_from(brought: Path, store: Path) -> None:
    result = call("import", brought)
    assert result.exit_code == 0
    assert f"toy: encoder.bin copied (found as {brought / 'encoder.bin'})" in result.stdout
    assert (store / "toy" / "encoder.bin").read_bytes() == b"the encoder"
    assert "already installed" in call("import", brought).stdout


def test_import_says_what_is_still_missing(brought: Path) -> None:
    assert "toy: still missing decoder.bin" in call("import", brought / "encoder.bin").stdout


def test_import_of_nothing_known_ends_with_5(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no model")
    assert_fails(call("import", tmp_path / "notes.txt"), 5, "No model file was recognised")


def test_import_of_a_path_that_is_not_there_is_a_slip_in_the_command(tmp_path: Path) -> None:
    assert call("import", tmp_path / "nowhere").exit_code == 2


def test_pull_takes_the_starter_set_unless_told_otherwise(brought: Path) -> None:
    call("import", brought)
    result = call("pull")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "toy: already installed\n")


def test_pull_that_fails_ends_with_5_and_says_why() -> None:
    assert_fails(call("pull", "--offline", "toy", "other"), 5, "nothing is downloaded offline")


def test_pull_of_something_optional_that_fails_says_so_in_one_line_and_goes_on() -> None:
    result = call("pull", "--optional", "--offline", "other")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == (
        "Could not get the model other: the package broadcast-toy-that-nobody-has 1.0: nothing is downloaded "
        "offline. Going on without.\n"
    )


def test_pull_says_in_one_line_that_the_package_index_is_asked_in_the_publisher_s_place(
    wheels_of_the_toy: Path, monkeypatch: pytest.MonkeyPatch, store: Path
) -> None:
    monkeypatch.setattr(Registry, "load", lambda: published(wheels_of_the_toy))
    result = call("pull", "toy")
    assert result.exit_code == 0
    turn, end = result.stderr.splitlines()
    assert turn.startswith("toy: the publisher cannot be reached (127.0.0.1:")
    assert turn.endswith(": connection refused); the package index is asked instead")
    assert end == "toy: installed"


def test_the_name_of_a_model_of_earlier_versions_is_answered_with_what_replaces_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Registry, "load", LOAD)
    result = call("pull", "moonshine-tiny-en")
    assert result.exit_code == 2
    told = "moonshine-tiny-en is no longer used; whisper-tiny.en replaces it."
    assert f"{told} Run `pipeline models pull whisper-tiny.en`." in " ".join(result.stderr.split())


def test_pull_tells_to_type_again_what_was_typed(hub: FaultyServer) -> None:
    hub.serve(listing_path("nobody/toy", "v1"), Page(status=403))
    offer(hub, "nobody/more")
    result = call("pull", "nobody/more", "nobody/toy@v1")
    assert_fails(result, 5, "Then run `pipeline models pull nobody/more nobody/toy@v1` again.")
    assert result.stderr == "nobody/more: installed\n"


def test_patience_is_how_long_a_silent_server_is_waited_for(hub: FaultyServer) -> None:
    hub.serve(listing_path("nobody/toy"), Page(stall=True))
    assert_fails(call("pull", "nobody/toy", "--patience", "0.2"), 5, "keeps breaking (no more bytes came)")
    assert len(hub.asked) == 1


@pytest.mark.parametrize("patience", ["0", "-1", "soon"])
def test_patience_is_a_number_of_seconds(patience: str) -> None:
    assert call("pull", "toy", "--patience", patience).exit_code == 2


def test_a_pipeline_from_the_hub_is_listed_verified_and_found(hub: FaultyServer, store: Path) -> None:
    offer(hub, "nobody/toy")
    assert call("pull", "nobody/toy").stderr == "nobody/toy: installed\n"
    names = [entry["name"] for entry in json.loads(call("list", "--json").stdout)]
    assert names == ["toy", "other", "nobody/toy"]
    assert call("verify").stdout == "nobody/toy: ok\n"
    assert call("path", "nobody/toy").stdout == f"{store / 'nobody--toy'}\n"
    (store / "nobody--toy" / "config.yaml").write_text("changed")
    assert_fails(call("verify"), 5, "`pipeline models pull nobody/toy`")


def test_import_of_a_pipeline_says_how_to_use_it(tmp_path: Path) -> None:
    folder = lay(tmp_path / "brought" / "ours")
    (lay(tmp_path / "brought" / "poor") / "plda" / "plda.npz").unlink()
    result = call("import", tmp_path / "brought")
    assert result.stdout == (
        f"local/ours: copied (found in {folder}); use it with `--diarizer pyannote:local/ours`\n"
    )
    assert result.stderr.startswith("Not imported: The pipeline in ")


@pytest.mark.parametrize("words", [("pull", "nonsense"), ("verify", "nonsense"), ("path", "nonsense")])
def test_an_unknown_name_is_a_slip_in_the_command_and_the_known_ones_are_listed(
    words: tuple[str, ...],
) -> None:
    result = call(*words)
    assert result.exit_code == 2
    assert "no model or set called 'nonsense'" in result.stderr
    assert "starter, toy, other, toy-too, other-too" in result.stderr


def test_verify_checks_what_is_installed(brought: Path) -> None:
    call("import", brought)
    result = call("verify")
    assert (result.exit_code, result.stdout) == (0, "toy: ok\n")


def test_verify_of_an_empty_store_is_no_failure(store: Path) -> None:
    result = call("verify")
    assert (result.exit_code, result.stdout) == (0, "")
    assert f"No models are installed in {store}" in result.stderr


def test_verify_of_a_named_model_that_is_missing_ends_with_5(brought: Path) -> None:
    call("import", brought)
    result = call("verify", "starter", "other")
    assert result.stdout == "toy: ok\nother: missing\n"
    assert_fails(result, 5, "1 of 2 checked models cannot be used: other. Run `pipeline models pull other`")


def test_verify_of_a_damaged_file_ends_with_5(brought: Path, store: Path) -> None:
    call("import", brought)
    (store / "toy" / "encoder.bin").write_bytes(b"THE ENCODER")
    result = call("verify")
    assert result.stdout == "toy: damaged\n"
    assert_fails(result, 5, "`pipeline models pull toy`")


def test_path_prints_the_store(store: Path) -> None:
    assert call("path").stdout == f"{store}\n"


def test_path_prints_the_folder_of_an_installed_model(brought: Path, store: Path) -> None:
    call("import", brought)
    assert call("path", "toy-too").stdout == f"{store / 'toy'}\n"


def test_path_of_a_missing_model_ends_with_5() -> None:
    result = call("path", "toy")
    assert result.stdout == ""
    assert_fails(result, 5, "The model toy is not installed")


@pytest.mark.parametrize("command", ["list", "pull", "verify", "import", "path"])
def test_every_command_explains_itself(command: str) -> None:
    result = call(command, "--help")
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) > 5


def test_help_is_quick_because_nothing_heavy_is_imported() -> None:
    heavy = {"torch", "rich", "numpy", "pydantic"}
    code = f"import sys, pipeline.cli.commands.models; print(sorted({heavy} & set(sys.modules)))"
    top = Path(__file__).parents[3]
    done = subprocess.run([sys.executable, "-c", code], cwd=top, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def assert_fails(result: Result, exit_code: int, words: str) -> None:
    """The command raised the error that the program turns into this exit code."""
    assert isinstance(result.exception, ModelError)
    assert result.exception.exit_code == exit_code
    assert words in str(result.exception)
