"""`python -m bench.commands_page`: docs/commands.md from the commands; what stands above the mark is kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from pipeline.cli.main import cli

PAGE = Path(__file__).parents[1] / "docs" / "commands.md"
MARK = "<!-- From here on by `make commands`: written by hand it would be lost. -->"
_WIDTH = 100


def written(page: str) -> str:
    """The page with everything below the mark made anew."""
    above, mark, _ = page.partition(MARK)
    assert mark, "the page has lost its mark"
    return f"{above}{MARK}\n\n{''.join(_sections(cli, None))}".rstrip() + "\n"


def _sections(command: click.Command, above: click.Context | None) -> Iterator[str]:
    """A section for a command, then those of the commands below it."""
    name = "pipeline" if above is None else command.name
    context = click.Context(
        command, above, name, terminal_width=_WIDTH, max_content_width=_WIDTH,
        help_option_names=["-h", "--help"], color=False,
    )  # fmt: skip
    lines = [line.rstrip() for line in command.get_help(context).splitlines()]
    yield f"## {context.command_path}\n\n```text\n{chr(10).join(lines)}\n```\n\n"
    if isinstance(command, click.Group):
        for below in command.list_commands(context):
            found = command.get_command(context, below)
            assert found is not None
            yield from _sections(found, context)


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text("utf-8")), "utf-8")
