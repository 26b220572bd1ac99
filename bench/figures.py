"""The figures of a run: printed by the script, and with `--json FILE` kept for comparing.

The file has no date and no path in it: two files of one script differ in what was measured and in what it was
measured with, and in nothing else. `python -m bench.compare` lays two of them side by side.
"""

from __future__ import annotations

import json
import math
import os
import platform
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

import pipeline

Figures = Mapping[str, Any]
"""Names to numbers, texts, lists, or more of the same; names carry the unit where there is one."""

reference_folder = click.argument(
    "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path("../shared/eval")
)
"""The reference material; where it lies in a checkout with its neighbours unless another folder is named."""

json_option = click.option(
    "--json",
    "json_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the figures to this file as well.",
)


def provenance() -> dict[str, str | int]:
    """What the figures hang on besides the code."""
    return {
        "broadcast-pipeline": pipeline.__version__,
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}",
        "cpus": processors(),
    }


def processors() -> int:
    """How many of the machine's processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def write_figures(script: str, figures: Figures, target: Path | None) -> None:
    """Write them to `target`, four decimals each, with their provenance; without a target do nothing."""
    if target is not None:
        whole = {"script": script, "provenance": provenance(), "figures": _rounded(figures)}
        text = json.dumps(whole, indent=2, ensure_ascii=False, allow_nan=False)
        target.write_text(text + "\n", encoding="utf-8")


def _rounded(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(name): _rounded(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(each) for each in value]
    if isinstance(value, float):
        return round(value, 4) if math.isfinite(value) else None
    return value
