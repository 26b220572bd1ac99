"""The method: whatever a program tries is counted, or the other tests here prove nothing."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from pipeline.privacy import offline
from pipeline.privacy.offline import NoNamespaceError, run_offline
from tests.offline.watching import watched

_TCP = "import socket; socket.socket(socket.{0}).connect(('{1}', 80))"
_UDP = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 80))"
_NAME = "import socket; socket.getaddrinfo('example.org', 80{0})"
_LATER = (
    "import subprocess, sys; subprocess.Popen([sys.executable, '-c', \"import time; time.sleep(0.5); "
    "import socket; socket.socket().connect(('192.0.2.1', 80))\"], start_new_session=True)"
)


@pytest.mark.parametrize(
    "script",
    [
        _TCP.format("AF_INET", "192.0.2.1"),
        _TCP.format("AF_INET6", "2001:db8::1"),
        _UDP,
        _NAME.format(""),
        _NAME.format(", socket.AF_INET, flags=socket.AI_ADDRCONFIG"),
        _LATER,
    ],
    ids=["tcp", "tcp6", "udp", "name", "name if reachable", "program that it leaves running"],
)
def test_every_way_to_reach_somebody_is_counted_even_where_loopback_is_allowed(script: str) -> None:
    found = watched([sys.executable, "-c", script])
    assert found.attempts(loopback=True)
    assert found.attempts()


def test_a_connection_to_this_machine_counts_unless_it_is_allowed() -> None:
    found = watched([sys.executable, "-c", _TCP.format("AF_INET", "127.0.0.1")])
    assert found.attempts()
    assert not found.attempts(loopback=True)


def test_a_program_that_reaches_for_nobody_moves_no_counter_and_is_told_of_in_full() -> None:
    found = watched([sys.executable, "-c", "import sys; print('said'); sys.exit('complained')"])
    assert (found.code, found.out, found.err) == (1, "said\n", "complained\n")
    assert found.attempts() == {}


def test_a_program_that_does_not_end_is_ended() -> None:
    assert watched([sys.executable, "-c", "import time; time.sleep(60)"], seconds=0.5).code < 0


def test_a_kernel_that_refuses_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A keeper whose kernel refuses says which call was refused, and why."""
    keeper = tmp_path / "keeper.py"
    keeper.write_text(Path(offline.__file__).read_text().replace("_NEW_USER |", "-1 |"))  # no such kind
    monkeypatch.setattr(offline, "__file__", str(keeper))
    with pytest.raises(NoNamespaceError, match="unshare: Invalid argument"):
        run_offline([sys.executable, "-c", "pass"], 5)


def test_elsewhere_than_on_linux_it_is_said_that_there_is_no_such_thing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(NoNamespaceError, match="only Linux"):
        run_offline([sys.executable, "-c", "pass"], 5)
