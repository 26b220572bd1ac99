"""Find an ffmpeg and run it, its output read as it comes."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import IO

from pipeline.errors import MissingToolError


@cache
def ffmpeg_program() -> str:
    """The system's ffmpeg, else the one inside the imageio-ffmpeg wheel. Raises MissingToolError."""
    if found := shutil.which("ffmpeg"):
        return found
    try:
        import imageio_ffmpeg

        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except (ImportError, RuntimeError):
        raise MissingToolError(
            "No ffmpeg was found.", hint="Install ffmpeg, or `pip install imageio-ffmpeg`."
        ) from None


class Running:
    """A running ffmpeg: `stdout` to read, and after the end its complaints and exit status."""

    def __init__(self, process: subprocess.Popen[bytes], log: IO[bytes]) -> None:
        assert process.stdout is not None  # asked for as a pipe below
        self.stdout = process.stdout
        self._process = process
        self._log = log

    def finish(self) -> tuple[int, list[str]]:
        """Wait for the end; return the exit status and the lines of the error log."""
        status = self._process.wait()
        self._log.seek(0)
        text = self._log.read().decode("utf-8", "replace")
        return status, [line for line in text.splitlines() if line.strip()]


@contextmanager
def running(command: list[str]) -> Iterator[Running]:
    """Start `command`; whatever happens inside, the process is gone afterwards."""
    with tempfile.TemporaryFile() as log:
        try:
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log)
        except OSError as error:
            raise MissingToolError(f"{command[0]} could not be started: {error.strerror}.") from None
        try:
            yield Running(process, log)
        finally:
            process.kill()  # one SIGTERM is not always enough, and nothing of it needs a clean end
            process.wait()
            if process.stdout:
                process.stdout.close()
