"""Foreign libraries are kept out of the user's output."""

from __future__ import annotations

import logging
import os
import sys
import warnings

import pytest

from pipeline.engines.environment import quiet_output, silenced_natively


def make_noise() -> None:
    """Everything a library does to be noticed."""
    print("printed")
    warnings.warn("warned", stacklevel=1)
    logging.getLogger("library").warning("logged")


def test_prints_warnings_and_log_lines_are_dropped(
    capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture, recwarn: pytest.WarningsRecorder
) -> None:
    with quiet_output():
        make_noise()
    assert capsys.readouterr() == ("", "")
    assert caplog.records == []
    assert list(recwarn) == []


def test_errors_in_the_log_are_let_through(caplog: pytest.LogCaptureFixture) -> None:
    with quiet_output():
        logging.getLogger("library").error("broken")
    assert [record.message for record in caplog.records] == ["broken"]


def test_afterwards_everything_is_heard_again(
    capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(KeyError), quiet_output():
        raise KeyError
    with pytest.warns(UserWarning, match="warned"):
        make_noise()
    assert capsys.readouterr().out == "printed\n"
    assert [record.message for record in caplog.records] == ["logged"]


def test_a_log_that_was_quieter_before_stays_so() -> None:
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with quiet_output():
            pass
        assert logging.root.manager.disable == logging.CRITICAL
    finally:
        logging.disable(before)


def test_what_native_code_writes_is_dropped_and_what_stood_before_and_after_is_not(
    capfd: pytest.CaptureFixture[str],
) -> None:
    print("before")
    with silenced_natively():
        os.write(1, b"native\n")
        os.write(2, b"native\n")
    print("after")
    assert capfd.readouterr() == ("before\nafter\n", "")


def test_native_output_is_back_after_an_error(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(KeyError), silenced_natively():
        raise KeyError
    os.write(1, b"out\n")
    os.write(2, b"err\n")
    assert capfd.readouterr() == ("out\n", "err\n")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="counts open files as Linux shows them")
def test_silencing_leaves_no_file_open() -> None:
    before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208
    for _ in range(5):
        with silenced_natively():
            pass
    assert len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208
