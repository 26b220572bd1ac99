"""What is written for readers: the README, the pages of docs/, and the blocks of code in them."""

from __future__ import annotations

import re
from pathlib import Path

TOP = Path(__file__).parents[2]
README = TOP / "README.md"
DOCS = sorted((TOP / "docs").glob("*.md"))
PAGES = [README, *DOCS]
WRITTEN = [*PAGES, *(TOP / name for name in ("CONTRIBUTING.md", "SECURITY.md", "models/README.md"))]


def blocks(page: Path, language: str) -> list[str]:
    """The fenced blocks of a page that are in this language."""
    return re.findall(rf"^```{language}\n(.*?)^```", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)


def commands(page: Path) -> list[str]:
    """Every line that a reader is shown behind a prompt."""
    lines = [line for block in blocks(page, "console") for line in block.splitlines()]
    assert all(line.startswith("$ pipeline ") for line in lines), page
    return [line.removeprefix("$ pipeline ") for line in lines]
