"""Find an ffmpeg and run it, its output read as it comes, and ended where it does not come."""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from typing import IO

from pipeline.errors import MissingToolError
from pipeline.limits import Limits
from pipeline.media.guarded import Reach, guarded
from pipeline.media.process_group import OWN_GROUP, end_group
from pipeline.media.watchdog import Watchdog

_KEPT = 200
"""Lines of its messages that are kept, the last ones."""
_LONGEST = 4096
"""Bytes of a line of messages that are read at once."""

Listener = Callable[[str], None]
"""Told each line of the messages as it comes, in a thread of its own."""


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


class Output:
    """What a program writes, as it is read; each piece tells the watchdog that it goes on."""

    def __init__(self, pipe: IO[bytes], watchdog: Watchdog) -> None:
        self._pipe = pipe
        self._watchdog = watchdog

    def read(self) -> bytes:
        """All the rest."""
        pieces = []
        while piece := self._pipe.read1(1 << 20):  # type: ignore[attr-defined]  # a BufferedReader
            self._watchdog.goes_on()
            pieces.append(piece)
        return b"".join(pieces)

    def readline(self) -> bytes:
        """One line."""
        line = self._pipe.readline()
        self._watchdog.goes_on()
        return line

    def readinto(self, room: memoryview) -> int:
        """Fill `room` with what is there; how many bytes that is, 0 at the end."""
        count: int = self._pipe.readinto(room)  # type: ignore[attr-defined]  # a BufferedReader
        self._watchdog.goes_on()
        return count


class Running:
    """A running ffmpeg: `stdout` to read, and after the end its complaints and exit status."""

    def __init__(self, process: subprocess.Popen[bytes], listener: Listener | None, limits: Limits) -> None:
        assert process.stdout is not None  # asked for as pipes below
        assert process.stderr is not None
        self._process = process
        self._watchdog = Watchdog(limits, lambda: end_group(process))
        self.stdout = Output(process.stdout, self._watchdog)
        self._lines: deque[str] = deque(maxlen=_KEPT)
        self._ear = threading.Thread(target=self._listen, args=(process.stderr, listener), daemon=True)
        self._ear.start()

    @property
    def ended(self) -> str | None:
        """Why it was ended before its time; None where it was not."""
        return self._watchdog.why

    def finish(self) -> tuple[int, list[str]]:
        """Wait for the end; return the exit status and the last lines of its messages."""
        status = self._process.wait()
        self._ear.join()
        self._watchdog.stop()
        return status, list(self._lines)

    def stop(self) -> None:
        """Whatever it does, it is gone afterwards, with all that it started."""
        self._watchdog.stop()
        end_group(self._process, at_once=True)
        for pipe in (self._process.stdout, self._process.stderr):
            if pipe:
                with suppress(OSError, ValueError):
                    pipe.close()

    def _listen(self, pipe: IO[bytes], listener: Listener | None) -> None:
        try:
            while raw := pipe.readline(_LONGEST):
                self._watchdog.says(len(raw))
                line = raw.decode("utf-8", "replace").rstrip()
                if not line.strip():
                    continue
                if listener is None:
                    self._lines.append(line)
                else:
                    listener(line)
        except (OSError, ValueError):  # closed: nobody wants to hear it any more
            return


@contextmanager
def running(
    command: list[str], reach: Reach, listener: Listener | None = None, limits: Limits | None = None
) -> Iterator[Running]:
    """Start `command` in a process group of its own; whatever happens inside, it is gone afterwards.

    It opens no files but those within its `reach`, under the guards that the machine has. What it says goes
    to `listener`, or is kept for `finish` where there is none.
    """
    limits = limits or Limits()
    try:
        process = subprocess.Popen(
            guarded(command, reach, limits), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, **OWN_GROUP,
        )  # fmt: skip
    except OSError as error:
        raise MissingToolError(f"{command[0]} could not be started: {error.strerror}.") from None
    program = Running(process, listener, limits)
    try:
        yield program
    finally:
        program.stop()
