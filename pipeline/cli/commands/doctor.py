"""`pipeline doctor`: is this machine ready?"""

from __future__ import annotations

import json

import click

from pipeline.cli.command import Command


@click.command(cls=Command, examples=("pipeline doctor", "pipeline doctor --time", "pipeline doctor --json"))
@click.option("--json", "as_json", is_flag=True, help="Print as JSON, for other programs.")
@click.option("--time", "time_auto", is_flag=True, help="Time what auto takes, too, once it is warm.")
def doctor(as_json: bool, time_auto: bool) -> None:
    """Check that this machine is ready to work, and say what to do where it is not.

    Looks at Python, ffmpeg and its guards, processor, memory, free disk and graphics card, the model store,
    the starter models and their checksums, what `auto` takes here and why; imports every engine where there
    is no network to see that none looks for one; and times a ten-second sample.
    """
    from pipeline.doctor import Check, examine
    from pipeline.models import ModelStore

    checks: list[Check] = []
    for check in examine(ModelStore.default(), time_auto=time_auto):
        checks.append(check)
        if not as_json:
            mark = "ok  " if check.error is None else "BAD "
            click.echo(f"{mark} {check.name}: {check.finding}")
    if as_json:
        rows = [
            {
                "check": check.name,
                "ok": check.error is None,
                "finding": check.finding,
                "advice": check.error.hint if check.error else None,
            }
            for check in checks
        ]
        click.echo(json.dumps(rows, indent=2))
    for check in checks:
        if check.error:
            raise check.error
