"""`python -m bench.picture`: the picture in the README, of a command and what it really prints.

It shows the starter models' transcript of the example that the tests hold, so it is made anew with that.
"""

from __future__ import annotations

import io
import re
from pathlib import Path

from rich.console import Console
from rich.text import Text

from pipeline import ArticleStyle, Timestamps, from_json, render

_TOP = Path(__file__).parents[1]
_TRANSCRIPT = _TOP / "tests" / "golden" / "harbour-bridge.json"
_COMMAND = "pipeline render out/segment.json --timestamps none --speakers-in-text"
_PARAGRAPHS = 12
"""Those up to the first quote."""
_WIDTH = 96
PICTURE = _TOP / "docs" / "pictures" / "article.svg"


def picture() -> str:
    """A terminal as SVG, which fetches no font from anywhere."""
    transcript = from_json(_TRANSCRIPT.read_bytes())
    style = ArticleStyle(timestamps=Timestamps.NONE, speakers_in_text=True)
    shown = render(transcript, "article", style).split("\n\n")[:_PARAGRAPHS]
    console = Console(
        record=True, width=_WIDTH, file=io.StringIO(), force_terminal=True, color_system="truecolor",
        legacy_windows=False,
    )  # fmt: skip
    console.print(Text.assemble(("$ ", "bold green"), (_COMMAND, "bold")))
    console.print(Text("\n\n".join((*shown, "[...]"))))
    drawn = console.export_svg(title="segment.opus", unique_id="article")
    drawn = re.sub(r"\s*@font-face \{.*?\}|\s*<!--.*?-->", "", drawn, flags=re.DOTALL)
    return drawn.replace("Fira Code, monospace", "ui-monospace, Consolas, Menlo, DejaVu Sans Mono, monospace")


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8", newline="\n")
