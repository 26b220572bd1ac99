"""The command `pipeline`: finds the subcommand, runs it, ends with the right exit code."""

from __future__ import annotations

import errno
import importlib
import io
import json
import os
import signal
import sys
import traceback
from collections.abc import Sequence
from keyword import iskeyword
from types import FrameType
from typing import Any, NoReturn

import click

from pipeline._version import __version__
from pipeline.cli.after_errors import is_for_programs, is_verbose, with_verbose
from pipeline.cli.closed_streams import fill_closed_streams
from pipeline.cli.command import Group
from pipeline.errors import Interrupted, OutputError, PipelineError, unexpected

_COMMANDS = {
    "transcribe": "Turn a recording into an article.",
    "batch": "Turn a whole tree of recordings into an archive.",
    "watch": "Turn recordings that arrive in a folder into transcripts.",
    "search": "Find who said what in an archive.",
    "export": "Write an archive as tables for other programs.",
    "status": "Say what is done, edited, failed and waiting in an archive.",
    "verify": "Check an archive against its recordings.",
    "render": "Write a transcript in another form.",
    "import": "Take over a transcript of another program.",
    "review": "Open the page on which transcripts are checked.",
    "clip": "Cut statements out of the recording.",
    "correct": "Correct a transcript; it stays corrected.",
    "relabel": "Work out roles, names and paragraphs again.",
    "learn": "Learn the roles of a show from corrected transcripts.",
    "evaluate": "Say how far transcripts are from their references.",
    "probe": "Say what is in a media file.",
    "models": "See, fetch and check the models.",
    "doctor": "Check that this machine is ready.",
    "schema": "Print the form of the transcript file.",
}

_EXAMPLES = (
    "pipeline models pull starter",
    "pipeline transcribe news.mp4",
    "pipeline batch recordings archive",
)
_STOPPED = "Stopped; nothing half-written was left behind."


class _NobodyReadsError(Exception):
    """Whoever read our output has had enough, as `head` does."""


class _Lazy(Group):
    """Knows its commands by name and loads only the one that runs, so that --help is instant."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command: click.Command = getattr(importlib.import_module(f"pipeline.cli.commands.{name}"), name)
        return with_verbose(command)

    def invoke(self, ctx: click.Context) -> Any:
        """Keep from click what it would answer in its own way: an empty line, or exit code 1."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise Interrupted(_STOPPED) from None
        except BrokenPipeError:
            raise _NobodyReadsError from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@with_verbose
@click.command(
    cls=_Lazy,
    examples=_EXAMPLES,
    context_settings={"max_content_width": 100},
)
@click.version_option(__version__, "-V", "--version", prog_name="pipeline")
def cli() -> None:
    """Recorded broadcast news in, the published article out.

    Start with `pipeline models pull starter`, then `pipeline transcribe RECORDING`.
    """


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and leave the process with its exit code."""
    fill_closed_streams()
    _speak_utf8()
    _wait_politely()
    signal.signal(signal.SIGTERM, _interrupt)
    words = list(sys.argv[1:] if arguments is None else arguments)
    root = click.Context(cli)  # outlives an error: what options said is known then
    try:
        result: Any = cli.main(words, prog_name="pipeline", standalone_mode=False, parent=root)
        if sys.stdout:
            sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        sys.exit(error.exit_code)
    except click.ClickException as error:
        from pipeline.cli.usage_errors import as_pipeline_error

        _leave(as_pipeline_error(error), root)
    except (_NobodyReadsError, BrokenPipeError):
        _drop_output()
        sys.exit(0)
    except (KeyboardInterrupt, click.Abort):
        _leave(Interrupted(_STOPPED), root)
    except Exception as error:  # noqa: BLE001  # a fault of the program, told as one
        _leave(_explained(error), root)
    sys.exit(result if isinstance(result, int) else 0)


def _explained(error: Exception) -> PipelineError:
    if isinstance(error, PipelineError):
        return error
    if isinstance(error, OSError) and error.errno == errno.EBADF and not _takes_output():
        _drop_output()
        return OutputError("The output is closed: nothing can be printed.", hint="Add -o DIR, or `> FILE`.")
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        _drop_output()
        return OutputError(
            f"No more can be written: {error.strerror}.", hint="Make room, or send the output elsewhere."
        )
    fault = unexpected(error)
    fault.hint = "A fault in the program: --verbose shows where."
    return fault


def _leave(error: PipelineError, root: click.Context) -> NoReturn:
    """Last words on one line, whatever is in a file's name; as JSON where the log is."""
    if is_verbose(root):
        traceback.print_exc()
    text = " ".join(str(error).splitlines())
    if is_for_programs(root):
        event = {"event": "failed", "file": None, "text": text, "code": error.exit_code}
        click.echo(json.dumps(event, ensure_ascii=False), err=True)
    else:
        click.echo(f"pipeline: {text}", err=True)
    sys.exit(error.exit_code)


def _takes_output() -> bool:
    try:
        os.write(1, b"")
    except OSError:
        return False
    return True


def _drop_output() -> None:
    """Send what is still in the buffer nowhere: Python would complain of it once more at its end."""
    if sys.stdout:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _wait_politely() -> None:
    """Let idle threads of OpenMP spin briefly, then sleep, unless the user has said otherwise.

    Where other work shares the cores, threads that spin wait for each other: with ten times as many turns
    the diarizer's networks took over a minute, and 6 s with these. Threads that sleep at once
    (OMP_WAIT_POLICY=PASSIVE) make them slower on two cores than on one. It must be said before the libraries
    load, here and in workers.
    """
    if "OMP_WAIT_POLICY" not in os.environ:
        os.environ.setdefault("GOMP_SPINCOUNT", "10000")
    os.environ.setdefault("KMP_BLOCKTIME", "0")


def _speak_utf8() -> None:
    for stream, errors in ((sys.stdout, "replace"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors)
