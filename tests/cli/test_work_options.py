"""What can be set in the library can be set on the command line, or is declared not to."""

from __future__ import annotations

from dataclasses import asdict, fields

import click
import pytest

from pipeline.cli.knowledge import Knowledge, knowledge_options
from pipeline.cli.parameters import Header, header_options
from pipeline.cli.work_options import Work, work_options
from pipeline.options import Options

_TUNED = {"flicker", "join", "padding"}
"""Measured once for all recordings; a user could only guess, and a program may still set them."""
_READ = {"house", "metadata"}
"""Read from the files that `knowledge_options` name."""
_GIVEN = {
    "speakers": "2", "min_speakers": "2", "max_speakers": "2", "language": "fr", "beam": "5", "partial": None,
    "tracks": "1+2", "begin": "10", "end": "0:20", "stalled_after": "9", "longest": "2",
    "engine_stalled_after": "9", "expect_duration": "29:00",
    "title": "Storks", "published": "2025-02-04", "source": "Example News", "url": "https://example.org",
}  # fmt: skip
"""For each other option a value that is not its default; None for a flag. A new one is added here."""


@click.command()
@work_options
@header_options
@knowledge_options
@click.pass_context
def _asked(context: click.Context, work: Work, header: Header, knowledge: Knowledge) -> None:
    context.meta["told"].append(work.options(knowledge, header))


def _options(*words: str) -> Options:
    told: list[Options] = []
    parent = click.Context(_asked)
    parent.meta["told"] = told
    with _asked.make_context("asked", list(words), parent=parent) as context:
        _asked.invoke(context)
    return told[0]


def test_every_setting_has_an_option_of_its_name_or_is_declared_to_have_none() -> None:
    named = {str(one.name) for one in _asked.params}
    settings = {field.name for field in fields(Options)}
    assert settings - named == _TUNED | _READ
    assert named & settings == set(_GIVEN)


def test_what_an_option_is_not_given_has_the_default_of_the_library() -> None:
    assert _options() == Options()


@pytest.mark.parametrize(("name", "value"), _GIVEN.items())
def test_an_option_sets_the_setting_of_its_name_and_no_other(name: str, value: str | None) -> None:
    word = {"begin": "--in", "end": "--out"}.get(name, "--" + name.replace("_", "-"))
    made = _options(word) if value is None else _options(word, value)
    default = asdict(Options())
    assert {each for each, now in asdict(made).items() if now != default[each]} == {name}
