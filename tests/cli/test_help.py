"""`--help`: examples that work, and options that can be found."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from bench.commands_page import PAGE, written
from pipeline.cli.command import MESSAGES, Command, Group, sections
from pipeline.cli.main import cli


def every(group: click.Group) -> Iterator[Command | Group]:
    """All commands below a group, and the groups among them."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert isinstance(command, Command | Group)
        yield command
        if isinstance(command, click.Group):
            yield from every(command)


_EXAMPLES = [example for command in (cli, *every(cli)) for example in command.examples]


@pytest.mark.parametrize("command", list(every(cli)), ids=lambda command: command.name)
def test_every_command_shows_examples_of_itself(command: Command | Group) -> None:
    assert command.examples
    assert all(command.name in example.split() for example in command.examples)


@pytest.mark.parametrize("example", _EXAMPLES)
def test_an_example_is_understood_as_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, example: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "usb-stick").mkdir()
    program, *words = shlex.split(example.partition(" > ")[0])
    assert program == "pipeline"
    command: click.Command = cli
    context = click.Context(cli, help_option_names=["-h", "--help"])
    while isinstance(command, click.Group):
        name, found, words = command.resolve_command(context, words)
        assert found is not None
        command = found
        context = click.Context(command, context, name)
    command.parse_args(context, words)


def test_many_options_stand_below_headings_and_few_below_one() -> None:
    many, few = (cli.get_command(click.Context(cli), name) for name in ("transcribe", "verify"))
    assert many is not None
    assert few is not None
    titles = list(sections(many, click.Context(many, help_option_names=["-h", "--help"])))
    assert titles[0] == "Result"
    assert titles[-1] == MESSAGES
    assert len(titles) > 4
    assert list(sections(few, click.Context(few, help_option_names=["-h", "--help"]))) == ["Options"]


@pytest.mark.parametrize("command", list(every(cli)), ids=lambda command: command.name)
def test_every_option_is_in_the_help_once(command: click.Command) -> None:
    context = click.Context(command, help_option_names=["-h", "--help"])
    shown = [one for options in sections(command, context).values() for one in options]
    assert len(shown) == len({id(one) for one in shown})
    assert {one.name for one in shown} == {
        p.name for p in command.get_params(context) if p.param_type_name == "option"
    }


def test_the_page_of_commands_is_what_the_commands_say() -> None:
    page = PAGE.read_text("utf-8")
    assert page == written(page), "write it again with `make commands`"
