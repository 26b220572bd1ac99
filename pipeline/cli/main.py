"""The command `pipeline`: finds the subcommand, runs it, ends with the right exit code."""

from __future__ import annotations

import importlib
import io
import os
import signal
import sys
import traceback
from collections.abc import Sequence
from types import FrameType
from typing import Any, NoReturn

import click

from pipeline import __version__
from pipeline.errors import Interrupted, PipelineError

_COMMANDS = {
    "transcribe": "Turn a recording into an article.",
    "render": "Write a transcript in another form.",
    "relabel": "Work out roles, names and paragraphs again.",
    "probe": "Say what is in a media file.",
    "models": "See, fetch and check the models.",
    "doctor": "Check that this machine is ready.",
    "schema": "Print the form of the transcript file.",
}


class _Lazy(click.Group):
    """Knows its commands by name and loads only the one that runs, so that --help is instant."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = getattr(importlib.import_module(f"pipeline.cli.{cmd_name}"), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.command(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="pipeline")
def cli() -> None:
    """Recorded broadcast news in, the published article out.

    Start with `pipeline models pull starter`, then `pipeline transcribe RECORDING`.
    """


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and leave the process with its exit code."""
    _speak_utf8()
    signal.signal(signal.SIGTERM, _interrupt)
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        result: Any = cli.main(words, prog_name="pipeline", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # Whoever read our output has had enough, as `head` does; a second complaint at exit is prevented.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except (KeyboardInterrupt, click.Abort):
        _complain(Interrupted("Stopped; nothing half-written was left behind."))
        sys.exit(Interrupted.exit_code)
    except PipelineError as error:
        _show_traceback(words)
        _complain(error)
        sys.exit(error.exit_code)
    except Exception as error:
        if not _show_traceback(words):
            click.echo("This is a fault in the program: --verbose shows where.", err=True)
        _complain(PipelineError(f"Unexpected {type(error).__name__}: {error}"))
        sys.exit(PipelineError.exit_code)
    sys.exit(result if isinstance(result, int) else 0)


def _complain(error: PipelineError) -> None:
    """One line, whatever is in a file's name."""
    click.echo("pipeline: " + " ".join(str(error).splitlines()), err=True)


def _show_traceback(words: Sequence[str]) -> bool:
    wanted = "--verbose" in words or "-v" in words
    if wanted:
        traceback.print_exc()
    return wanted


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _speak_utf8() -> None:
    for stream, errors in ((sys.stdout, "replace"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors)
