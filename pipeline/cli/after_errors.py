"""What the command line said that must be known when an error has ended the command."""

from __future__ import annotations

from typing import TypeVar

import click

_Command = TypeVar("_Command", bound=click.Command)

_VERBOSE = "verbose"
_LOG_FORMAT = "log_format"


def with_verbose(command: _Command) -> _Command:
    """The command and those below it, each with the option --verbose."""
    if not any(param.name == _VERBOSE for param in command.params):
        option = click.Option(
            ["-v", "--verbose"], is_flag=True, is_eager=True, expose_value=False, callback=_note_verbose,
            help="Show where in the program an error arose.",
        )  # fmt: skip
        command.params.append(option)
    if isinstance(command, click.Group):
        for below in command.commands.values():
            with_verbose(below)
    return command


def _note_verbose(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value:  # a command must not take back what the group before it was told
        ctx.find_root().meta[_VERBOSE] = True


def note_log_format(ctx: click.Context, _param: click.Parameter, value: str) -> str:
    """The callback of --log-format."""
    ctx.find_root().meta[_LOG_FORMAT] = value
    return value


def is_verbose(root: click.Context) -> bool:
    """Whether a command that ran below `root` was told --verbose."""
    return bool(root.meta.get(_VERBOSE))


def is_for_programs(root: click.Context) -> bool:
    """Whether a command that ran below `root` was to write its log as JSON lines."""
    return bool(root.meta.get(_LOG_FORMAT) == "jsonl")
