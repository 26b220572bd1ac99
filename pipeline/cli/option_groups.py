"""Options that belong together: one section of `--help`, and one value for the command."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import Field, fields
from functools import wraps
from typing import Any, ClassVar, Protocol

import click

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


class _Dataclass(Protocol):
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


class SectionOption(click.Option):
    """An option that stands below a heading of its own in `--help`; the empty one is no heading."""

    section: str = ""


def option(*names: str, **attributes: Any) -> Decorator:
    """`click.option` for a group."""
    return click.option(*names, cls=SectionOption, **attributes)


def section(title: str, *options: Decorator) -> Decorator:
    """Options below one heading, each a value of its own."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        for one in reversed(options):
            command = one(command)
            vars(command)["__click_params__"][-1].section = title
        return command

    return decorate


def gathered(name: str, **groups: Decorator) -> Decorator:
    """Groups, by the argument each gives, whose values reach the command together as the tuple `name`."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(command)
        def wrapped(**values: Any) -> Any:
            return command(**{name: tuple(values.pop(group) for group in groups)}, **values)

        decorated: Callable[..., Any] = wrapped
        for group in reversed(groups.values()):
            decorated = group(decorated)
        return decorated

    return decorate


def grouped(name: str, kind: Callable[..., _Dataclass], title: str, *options: Decorator) -> Decorator:
    """Options that reach the command as its argument `name`: a dataclass whose fields are their names.

    A ValueError of the dataclass, which ends without a point, is a usage error.
    """

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(command)
        def wrapped(**values: Any) -> Any:
            own = {field.name: values.pop(field.name) for field in fields(kind)}  # type: ignore[arg-type]
            try:
                value = kind(**own)
            except ValueError as error:
                raise click.UsageError(f"{error}.") from None
            return command(**{name: value}, **values)

        return section(title, *options)(wrapped)

    return decorate
