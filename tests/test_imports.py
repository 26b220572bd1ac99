"""Imports point one way, and heavy or foreign libraries stay where they belong."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import pipeline

_PACKAGE = Path(pipeline.__file__).parent

_LAYERS = (
    ("_version", "errors", "privacy"),
    ("cores", "guards", "limits", "plugins", "progress", "storage"),
    ("models", "transcript"),
    ("media", "profile", "text"),
    ("engines", "options", "roles"),
    ("names",),
    ("article", "diarization", "doctor", "recognition", "told"),
    ("corrections", "page"),
    ("captions",),
    ("clips", "evaluation", "formats", "run"),
    ("archive", "transcriber"),
    ("batch", "review"),
    ("cli",),
    ("__main__",),
)
"""Lowest first. A module imports from lower layers and from its own folder."""

_HOMES = {
    "engines": {
        "torch",
        "torchaudio",
        "pyannote",
        "whisper",
        "ctranslate2",
    },
    "media": {"av", "ffmpeg", "imageio_ffmpeg"},
    "storage.first_error": {"pydantic", "pydantic_core"},  # its types only
    "profile.show": {"pydantic"},
    "profile.remember": {"tomlkit"},
    "corrections.action": {"pydantic"},
    "corrections.step": {"pydantic"},
    "corrections.docx_text": {"docx"},
    "formats.docx": {"docx"},
    "formats.docx_parts": {"docx"},
    "transcript.json_file": {"pydantic"},
    "transcript.conversions.from_whisper": {"pydantic"},
    "transcript.conversions.tables": {"pandas"},
    "transcript.conversions.annotation": {"pyannote"},
    "transcript.model": {"pandas", "pyannote", "pysubs2"},  # types of what its conversions give
    "formats.subtitles": {"pysubs2"},
    "archive.stage_cache": {"pydantic"},
    "archive.tokenizer": {"regex"},
    "profile.model": {"regex"},
    "archive.export.parquet_tables": {"pyarrow"},
    "batch.ray_pool": {"ray"},
    "batch.ray_worker": {"ray"},
    "text.sentences": {"sentencex"},
    "evaluation": {"jiwer", "whisper_normalizer", "scipy", "pyannote", "pydantic"},
    "engines.diarizers.pyannote.voice_runs": {"scipy"},
    "roles.name_similarity": {"jellyfish", "rapidfuzz"},
    "article.known_adverts": {"rapidfuzz"},
    "roles.logistic": {"scipy"},  # to fit only
    "models": {"platformdirs", "yaml"},
    "review": {"starlette", "uvicorn"},
    "review.copies": {"platformdirs"},
    "models.registry_file": {"pydantic"},
    "models.fetching.connection": {"httpx2"},
    "models.fetching.url": {"httpx2"},
    "models.fetching.token": {"huggingface_hub"},
    "models.whisper.torch_file": {"torch"},  # OpenAI's own file is converted when it is imported
    "cli": {"click", "rich"},
}
"""The only places that may import these libraries."""

_LEAN = ("torch", "numpy", "pyannote", "whisper", "rich", "pydantic", "av", "httpx2", "huggingface_hub",
         "docx", "lxml", "regex", "tomlkit")  # fmt: skip


def modules() -> dict[str, ast.Module]:
    """Every module of the package by its name below `pipeline`; the package itself is `""`."""
    found: dict[str, ast.Module] = {}
    for path in sorted(_PACKAGE.rglob("*.py")):
        parts = path.relative_to(_PACKAGE).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = ast.parse(path.read_text(encoding="utf-8"), str(path))
    return found


_MODULES = modules()

_LATE = {
    "models.registry": {"models.registry_file"},
    "transcript.model": {
        "transcript.file",
        "transcript.notebook",
        *(name for name in _MODULES if name.startswith("transcript.conversions")),
        # Captions are made above it, by rules of their own.
        "formats.subtitles",
        "captions.style",
    },
}
"""Asked for by methods, when they are called: what makes the value, or makes another thing of it."""


def imports(tree: ast.AST) -> Iterator[str]:
    """The full names of all modules that a module imports, wherever in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide where they lead"
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole.removeprefix("pipeline.") in _MODULES else str(node.module)


def own(tree: ast.AST) -> set[str]:
    """The modules of this package that a module imports, without `pipeline.`; the version is nobody's."""
    return {name.removeprefix("pipeline.") for name in imports(tree) if name.startswith("pipeline.")}


