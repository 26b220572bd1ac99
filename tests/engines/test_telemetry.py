"""Nothing about the user's recordings leaves the machine: the switches. `tests/offline` proves it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.engines import proof
from pipeline.engines.proof import start_proof
from pipeline.errors import MissingToolError
from pipeline.privacy import telemetry
from pipeline.privacy.offline import NoNamespaceError, Watched

_TOP = Path(__file__).parents[2]
_SET = "import os; print(sorted(set(os.environ.items()) & set(eval({!r}).items())))"


def set_after(statement: str, before: dict[str, str]) -> str:
    """Which switches are as they should be after a statement, in a process of its own."""
    script = f"{statement}; {_SET.format(repr(telemetry.SWITCHES))}"
    ended = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True,
        env={"PYTHONPATH": str(_TOP), **before},
    )  # fmt: skip
    return ended.stdout.strip()


@pytest.mark.parametrize("module", ["engines.contract", "engines.spec", "transcriber", "batch.ray_worker"])
def test_whatever_of_the_engines_is_imported_first_sets_every_switch_against_the_user(module: str) -> None:
    before = dict.fromkeys(telemetry.SWITCHES, "whatever")
    assert set_after(f"import pipeline.{module}", before) == str(sorted(telemetry.SWITCHES.items()))


def test_importing_the_package_itself_changes_nothing() -> None:
    assert set_after("import pipeline, pipeline.cli.main", {}) == "[]"


def test_the_hub_s_library_is_told_before_it_is_imported() -> None:
    find = "from pipeline.models.fetching.token import Token; Token.find(1.0)"
    told = "from huggingface_hub import constants; print(constants.HF_HUB_DISABLE_TELEMETRY)"
    assert set_after(f"{find}; {told}", {}).splitlines()[0] == "True"


def test_the_table_knows_every_library_that_was_found_to_call() -> None:
    names = " ".join(telemetry.SWITCHES)
    assert all(word in names for word in ("PYANNOTE", "ORT_", "HF_HUB", "RAY_"))


def seen(monkeypatch: pytest.MonkeyPatch, outcome: Watched | NoNamespaceError) -> None:
    """Let the child end like that."""

    def run(*_: object) -> Watched:
        if isinstance(outcome, Watched):
            return outcome
        raise outcome

    monkeypatch.setattr(proof, "run_offline", run)


def test_a_child_that_moved_no_counter_is_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    seen(monkeypatch, Watched(0, "", "", {"Tcp.InSegs": 3}))
    proved = start_proof()()
    assert proved.quiet
    assert proved.words.startswith("no connection attempted in an empty network namespace, ")


def test_a_child_that_looked_for_a_network_is_told_of_with_what_the_kernel_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen(monkeypatch, Watched(0, "", "", {"Ip.OutNoRoutes": 2}))
    proved = start_proof()()
    assert not proved.quiet
    assert "(Ip.OutNoRoutes 2)" in proved.words


def test_a_child_that_cannot_import_is_a_missing_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its last line, the exception, is the reason."""
    seen(monkeypatch, Watched(1, "", "Traceback\nModuleNotFoundError: No module named 'torch'\n", {}))
    with pytest.raises(MissingToolError, match=r"cannot be imported: .*'torch'") as caught:
        start_proof()()
    assert caught.value.exit_code == 4


@pytest.mark.parametrize("module", ["pyannote.audio.telemetry.metrics", "torchaudio"])
def test_without_a_namespace_a_pyannote_that_cannot_be_imported_is_a_missing_package(
    monkeypatch: pytest.MonkeyPatch, module: str
) -> None:
    seen(monkeypatch, NoNamespaceError("unshare: Operation not permitted"))
    for name in [name for name in sys.modules if name.split(".")[0] in ("pyannote", "torchaudio")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "torchaudio", sys)  # anything that is there
    monkeypatch.setitem(sys.modules, "pyannote", None)
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingToolError, match=r"cannot be imported"):
        start_proof()()


def test_without_a_namespace_it_is_said_that_nothing_was_proved_and_why(
    monkeypatch: pytest.MonkeyPatch, pyannote: None
) -> None:
    seen(monkeypatch, NoNamespaceError("unshare: Operation not permitted"))
    proved = start_proof()()
    assert proved.quiet
    assert proved.words == "switched off; could not be proved here: unshare: Operation not permitted"
