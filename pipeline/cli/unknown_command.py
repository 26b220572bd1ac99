"""What to type instead of a command that does not exist."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from pipeline.cli.suggestions import nearest

_OTHER_COMMANDS = {
    "check": "doctor", "convert": "render", "download": "pull", "export": "render", "fetch": "pull",
    "find": "search", "get": "pull", "info": "probe", "install": "pull", "run": "transcribe",
    "show": "list", "status": "verify", "test": "doctor", "update": "pull", "which": "path",
}  # fmt: skip
"""What commands are called elsewhere."""


def unknown_command(words: Sequence[str], known: Iterable[str], ctx: click.Context) -> click.UsageError:
    """The error for `words`, of which the first is no command; `known` are those there are."""
    wrong, path, known = words[0], ctx.command_path, tuple(known)
    meant = nearest(wrong, known) or _OTHER_COMMANDS.get(wrong.lower(), "")
    if wrong == "help":
        hint = f"Help is an option: `{' '.join([path, *words[1:2]])} --help`."
    elif wrong == "version":
        hint = f"The version is an option: `{path} --version`."
    elif meant in known:
        hint = f"Did you mean `{path} {meant}`?"
    elif Path(wrong).suffix and "transcribe" in known:
        hint = f"A recording comes after a command: `{path} transcribe {wrong}`."
    else:
        hint = f"`{path} --help` lists all."
    return click.UsageError(f"There is no command {wrong!r}. {hint}", ctx)
