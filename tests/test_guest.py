"""The library is a guest in its process, wherever that runs: each is tried in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from pipeline import Pipeline
from pipeline.privacy.telemetry import SWITCHES

_TOP = Path(__file__).parents[1]
_SEGMENT = _TOP / "examples" / "harbour-bridge" / "segment.opus"
_OPENMP = {"KMP_DUPLICATE_LIB_OK", "KMP_INIT_AT_FORK"}
"""scikit-learn's, which some systems do not do without; see `pipeline/engines/importing.py`."""


def ran(program: str, *command: str, **settings: Any) -> Any:
    """What a program writes as JSON into the file named last; its output must stay empty."""
    ended = subprocess.run(
        [*command, sys.executable, "-c", program],
        capture_output=True, text=True, cwd=_TOP, check=False, timeout=600, **settings,
    )  # fmt: skip
    assert (ended.returncode, ended.stderr) == (0, ""), ended.stderr
    return json.loads(ended.stdout)


_ON_STDOUT = "import json, os, sys; out = os.fdopen(os.dup(1), 'w')\n"
"""What is said on purpose goes to a copy of stdout; what libraries print would make it no JSON."""

_STATE = """
import logging, signal, threading, warnings
import numpy, torch  # as a program that uses them itself
def state():
    return {
        "variables": dict(os.environ),
        "filters": list(map(str, warnings.filters)),
        "streams": [id(sys.stdout), id(sys.stderr), id(sys.stdin), id(warnings.showwarning)],
        "hooks": [id(sys.excepthook), id(threading.excepthook)],
        "signals": [str(signal.getsignal(number)) for number in sorted(signal.valid_signals())],
        "threads": sorted(thread.name for thread in threading.enumerate()),
        "log": [str(logging.root.handlers), logging.root.level, logging.root.manager.disable],
        "torch": [torch.get_num_threads(), torch.get_num_interop_threads(), torch.is_grad_enabled(),
                  torch.are_deterministic_algorithms_enabled(), torch.initial_seed()],
        "numpy": numpy.geterr(),
        "folder": [os.getcwd(), os.umask(os.umask(0o22))],
        "search": list(sys.path),
    }
os.umask(0o22)
before = state()
def changed():
    now = state()
    names = {name for name in now["variables"] if now["variables"][name] != before["variables"].get(name)}
    lost = set(before["variables"]) - set(now["variables"])
    others = [key for key in now if key != "variables" and now[key] != before[key]]
    return [sorted(names), sorted(lost), others]
"""


_SHORT = f"""
from pipeline import Pipeline
import subprocess, tempfile
from pipeline.media.ffmpeg import ffmpeg_program
def short(folder):
    path = os.path.join(folder, "short.wav")
    cut = [ffmpeg_program(), "-loglevel", "error", "-t", "12", "-i", {str(_SEGMENT)!r}, path]
    subprocess.run(cut, check=True)
    return path
"""


@pytest.mark.models
def test_neither_import_nor_load_nor_work_changes_the_process(newsroom: Pipeline) -> None:
    program = f"""{_ON_STDOUT}{_STATE}{_SHORT}
front = Pipeline.load("starter", diarizer="starter")
found = [changed()]
with tempfile.TemporaryDirectory() as folder:
    front.transcribe(short(folder), cancel=lambda: False)
found.append(changed())
json.dump(found, out)
"""
    for variables, lost, others in ran(program):
        assert set(variables) <= {*SWITCHES, *_OPENMP}
        assert (lost, others) == ([], [])


def test_importing_the_library_changes_nothing() -> None:
    program = f"""{_ON_STDOUT}{_STATE}
import pipeline
found = [changed(), [getattr(pipeline, name) for name in pipeline.__all__] and changed()]
json.dump(found, out)
"""
    at_first, with_all_names = ran(program)
    assert at_first == [[], [], []]
    assert set(with_all_names[0]) <= set(SWITCHES)
    assert with_all_names[1:] == [[], []]


@pytest.mark.models
def test_without_stdout_and_stderr_it_works_all_the_same(newsroom: Pipeline) -> None:
    program = f"""{_ON_STDOUT}sys.stdout = sys.stderr = sys.stdin = None
{_SHORT}
with tempfile.TemporaryDirectory() as folder:
    said = Pipeline.load("starter", diarizer="starter").transcribe(short(folder), speakers=9).text
json.dump(said, out)
"""
    assert "Clara Hughes" in ran(program)


def a_stranger() -> Sequence[str]:
    """Command that runs another as a user without a name, who may read all and write hardly anywhere."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("only the superuser of a Linux can become a user without a name")
    command = ["setpriv", "--reuid", "123456", "--regid", "0", "--clear-groups"]
    command += ["--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"]
    if subprocess.run([*command, "true"], capture_output=True, check=False).returncode:
        pytest.skip("setpriv is missing, or may not do that here")
    return command


@pytest.mark.models
@pytest.mark.parametrize("asr", ["starter", "whisper:base"])
def test_a_user_without_home_and_name_on_a_read_only_installation_gets_a_transcript(
    newsroom: Pipeline, asr: str
) -> None:
    environment: Mapping[str, str] = {"PATH": os.defpath, "PYTHONPATH": str(_TOP), "TMPDIR": "/tmp"}
    program = f"""{_ON_STDOUT}{_SHORT}
from pathlib import Path
import pipeline
for place in (pipeline.__file__, {str(_TOP / "models")!r}):
    assert not os.access(os.path.dirname(place), os.W_OK), place
with tempfile.TemporaryDirectory() as folder:
    said = Pipeline.load({asr!r}, diarizer="starter").transcribe(short(folder)).text
json.dump([said, "HOME" in os.environ], out)
"""
    said, home = ran(program, *a_stranger(), env=environment)
    assert "Clara Hughes" in said
    assert not home


@pytest.mark.models
def test_threads_with_one_pipeline_or_two_write_what_one_alone_writes(newsroom: Pipeline) -> None:
    program = f"""{_ON_STDOUT}{_SHORT}
from concurrent.futures import ThreadPoolExecutor
one, other = (Pipeline.load("starter", diarizer="starter") for _ in range(2))
with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(4) as pool:
    path = short(folder)
    alone = one.transcribe(path).utterances
    jobs = [pool.submit(front.transcribe, path) for front in (one, one, one, other)]
    found = [job.result().utterances == alone for job in jobs]
json.dump(found, out)
"""
    assert ran(program) == [True] * 4


@pytest.mark.models
@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
def test_a_fork_of_a_process_with_engines_is_told_so_at_once(newsroom: Pipeline) -> None:
    program = f"""{_ON_STDOUT}{_SHORT}
import multiprocessing
def child(front, path, there):
    for work in (lambda: front.transcribe(path), lambda: Pipeline.load()):
        try:
            there.send(work().text)
        except Exception as error:
            there.send(f"{{type(error).__name__}}: {{error}}")
with tempfile.TemporaryDirectory() as folder:
    path = short(folder)
    front = Pipeline.load("starter", diarizer="starter")
    front.transcribe(path)
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=child, args=(front, path, there))
    process.start()
    found = [here.recv() if here.poll(60) else "it hangs" for _ in range(2)]
    process.join()
json.dump(found, out)
"""
    for said in ran(program):
        assert said.startswith("EngineError: Engines were loaded before this process was forked")
