"""The files and sources of one model in the registry file, each mistake named with its place."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.models.carried import Carried, Package, Part
from pipeline.models.entry import ModelFile
from pipeline.models.source import HubSource, SnapshotSource, Source, UrlSource, WheelSource
from pipeline.models.table import Table


def read_file(table: Table) -> ModelFile:
    """One entry of `files`. Raises ModelError."""
    try:
        file = ModelFile(
            table.text("name"), table.text("sha256"), table.number("size"), _word(table, "checkpoint")
        )
    except ValueError as error:
        raise table.wrong(str(error)) from None
    table.finish()
    return file


def read_source(table: Table) -> Source:
    """One entry of `sources`. Raises ModelError."""
    kind = table.text("kind")
    source: Source
    try:
        match kind:
            case "wheel":
                source = WheelSource.whole(_package(table, "package"), table.mapping("paths"))
            case "wheels":
                source = _joined(table)
            case "url":
                source = UrlSource(table.mapping("urls"))
            case "hub":
                source = HubSource(table.text("repo"), table.text("revision"), table.mapping("paths"))
            case "snapshot":
                source = SnapshotSource(table.text("repo"), table.text("revision"))
            case _:
                raise table.wrong(f"unknown kind {kind!r}; known are wheel, wheels, url, hub and snapshot")
    except ValueError as error:
        raise table.wrong(str(error)) from None
    table.finish()
    return source


def _joined(table: Table) -> WheelSource:
    packages: dict[str, Package] = {}
    for entry in table.tables("packages", "package"):
        package = _package(entry, "name")
        packages[package.name] = package
        entry.finish()
    return WheelSource(
        {entry.text("name"): _carried(entry, packages) for entry in table.tables("files", "carried file")}
    )


def _carried(table: Table, packages: Mapping[str, Package]) -> Carried:
    parts = tuple(_part(entry, packages) for entry in table.tables("parts", "part"))
    carried = Carried(parts, table.texts("drop"), _word(table, "joined"))
    table.finish()
    return carried


def _part(table: Table, packages: Mapping[str, Package]) -> Part:
    name = table.text("package")
    if name not in packages:
        raise table.wrong(f"{name} is none of the packages of this source")
    part = Part(packages[name], table.text("path"), _word(table, "sha256"), table.number("size"))
    table.finish()
    return part


def _package(table: Table, key: str) -> Package:
    system = (_word(table, option) for option in ("platform", "python", "abi"))
    return Package(table.text(key), table.text("version"), *system)


def _word(table: Table, key: str) -> str:
    """A text that may be left out; then empty."""
    return table.text(key) if key in table else ""
