"""Workers that are processes on this machine."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from queue import Queue

from pipeline.batch.messages import Event, Failed, LoadFailed, Ready, Started, Task, Tell, WorkerLost
from pipeline.batch.spec import Load
from pipeline.batch.worker import sound_of, work
from pipeline.errors import PipelineError, unexpected
from pipeline.media.waveform import Waveform
from pipeline.transcriber import Pipeline

_STOPPING = 5.0
"""Seconds that a worker has to end when told to."""


class Processes:
    """`count` processes with a fair share of the processor cores each.

    They end with this process, whatever ends it.
    """

    def __init__(self, count: int, load: Load) -> None:
        self.count = count
        self._load = load
        self._context = multiprocessing.get_context("spawn")  # engines do not survive a fork
        self._shares = _shares(count)
        self._running: list[tuple[SpawnProcess, Connection]] = [self._start(n) for n in range(count)]

    def hand(self, worker: int, task: Task) -> None:
        """Send the task."""
        with suppress(OSError):  # a dead worker is told of by `events`
            self._running[worker][1].send(task)

    def events(self, timeout: float) -> Sequence[tuple[int, Event]]:
        """Everything said until now; waits only while there is nothing."""
        open_ends = {connection: number for number, (_, connection) in enumerate(self._running)}
        told: list[tuple[int, Event]] = []
        for connection in wait([end for end in open_ends if not end.closed], timeout):
            assert isinstance(connection, Connection)
            told.append((open_ends[connection], _said(connection)))
        return told

    def end(self, worker: int) -> None:
        """Terminate it, and kill it if it does not end; what it decodes with ends with it."""
        _ended([self._running[worker][0]])

    def replace(self, worker: int) -> None:
        """Start another process."""
        process, connection = self._running[worker]
        connection.close()
        process.join(_STOPPING)
        self._running[worker] = self._start(worker)

    def stop(self) -> None:
        """Terminate, and kill what does not end."""
        _ended([process for process, _ in self._running])
        for _, connection in self._running:
            connection.close()

    def _start(self, number: int) -> tuple[SpawnProcess, Connection]:
        here, there = self._context.Pipe()
        process = self._context.Process(
            target=_serve, args=(there, self._load, self._shares[number]), daemon=True
        )
        process.start()
        there.close()  # so that its death closes the last end
        return process, here


def _ended(processes: Sequence[SpawnProcess]) -> None:
    for process in processes:
        process.terminate()
    for process in processes:
        process.join(_STOPPING)
        if process.is_alive():
            process.kill()
            process.join()


def _said(connection: Connection) -> Event:
    try:
        event: Event = connection.recv()
    except (EOFError, OSError):
        connection.close()
        return WorkerLost()
    return event


def _shares(count: int) -> list[tuple[int, ...]]:
    """Whole cores for each worker, none for two where there are enough."""
    cores = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
    if len(cores) < count:
        return [tuple(cores)] * count
    return [
        tuple(cores[number * len(cores) // count : (number + 1) * len(cores) // count])
        for number in range(count)
    ]


def _serve(connection: Connection, load: Load, cores: tuple[int, ...]) -> None:
    """A worker's life: load, then task by task, until the other end is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the first process decides
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if cores:
        os.sched_setaffinity(0, cores)
        os.environ["OMP_NUM_THREADS"] = str(len(cores))
    sending = threading.Lock()

    def tell(event: Event) -> None:
        with sending:
            connection.send(event)

    with suppress(EOFError, OSError):  # nobody is left to work for
        if newsroom := _loaded(load, tell):
            _work_through(connection, newsroom, tell)


def _loaded(load: Load, tell: Tell) -> Pipeline | None:
    try:
        newsroom = load()
    except PipelineError as error:
        tell(LoadFailed(error))
    except Exception as error:  # noqa: BLE001  # a library's; the parent must be told like of any other
        tell(LoadFailed(unexpected(error)))
    else:
        tell(Ready(newsroom.recognizer.engine, newsroom.diarizer.engine))
        return newsroom
    return None


def _work_through(connection: Connection, newsroom: Pipeline, tell: Tell) -> None:
    """Work on one recording while a thread decodes the next."""
    decoded: Queue[tuple[Task, Waveform | PipelineError | None]] = Queue(maxsize=1)
    threading.Thread(target=_decode_ahead, args=(connection, newsroom, decoded), daemon=True).start()
    while True:
        task, sound = decoded.get()
        tell(Started(task.number))
        if isinstance(sound, PipelineError):
            tell(Failed(task.number, sound))
        else:
            work(newsroom, task, sound, tell)


def _decode_ahead(
    connection: Connection, newsroom: Pipeline, decoded: Queue[tuple[Task, Waveform | PipelineError | None]]
) -> None:
    with suppress(EOFError, OSError):
        while True:
            task: Task = connection.recv()
            try:
                sound: Waveform | PipelineError | None = sound_of(task, newsroom)
            except PipelineError as error:
                sound = error
            except Exception as error:  # noqa: BLE001  # such as no memory for it; it must be told like any other
                sound = unexpected(error)
            decoded.put((task, sound))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(0)
