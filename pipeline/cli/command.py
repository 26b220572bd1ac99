"""Commands with examples, and with options below headings where there are many."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import click

from pipeline.cli.option_groups import SectionOption

MESSAGES = "Messages and help"
_HELP = ["-h", "--help"]
_FEW = 8
"""So many options need no headings."""
_ALWAYS = frozenset({"--verbose", "--help"})
"""Options of every command."""


class Command(click.Command):
    """A command; `examples` are lines as they are typed."""

    def __init__(self, *args: Any, examples: Iterable[str] = (), **attributes: Any) -> None:
        super().__init__(*args, **attributes)
        self.context_settings.setdefault("help_option_names", _HELP)
        self.examples = tuple(examples)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for title, options in sections(self, ctx).items():
            with formatter.section(title):
                formatter.write_dl([record for one in options if (record := one.get_help_record(ctx))])

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _write_examples(self.examples, formatter)


class Group(click.Group):
    """Commands below a command; an unknown one is told with the one that was probably meant."""

    command_class = Command

    def __init__(self, *args: Any, examples: Iterable[str] = (), **attributes: Any) -> None:
        super().__init__(*args, **attributes)
        self.context_settings.setdefault("help_option_names", _HELP)
        self.examples = tuple(examples)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            from pipeline.cli.unknown_command import unknown_command

            raise unknown_command(args, self.list_commands(ctx), ctx)
        return super().resolve_command(ctx, args)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _write_examples(self.examples, formatter)


def sections(command: click.Command, ctx: click.Context) -> Mapping[str, list[click.Parameter]]:
    """Options by their heading, in order; a single heading where they are few."""
    options = [param for param in command.get_params(ctx) if isinstance(param, click.Option)]
    if len(options) <= _FEW:
        return {"Options": list(options)}
    found: dict[str, list[click.Parameter]] = {}
    for one in sorted(options, key=lambda one: bool(_title(one))):  # those of its own come first
        found.setdefault(_title(one) or "Options", []).append(one)
    return dict(sorted(found.items(), key=lambda item: item[0] == MESSAGES))


def _title(one: click.Option) -> str:
    if _ALWAYS & set(one.opts):
        return MESSAGES
    return one.section if isinstance(one, SectionOption) else ""


def _write_examples(examples: tuple[str, ...], formatter: click.HelpFormatter) -> None:
    if examples:
        with formatter.section("Examples"):
            for line in examples:
                formatter.write(f"{'':{formatter.current_indent}}{line}\n")