def place(name: str) -> tuple[int, str]:
    """Layer and entry of a module in the table; the most particular entry counts."""
    fitting = [
        (len(entry), level, entry)
        for level, entries in enumerate(_LAYERS)
        for entry in entries
        if name == entry or name.startswith(f"{entry}.")
    ]
    assert fitting, f"pipeline.{name} has no place in the table of layers"
    _, level, entry = max(fitting)
    return level, entry


def inside(name: str, home: str) -> bool:
    """Whether the module `name` is `home` or lies in it."""
    return name == home or name.startswith(f"{home}.")


@pytest.mark.parametrize("name", [name for name in _MODULES if name])
def test_a_module_imports_only_from_below_or_beside_it(name: str) -> None:
    level, entry = place(name)
    for imported in own(_MODULES[name]) - _LATE.get(name, set()):
        there, other = place(imported)
        assert there < level or other == entry, f"pipeline.{name} must not import pipeline.{imported}"


def test_every_entry_of_the_table_exists() -> None:
    missing = [e for entries in _LAYERS for e in entries if not any(inside(name, e) for name in _MODULES)]
    assert missing == []


def test_the_package_itself_imports_nothing_of_its_own_until_asked() -> None:
    run_at_import = [node for node in _MODULES[""].body if not isinstance(node, ast.If)]
    assert [name for node in run_at_import for name in own(node)] == []


@pytest.mark.parametrize("library", sorted(set().union(*_HOMES.values())))
def test_a_foreign_library_is_imported_where_it_is_at_home_only(library: str) -> None:
    homes = [home for home, libraries in _HOMES.items() if library in libraries]
    users = {
        name for name, tree in _MODULES.items() if library in {found.split(".")[0] for found in imports(tree)}
    }
    assert {name for name in users if not any(inside(name, home) for home in homes)} == set()


def test_programs_are_started_only_for_media_by_pip_and_to_be_watched() -> None:
    users = {name for name, tree in _MODULES.items() if "subprocess" in set(imports(tree))}
    assert {name for name in users if not inside(name, "media")} <= {
        "models.fetching.wheel",
        "privacy.offline",
    }


def test_the_fakes_need_no_model_library() -> None:
    for name in ("engines.fake", "engines.diarizers.none", "engines.contract"):
        pure = {
            "engines.contract",
            "engines.recognition",
            "transcript.span",
            "transcript.model",
            "transcript.provenance",
            "engines.diarization",
            "engines.family",
            "media.waveform",
            "models",
        }
        assert own(_MODULES[name]) <= pure


@pytest.mark.parametrize("statement", ["import pipeline, pipeline.cli.main", "import pipeline.transcriber"])
def test_importing_is_instant_because_heavy_libraries_wait_until_they_are_used(statement: str) -> None:
    heavy = _LEAN if "cli" in statement else ("torch", "pyannote", "whisper", "rich", "httpx2")
    script = f"import sys; {statement}; print([name for name in {heavy!r} if name in sys.modules])"
    result = subprocess.run(
        [sys.executable, "-c", script], cwd=_PACKAGE.parent, capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]"


def test_the_package_s_names_are_the_same_for_type_checkers_and_at_run_time() -> None:
    (checked,) = (node for node in _MODULES[""].body if isinstance(node, ast.If))
    imported = {
        str(alias.asname): str(node.module).removeprefix("pipeline.")
        for node in checked.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.asname == alias.name
    }
    assert imported == pipeline._HOMES
    assert list(pipeline._HOMES) == sorted(pipeline._HOMES)


def test_everything_the_package_offers_can_be_had_from_it() -> None:
    for name in pipeline.__all__:
        assert getattr(pipeline, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'transcribe'"):
        _ = pipeline.transcribe


def test_the_library_s_names_are_functions_and_classes_whatever_was_imported_before() -> None:
    """A module of the same name would take a function's place once somebody imports it."""
    for module in sorted(_PACKAGE.iterdir()):
        assert module.stem not in pipeline.__all__, module


def test_no_module_imports_itself_by_way_of_others() -> None:
    """Within a folder the table says nothing; a circle there would still make two modules one."""
    order = TopologicalSorter({m: own(tree) - {m} - _LATE.get(m, set()) for m, tree in _MODULES.items()})
    assert len(tuple(order.static_order())) >= len(_MODULES)
