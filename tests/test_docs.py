"""The pages of docs/ and the other texts for readers: complete, and leading somewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import pipeline
from pipeline.cli.main import _COMMANDS
from pipeline.errors import PipelineError
from pipeline.formats import FORMATS
from pipeline.transcript.json_file import from_json, json_schema
from tests.support.pages import DOCS, TOP, WRITTEN, blocks
from tests.test_imports import _LAYERS

_PACKAGE = Path(pipeline.__file__).parent
_LINK = re.compile(r"\[[^\]]*\]\((?P<to>[^)\s]+)\)")
_PLACE = re.compile(
    r"`(?P<name>\w+|\[\w+\])`(?:, `\w+`)*(?: (?:and|or) `\w+`)? in\s+`(?P<path>[\w./-]+\.\w+)`"
)


def page(name: str) -> str:
    return (TOP / "docs" / f"{name}.md").read_text("utf-8")


def kinds(
    of: type[PipelineError] = PipelineError, depth: int = 0
) -> Iterator[tuple[type[PipelineError], int]]:
    """The errors of pipeline/errors.py in their order, each with how deep it stands."""
    if of.__module__ == PipelineError.__module__:
        yield of, depth
        for kind in of.__subclasses__():
            yield from kinds(kind, depth + 1)


def headings(text: str) -> list[str]:
    outside = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    return re.findall(r"^#+ (.+)$", outside, re.MULTILINE)


def anchor(heading: str) -> str:
    return re.sub(r"[\s]+", "-", re.sub(r"[^\w\s-]", "", heading).strip().lower())


def test_the_page_of_commands_lists_those_of_the_program_in_its_order() -> None:
    assert re.findall(r"^\| `pipeline (\w+)` \|", page("commands"), re.MULTILINE) == list(_COMMANDS)


def test_the_table_of_exit_codes_is_the_program_s() -> None:
    rows = re.findall(r"^\| (\d+) \| ([^|]*)\|", page("errors"), re.MULTILINE)
    shown = {int(code): set(re.findall(r"`(\w+)`", names)) for code, names in rows}
    known: dict[int, set[str]] = {0: set(), 2: set()}
    for kind, _ in kinds():
        known.setdefault(kind.exit_code, set()).add(kind.__name__)
    assert shown == known


def test_the_tree_of_errors_is_the_program_s() -> None:
    (shown,) = blocks(TOP / "docs" / "errors.md", "text")
    tree = [
        (re.sub(r"\W+", "", line), (len(line) - len(line.lstrip("│├└─ "))) // 4)
        for line in shown.splitlines()
    ]
    assert tree == [(kind.__name__, depth) for kind, depth in kinds()]


def test_every_public_name_has_its_place_on_the_library_s_page() -> None:
    shown = re.findall(r"^::: pipeline\.(\w+)$", page("library"), re.MULTILINE)
    assert sorted(shown) == sorted(pipeline.__all__)


def test_every_format_has_its_line_and_its_section() -> None:
    rows = re.findall(r"^\| `(\w+)` \| `segment(\.[\w.]+)` \|", page("formats"), re.MULTILINE)
    assert dict(rows) == {name: form.suffix for name, form in FORMATS.items()}
    assert set(FORMATS) <= set(headings(page("formats")))


def test_every_field_of_the_transcript_file_is_told() -> None:
    schema = json_schema()
    told = set(re.findall(r"`(\w+)`", page("transcript-format")))
    parts = {"Transcript": schema, **schema["$defs"]}
    for name, part in parts.items():
        if name != "Timecode":  # nothing writes one yet
            assert set(part.get("properties", ())) <= told, name


def test_the_smallest_transcript_that_is_shown_is_one() -> None:
    (shown,) = blocks(TOP / "docs" / "transcript-format.md", "json")
    assert from_json(shown).utterances


def test_every_folder_of_the_package_has_its_paragraph() -> None:
    folders = {folder.name for folder in _PACKAGE.iterdir() if (folder / "__init__.py").exists()}
    assert set(re.findall(r"^\*\*(\w+)/\*\* ", page("architecture"), re.MULTILINE)) == folders


def test_every_single_file_of_the_package_is_told_of() -> None:
    (told,) = re.findall(
        r"^\*\*Single files\*\* (.+?)\n\n", page("architecture") + "\n", re.MULTILINE | re.DOTALL
    )
    files = {path.name for path in _PACKAGE.glob("*.py") if not path.name.startswith("_")}
    assert set(re.findall(r"`(\w+\.py)`", told)) == files


def test_the_drawing_of_the_layers_is_the_table_that_the_imports_are_held_to() -> None:
    (drawn,) = (text for text in blocks(TOP / "docs" / "architecture.md", "text") if text.startswith("cli "))
    column = drawn.index("commands")
    rows = [line[:column].split() for line in drawn.splitlines()]
    table = [sorted(name for name in row if not name.startswith("_")) for row in reversed(_LAYERS)]
    assert [sorted(row) for row in rows] == [row for row in table if row]


def test_terms_are_explained_once_and_in_the_order_of_the_alphabet() -> None:
    terms = re.findall(r"^\*\*([^*]+)\*\*\n:   \w", page("glossary"), re.MULTILINE)
    assert [term for term, times in Counter(map(str.casefold, terms)).items() if times > 1] == []
    assert terms == sorted(terms, key=str.casefold)
    assert len(terms) == page("glossary").count("\n:   ") > 40


@pytest.mark.parametrize("source", WRITTEN, ids=lambda path: path.relative_to(TOP).as_posix())
def test_every_link_leads_to_something_that_is_there(source: Path) -> None:
    for link in _LINK.finditer(source.read_text("utf-8")):
        path, _, part = link["to"].partition("#")
        if "://" in link["to"]:
            continue
        target = source.parent / path if path else source
        assert target.exists(), link["to"]
        if part:
            assert part in map(anchor, headings(target.read_text("utf-8"))), link["to"]


def test_every_page_can_be_reached_from_the_site_s_menu() -> None:
    menu = (TOP / "mkdocs.yml").read_text("utf-8")
    assert {path.name for path in DOCS} == set(re.findall(r"^ +- .+: ([\w-]+\.md)$", menu, re.MULTILINE))


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "SECURITY.md", "docs/architecture.md"])
def test_every_file_that_is_named_is_there(name: str) -> None:
    named = set(
        re.findall(r"`((?:pipeline|tests|models|docs|examples)/[\w./-]*)`", (TOP / name).read_text("utf-8"))
    )
    assert [path for path in sorted(named) if not (TOP / path).exists()] == []


def test_what_a_recipe_says_is_in_a_file_is_in_it() -> None:
    text = (TOP / "CONTRIBUTING.md").read_text("utf-8")
    places = list(_PLACE.finditer(text))
    assert len(places) > 15
    for place in places:
        names = re.findall(r"`([^`]+)`", place[0])[:-1]
        content = (TOP / place["path"]).read_text("utf-8")
        assert [name for name in names if name not in content] == [], place["path"]
