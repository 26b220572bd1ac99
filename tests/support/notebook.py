"""Run a notebook's cells as Jupyter would, as far as its own cells need that."""

from __future__ import annotations

import ast
import io
import json
from collections.abc import Mapping
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

Output = Mapping[str, Any]


def cells(path: Path) -> list[dict[str, Any]]:
    """The cells of code, as nbformat 4 has them."""
    found: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))["cells"]
    return [cell for cell in found if cell["cell_type"] == "code"]


def run(path: Path) -> list[list[Output]]:
    """What each cell puts out: what it prints, then the value of its last line."""
    names: dict[str, Any] = {"__name__": "__main__"}
    return [_run("".join(cell["source"]), number, names) for number, cell in enumerate(cells(path), 1)]


def write_outputs(path: Path) -> None:
    """Run the notebook and keep what comes in it."""
    notebook = json.loads(path.read_text("utf-8"))
    for number, (cell, outputs) in enumerate(
        zip((c for c in notebook["cells"] if c["cell_type"] == "code"), run(path), strict=True), 1
    ):
        cell.update(execution_count=number, outputs=outputs)
    path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", "utf-8")


def _run(source: str, number: int, names: dict[str, Any]) -> list[Output]:
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    value = None
    with redirect_stdout(io.StringIO()) as printed:
        exec(compile(tree, f"cell {number}", "exec"), names)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), f"cell {number}", "eval"), names)
    outputs: list[Output] = []
    if printed.getvalue():
        outputs.append({"name": "stdout", "output_type": "stream", "text": _lines(printed.getvalue())})
    if value is not None:
        outputs.append(
            {
                "data": _shown(value),
                "execution_count": number,
                "metadata": {},
                "output_type": "execute_result",
            }
        )
    return outputs


def _shown(value: object) -> Mapping[str, list[str]]:
    html = getattr(value, "_repr_html_", None)
    return ({"text/html": _lines(html())} if html else {}) | {"text/plain": _lines(repr(value))}


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)
