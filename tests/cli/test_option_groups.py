"""Options that reach a command as one value."""

from __future__ import annotations

from dataclasses import dataclass

import click
import pytest
from click.testing import CliRunner

from pipeline.cli.option_groups import grouped, option


@dataclass(frozen=True)
class Size:
    """Two options."""

    width: int
    height: int

    def __post_init__(self) -> None:
        if self.width * self.height > 100:
            raise ValueError("that is too large")


@click.command()
@grouped(
    "size", Size, "Size", option("--width", type=int, default=2), option("--height", type=int, default=3)
)
@click.option("--name", default="box")
def draw(size: Size, name: str) -> None:
    """Say what would be drawn."""
    click.echo(f"{name} {size.width} x {size.height}")


@pytest.mark.parametrize(
    ("words", "said"), [([], "box 2 x 3\n"), (["--height", "7", "--name", "lid"], "lid 2 x 7\n")]
)
def test_options_of_a_group_reach_the_command_as_one_value(words: list[str], said: str) -> None:
    assert CliRunner().invoke(draw, words).output == said


def test_values_that_do_not_go_together_are_a_usage_error() -> None:
    result = CliRunner().invoke(draw, ["--width", "50"])
    assert result.exit_code == 2
    assert result.output.splitlines()[-1] == "Error: that is too large."
