"""The lock between processes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from pipeline.storage.lock import exclusive


def test_a_lock_binds_other_processes_and_ends_with_its_holder(tmp_path: Path) -> None:
    hold = (
        "import sys, pathlib\n"
        "from pipeline.storage.lock import exclusive\n"
        "with exclusive(pathlib.Path(sys.argv[1]), lambda: None):\n"
        "    print('held', flush=True)\n"
        "    sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", hold, str(tmp_path / ".lock")]
    top = Path(__file__).parents[2]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=top) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == b"held"
        waits: list[str] = []

        def told() -> None:
            waits.append("told")
            holder.kill()

        with exclusive(tmp_path / ".lock", told):
            assert waits == ["told"]
