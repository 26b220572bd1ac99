"""The command line: one command a file, and the single place that turns errors into exit codes."""

from __future__ import annotations

from pipeline.cli.main import main

__all__ = ["main"]
