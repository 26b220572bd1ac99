"""What runs on the machines of a cluster: engines that load once, and recordings that come to them."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import replace
from pathlib import Path
from queue import Queue
from typing import Any

from pipeline.batch.messages import Event, Failed, LoadFailed, Ready, Started, Task
from pipeline.batch.spec import Load
from pipeline.batch.worker import sound_of, work
from pipeline.errors import InputError, PipelineError, unexpected
from pipeline.media.waveform import Waveform
from pipeline.transcriber import Pipeline

_PIECE = 8 * 1024 * 1024
"""Bytes of a recording that travel at once."""


class FileServer:
    """Gives out files of the machine that runs the batch to workers that cannot see them."""

    def read(self, path: Path, offset: int) -> bytes:
        """The bytes from `offset` on, none at the end."""
        with path.open("rb") as file:
            file.seek(offset)
            return file.read(_PIECE)


class Worker:
    """A worker. `prepare` and `work` of one task may run at the same time as those of another."""

    def __init__(self, load: Load, files: Any) -> None:
        self._load = load
        self._files = files
        self._newsroom: Pipeline | None = None
        self._prepared: Queue[tuple[int, Waveform | Failed | None]] = Queue()

    def ready(self) -> Iterator[Event]:
        """Load the engines and say which they are."""
        try:
            self._newsroom = self._load()
        except PipelineError as error:
            yield LoadFailed(error)
        except Exception as error:  # noqa: BLE001  # a library's; the parent must be told
            yield LoadFailed(unexpected(error))
        else:
            yield Ready(self._newsroom.recognizer.engine, self._newsroom.diarizer.engine)

    def prepare(self, task: Task) -> None:
        """Decode the recording, fetching it first if this machine does not see it."""
        self._prepared.put((task.number, self._sound(task)))

    def work(self, task: Task) -> Iterator[Event]:
        """Do the task, telling everything as it happens."""
        assert self._newsroom is not None
        newsroom = self._newsroom
        number, sound = self._prepared.get()
        assert number == task.number, "tasks are worked on in the order in which they are prepared"
        yield Started(task.number)
        if isinstance(sound, Failed):
            yield sound
            return
        with self._reachable(task) as local:
            for event in _told(lambda tell: work(newsroom, local, sound, tell)):
                yield _of(event, local, task) if isinstance(event, Failed) else event

    def _sound(self, task: Task) -> Waveform | Failed | None:
        assert self._newsroom is not None
        try:
            with self._reachable(task) as local:
                try:
                    return sound_of(local, self._newsroom)
                except PipelineError as error:
                    return _of(Failed(task.number, error), local, task)
        except PipelineError as error:
            return Failed(task.number, error)
        except Exception as error:  # noqa: BLE001  # such as no memory for it
            return Failed(task.number, unexpected(error))

    @contextmanager
    def _reachable(self, task: Task) -> Iterator[Task]:
        """The task with a path that can be read here."""
        if task.path.is_file():
            yield task
            return
        with tempfile.TemporaryDirectory() as folder:
            local = Path(folder) / task.path.name
            self._fetch(task.path, local)
            yield replace(task, path=local)

    def _fetch(self, path: Path, local: Path) -> None:
        import ray
        import ray.exceptions

        try:
            with local.open("wb") as file:
                while piece := ray.get(self._files.read.remote(path, file.tell())):
                    file.write(piece)
        except (OSError, ray.exceptions.RayError) as error:
            raise InputError(f"{str(path)!r} cannot be fetched: {error}.") from None


def _of(event: Failed, local: Task, task: Task) -> Failed:
    """With the name by which the recording is known, instead of its copy's."""
    error = copy(event.error)
    error.message = error.message.replace(str(local.path), str(task.path))
    return replace(event, error=error)


def _told(act: Callable[[Callable[[Event], None]], None]) -> Iterator[Event]:
    """What `act` tells, while it acts."""
    told: Queue[Event | None] = Queue()

    def acting() -> None:
        try:
            act(told.put)
        finally:
            told.put(None)

    threading.Thread(target=acting, daemon=True).start()
    while (event := told.get()) is not None:
        yield event
