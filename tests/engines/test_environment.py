"""Foreign libraries are kept out of the user's output, and nobody else is."""

from __future__ import annotations

import logging
import os
import threading
import warnings
from types import ModuleType

import pytest

from pipeline.engines.environment import hush_prints, quiet_libraries
from pipeline.engines.importing import needed_packages


def library(name: str) -> ModuleType:
    """A module that warns and prints in its own name."""
    module = ModuleType(name)
    exec("import warnings\ndef speak():\n    print('printed')\n    warnings.warn('warned')\n", vars(module))
    return module


def test_what_the_libraries_of_engines_say_is_dropped(
    capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    foreign = library("pyannote.audio.pipelines.made_up")
    hush_prints(foreign)
    with quiet_libraries():
        foreign.speak()
        logging.getLogger("pyannote.audio").warning("logged")
    assert capsys.readouterr() == ("", "")
    assert caplog.records == []


def test_what_anybody_else_says_meanwhile_is_heard(
    capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    newsroom = library("newsroom")
    with quiet_libraries():
        with pytest.warns(UserWarning, match="warned"):
            newsroom.speak()
        logging.getLogger("newsroom").warning("logged")
    assert capsys.readouterr().out == "printed\n"
    assert [record.message for record in caplog.records] == ["logged"]


def test_a_library_is_heard_in_another_thread_that_uses_it_itself(capsys: pytest.CaptureFixture[str]) -> None:
    foreign = ModuleType("pyannote.made_up")
    hush_prints(foreign)
    with quiet_libraries():
        thread = threading.Thread(target=vars(foreign)["print"], args=("theirs",))
        thread.start()
        thread.join()
    assert capsys.readouterr().out == "theirs\n"


def test_errors_in_their_log_are_let_through(caplog: pytest.LogCaptureFixture) -> None:
    with quiet_libraries():
        logging.getLogger("lightning").error("broken")
    assert [record.message for record in caplog.records] == ["broken"]


def test_filters_and_levels_are_what_they_were_whoever_leaves_first() -> None:
    logger = logging.getLogger("pyannote")
    filters, level = list(warnings.filters), logger.level
    first, second = quiet_libraries(), quiet_libraries()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert logger.level == logging.ERROR
    second.__exit__(None, None, None)
    assert (list(warnings.filters), logger.level) == (filters, level)


def test_filters_are_back_after_an_error() -> None:
    filters = list(warnings.filters)
    with pytest.raises(KeyError), quiet_libraries():
        raise KeyError
    assert list(warnings.filters) == filters


def test_a_level_that_somebody_sets_meanwhile_stays() -> None:
    logger = logging.getLogger("pyannote")
    with quiet_libraries():
        logger.setLevel(logging.CRITICAL)
    assert logger.level == logging.CRITICAL
    logger.setLevel(logging.NOTSET)


def test_what_an_import_does_to_the_process_is_undone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TORCHINDUCTOR_CACHE_DIR", raising=False)
    filters = list(warnings.filters)
    with needed_packages():
        os.environ["TORCHINDUCTOR_CACHE_DIR"] = "/somewhere"
        warnings.simplefilter("ignore")
    assert "TORCHINDUCTOR_CACHE_DIR" not in os.environ
    assert list(warnings.filters) == filters
