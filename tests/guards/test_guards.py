"""Each guard stops what it is for, and lets the program do its work."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.guards.names import CPU, FILE_SIZE, FILES, MEMORY, NETWORK, PROCESSES
from pipeline.limits import Limits
from pipeline.media.ffmpeg import ffmpeg_program, running
from pipeline.media.guarded import Reach, guarded, guards_of, launcher
from pipeline.media.proved_guards import prove_guards

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has these guards")

_NEEDED = [
    f"run={place}" for place in (sys.base_prefix, sys.prefix, "/usr", "/lib", "/lib64", "/etc/ld.so.cache")
]


def tried(script: str, *asked: str, names: tuple[str, ...]) -> str:
    """What a Python program says under guards that are asked for; skipped where the machine lacks one."""
    command = [*launcher(), "tell=yes", *asked, "--", sys.executable, "-I", "-S", "-c", script]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    held, _, said = ended.stdout.partition("\n")
    for name in names:
        if name not in held.split():
            pytest.skip(f"this system has no guard {name!r}")
    return said.strip() or f"{ended.returncode}"


def attempt(act: str) -> str:
    """A program that does it, and says `done` or the name of the error."""
    failed = "except Exception as error:\n    print(type(error).__name__)"
    return f"import os\ntry:\n    {act}\n    print('done')\n{failed}"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with a file to read, one not to read, and a folder to write into."""
    for name in ("given", "secret"):
        (tmp_path / name).write_text(name)
    (tmp_path / "out").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("act", "said"),
    [
        ("open('{0}/given').read()", "done"),
        ("open('{0}/secret').read()", "PermissionError"),
        ("open('/etc/passwd').read()", "PermissionError"),
        ("os.listdir('{0}')", "PermissionError"),
        ("open('{0}/given', 'a')", "PermissionError"),
        ("open('{0}/out/new', 'w').write('x')", "done"),
        ("open('{0}/new', 'w').write('x')", "PermissionError"),
        ("os.rename('{0}/out', '{0}/else')", "PermissionError"),
        ("os.remove('{0}/given')", "PermissionError"),
        ("os.kill(os.getppid(), 0)", "PermissionError"),
    ],
)
def test_a_program_reads_the_given_file_writes_into_its_folder_and_touches_nothing_else(
    files: Path, act: str, said: str
) -> None:
    asked = [*_NEEDED, f"guard={FILES}", f"read={files / 'given'}", f"write={files / 'out'}"]
    assert tried(attempt(act.format(files)), *asked, names=(FILES,)) == said
    assert (files / "given").read_text() == "given"
    assert not (files / "new").exists()


@pytest.mark.parametrize("kind", ["AF_INET", "AF_INET6", "AF_UNIX"])
def test_a_program_can_make_no_socket(kind: str) -> None:
    act = attempt(f"import socket; socket.socket(socket.{kind})")
    assert tried(act, f"guard={NETWORK}", names=(NETWORK,)) == "PermissionError"


def test_a_program_reaches_nobody_who_listens_here() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        port = server.getsockname()[1]
        act = attempt(f"import socket; socket.create_connection(('127.0.0.1', {port}))")
        assert tried(act, names=()) == "done"  # without the guard it does
        server.accept()[0].close()
        assert tried(act, f"guard={NETWORK}", names=(NETWORK,)) == "PermissionError"
        with pytest.raises(TimeoutError):
            server.accept()


@pytest.mark.parametrize(
    "act",
    [
        "os.fork() or os._exit(0)",
        "os.posix_spawn('/bin/true', ['true'], {})",
        "import subprocess; subprocess.run(['/bin/true'])",
    ],
)
def test_a_program_starts_no_other(act: str) -> None:
    assert tried(attempt(act), f"guard={PROCESSES}", names=(PROCESSES,)) == "PermissionError"


def test_a_program_may_have_threads() -> None:
    act = attempt("from threading import Thread as T; t = T(target=print, args=('in',)); t.start(); t.join()")
    assert tried(act, f"guard={PROCESSES}", names=(PROCESSES,)) == "in\ndone"


def test_memory_ends_where_it_is_said_to() -> None:
    act = "bytearray({0} << 20)"
    asked = f"{MEMORY}={256 << 20}"
    assert tried(attempt(act.format(300)), asked, names=(MEMORY,)) == "MemoryError"
    assert tried(attempt(act.format(100)), asked, names=(MEMORY,)) == "done"


def test_a_file_grows_no_larger_than_is_said(tmp_path: Path) -> None:
    act = attempt(f"f = open('{tmp_path}/big', 'wb', 0); f.write(b'x' * 4096); f.write(b'x')")
    assert tried(act, f"{FILE_SIZE}=4096", names=(FILE_SIZE,)) == "OSError"  # EFBIG; ffmpeg is ended by it
    assert (tmp_path / "big").stat().st_size <= 4096


def test_a_program_that_calculates_for_ever_is_ended() -> None:
    assert tried("while True: pass", f"{CPU}=1", names=(CPU,)) in ("-9", "-24")


def test_ffmpeg_runs_under_every_guard_that_this_machine_was_seen_to_have() -> None:
    program = ffmpeg_program()
    proved = prove_guards(program)
    assert len(proved.hold) == len(guards_of(program).names)
    assert not proved.hold or proved.words.startswith(proved.hold[0])


def test_ffmpeg_itself_cannot_open_another_file(files: Path) -> None:
    if FILES not in guards_of(ffmpeg_program()).names:
        pytest.skip("this system has no guard for files")
    begin = [ffmpeg_program(), "-loglevel", "error", "-f", "data", "-i", f"{files}/secret"]
    copied = [*begin, "-map", "0", "-c", "copy", "-f", "data", "pipe:"]
    for reach, told in ((Reach(files / "given"), b""), (Reach(files / "secret"), b"secret")):
        with running(copied, reach) as process:
            assert process.stdout.read() == told
            _, complaints = process.finish()
        assert ("Permission denied" in " ".join(complaints)) is (told == b"")


_ENDLESS = """
import os, signal
from pathlib import Path
from pipeline.media.ffmpeg import ffmpeg_program, running
from pipeline.media.guarded import Reach
command = [ffmpeg_program(), "-f", "lavfi", "-i", "anullsrc", "-f", "null", "-"]
with running(command, Reach()) as program:
    print(program._process.pid, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_ffmpeg_ends_with_whoever_started_it_even_if_that_was_killed() -> None:
    if not guards_of(ffmpeg_program()).names:
        pytest.skip("this system has no guards")
    ended = subprocess.run([sys.executable, "-c", _ENDLESS], capture_output=True, text=True, check=False)
    assert ended.returncode == -9
    status = Path(f"/proc/{int(ended.stdout)}/cmdline")
    until = time.monotonic() + 20
    while status.exists() and b"anullsrc" in status.read_bytes() and time.monotonic() < until:
        time.sleep(0.05)
    assert not (status.exists() and b"anullsrc" in status.read_bytes())


def test_a_script_in_the_place_of_ffmpeg_is_started_as_it_is(tmp_path: Path) -> None:
    script = tmp_path / "ffmpeg"
    script.write_text("#!/bin/sh\nsleep 60\n")
    script.chmod(0o755)
    assert guards_of(str(script)).names == ()
    assert guarded([str(script), "-i"], Reach(), Limits()) == [str(script), "-i"]
