"""What is wrong with a command line, on one line, with what to type instead."""

from __future__ import annotations

import click

from pipeline.cli.command import Command
from pipeline.cli.suggestions import nearest
from pipeline.errors import PipelineError

_OTHER_OPTIONS = {
    "--format-json": "-f json", "--json": "-f json", "--lang": "--language", "--model": "--asr",
    "--out": "-o", "--output-dir": "-o", "--overwrite": "--force", "--parallel": "--jobs",
    "--threads": "--jobs", "--workers": "--jobs", "-l": "--language", "-m": "--asr", "-w": "--jobs",
}  # fmt: skip
"""What options are called elsewhere."""


class WrongCommandLineError(PipelineError):
    """The command line makes no sense; as an error like any other, with click's exit code."""

    exit_code = click.UsageError.exit_code


def as_pipeline_error(error: click.ClickException) -> PipelineError:
    """What click complains of, with a hint."""
    message = " ".join(error.format_message().split())
    context = error.ctx if isinstance(error, click.UsageError) else None
    if isinstance(error, click.NoSuchOption):
        message = error.message
    return WrongCommandLineError(message, hint=_hint(error, message, context))


def _hint(error: click.ClickException, message: str, context: click.Context | None) -> str:
    if context is None or "`" in message:
        return ""
    help_of = f"`{context.command_path} --help`"
    if isinstance(error, click.NoSuchOption):
        known = {name for param in context.command.get_params(context) for name in _names(param)}
        other = _OTHER_OPTIONS.get(error.option_name, "")
        bare = {name.lstrip("-"): name for name in known if name.startswith("--")}
        near = bare.get(nearest(error.option_name.lstrip("-"), bare) or "")
        meant = other if other.split(" ")[0] in known else near
        return f"Did you mean `{meant}`?" if meant else f"{help_of} lists all."
    if isinstance(error, click.MissingParameter) and (examples := _examples(context.command)):
        return f"As in `{examples[0]}`."
    return f"- {help_of} shows how." if message.endswith(")") else ""


def _names(param: click.Parameter) -> list[str]:
    return [*param.opts, *param.secondary_opts] if isinstance(param, click.Option) else []


def _examples(command: click.Command) -> tuple[str, ...]:
    return command.examples if isinstance(command, Command) else ()
