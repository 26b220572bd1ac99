"""`python -m tests.support.killed_cli NUMBER FOLDER WORD...`: the command line, killed at its n-th act.

Acts are files opened, renamed, made or removed in FOLDER, programs started, and stages begun: what Python's
audit hooks tell of. Engines are scripted. With NUMBER 0 nothing is killed.
"""

from __future__ import annotations

import os
import resource
import signal
import sys

from pipeline.batch import spec
from pipeline.cli import main
from pipeline.engines.fake import ScriptedDiarizer, ScriptedRecognizer
from tests.support.cli import use_scripted_engines
from tests.support.workers import mortal

_STAGE = "tests.stage"
_PART = 100
"""Bytes of a file after which it is killed."""
_FILES = ("open", "os.rename", "os.mkdir", "os.remove", "os.truncate", "os.link", "sqlite3.connect")


def watch(number: int, folder: str) -> None:
    """Kill this process at the n-th act; where that opens a file to write, when a part of it is written."""
    done = 0

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal done
        there = event in _FILES and any(folder in str(one) for one in arguments[:2])
        if there or event in ("subprocess.Popen", _STAGE):
            done += 1
            if done == number and event == "open" and set(str(arguments[1])) & set("wxa"):
                signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
                resource.setrlimit(resource.RLIMIT_FSIZE, (_PART, _PART))
            elif done >= number > 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def tell_stages() -> None:
    """Let the scripted engines say when they begin."""
    for engine, method in ((ScriptedRecognizer, "recognize"), (ScriptedDiarizer, "diarize")):
        work = getattr(engine, method)

        def told(*given: object, _work: object = work, **named: object) -> object:
            sys.audit(_STAGE)
            return _work(*given, **named)  # type: ignore[operator]  # a method of any engine

        setattr(engine, method, told)


if __name__ == "__main__":
    vars(spec)["EngineFactory"] = lambda *_: mortal
    use_scripted_engines()
    tell_stages()
    watch(int(sys.argv[1]), sys.argv[2])
    main(sys.argv[3:])
