"""The guards by their names, as a transcript tells them."""

from __future__ import annotations

CPU, MEMORY, FILE_SIZE = "cpu", "memory", "file-size"
FILES, NETWORK, PROCESSES = "files", "network", "processes"
