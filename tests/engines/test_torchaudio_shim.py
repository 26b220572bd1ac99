"""torchaudio, with its native extension or without it."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.engines.torchaudio_shim import import_torchaudio


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package named torchaudio, built like the real one, whose extension loads."""
    before = {name: module for name, module in sys.modules.items() if name.split(".")[0] == "torchaudio"}
    for name in before:
        del sys.modules[name]
    folder = tmp_path / "torchaudio"
    (folder / "_extension").mkdir(parents=True)
    (folder / "__init__.py").write_text(
        "from torchaudio import _extension, functional\nmade = 'for a test'\n"
    )
    (folder / "functional.py").write_text(
        "from torchaudio._extension import fail_if_no_align\n\n"
        "@fail_if_no_align\ndef align():\n    return 'aligned'\n"
    )
    (folder / "_extension" / "__init__.py").write_text(
        "_IS_TORCHAUDIO_EXT_AVAILABLE = _IS_ALIGN_AVAILABLE = True\n\n"
        "def fail_if_no_align(function):\n    return function\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    yield folder
    for name in [name for name in sys.modules if name.split(".")[0] == "torchaudio"]:
        del sys.modules[name]
    sys.modules.update(before)


def fail(package: Path, line: str) -> None:
    """Let the extension end in an error when it is imported."""
    (package / "_extension" / "__init__.py").write_text(line + "\n")
    importlib.invalidate_caches()


def test_an_extension_that_loads_is_left_alone(package: Path) -> None:
    torchaudio = import_torchaudio()
    assert torchaudio.made == "for a test"
    assert torchaudio._extension._IS_TORCHAUDIO_EXT_AVAILABLE
    assert torchaudio._extension.__file__ is not None


def test_an_extension_made_for_another_torch_is_replaced_by_one_that_can_do_nothing(package: Path) -> None:
    fail(package, "raise OSError('libc10_cuda.so: cannot open shared object file')")
    torchaudio = import_torchaudio()
    assert torchaudio.made == "for a test"
    assert not torchaudio._extension._IS_TORCHAUDIO_EXT_AVAILABLE
    assert not torchaudio._extension._IS_ALIGN_AVAILABLE
    assert torchaudio.functional.align() == "aligned"


def test_nothing_of_the_first_attempt_is_left_behind(package: Path) -> None:
    """What was imported half-way would hold the broken parts."""
    (package / "__init__.py").write_text("from torchaudio import early\nfrom torchaudio import _extension\n")
    (package / "early.py").write_text("import builtins\nbuiltins.early = getattr(builtins, 'early', 0) + 1\n")
    fail(package, "raise OSError('libc10_cuda.so')")
    import builtins

    try:
        import_torchaudio()
        assert vars(builtins)["early"] == 2
    finally:
        vars(builtins).pop("early", None)


@pytest.mark.parametrize("error", ["ImportError", "RuntimeError", "AttributeError"])
def test_any_other_error_passes_through(package: Path, error: str) -> None:
    fail(package, f"raise {error}('something else')")
    with pytest.raises(vars(__import__("builtins"))[error], match="something else"):
        import_torchaudio()
    assert "torchaudio._extension" not in sys.modules


def test_an_error_that_the_stand_in_does_not_mend_passes_through(package: Path) -> None:
    (package / "functional.py").write_text("raise OSError('another library')\n")
    with pytest.raises(OSError, match="another library"):
        import_torchaudio()


def test_imported_twice_it_is_the_same(package: Path) -> None:
    fail(package, "raise OSError('libc10_cuda.so')")
    assert import_torchaudio() is import_torchaudio()
