"""Workers that are Ray actors, on this machine or on many.

Ray places them and says when one has died. It does not restart them by itself: a recording over which workers
die must be found out and set aside, which only the runner can do.
"""

from __future__ import annotations

import logging
import socket
from collections import deque
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from pipeline.batch.messages import Event, Task, WorkerLost
from pipeline.batch.ray_worker import FileServer, Worker
from pipeline.batch.spec import Load
from pipeline.errors import EngineError, MissingToolError
from pipeline.privacy.telemetry import switch_off_telemetry

switch_off_telemetry()  # Ray reports its use to its makers unless that is set before it is imported
try:
    import ray
    import ray.exceptions
except ImportError as error:
    raise MissingToolError(
        f"Ray is missing or broken: {error}.", hint="Install it: `pip install 'broadcast-pipeline[cluster]'`."
    ) from None

LOCAL = "local"
_CORES = 4
"""Processor cores of one worker where there are enough."""
_KNOCKING = 5.0
"""Seconds within which the head of a cluster must answer."""


@dataclass(slots=True)
class _Post:
    """An actor, and the streams of what it says, in order of its tasks; `gone` once its death was told."""

    actor: Any
    streams: deque[Any] = field(default_factory=deque)
    gone: bool = False


class Cluster:
    """Workers on a Ray cluster: `address` is `local` or where a cluster's head listens, HOST:PORT.

    `gpus` is the share of a graphics card that each worker asks for. Raises EngineError when there is no such
    cluster.
    """

    def __init__(self, address: str, load: Load, count: int | None = None, gpus: float = 0.0) -> None:
        self._load = load
        _connect(address)
        cluster: Sequence[Mapping[str, Any]] = ray.nodes()  # type: ignore[no-untyped-call]  # Ray types it not
        nodes = [node["Resources"].get("CPU", 0.0) for node in cluster if node["Alive"]]
        self.count, cores = _shares([int(cpus) for cpus in nodes if cpus], count)
        self._resources: Mapping[str, float] = {"num_cpus": cores, "num_gpus": gpus}
        self._files = ray.remote(FileServer).options(num_cpus=0, scheduling_strategy=_here()).remote()
        self._posts = [self._hire() for _ in range(self.count)]

    def hand(self, worker: int, task: Task) -> None:
        """Let the actor read the sound while it works on another recording, then work."""
        post = self._posts[worker]
        with suppress(ray.exceptions.RayError):  # told by `events`
            post.actor.prepare.options(concurrency_group="ahead").remote(task)
            post.streams.append(post.actor.work.options(num_returns="streaming").remote(task))

    def events(self, timeout: float) -> Sequence[tuple[int, Event]]:
        """What the first streams of all workers say next."""
        waiting = {post.streams[0]: number for number, post in enumerate(self._posts) if post.streams}
        if not waiting:
            return ()
        ready, _ = ray.wait(list(waiting), num_returns=len(waiting), timeout=0, fetch_local=False)
        if not ready:
            ready, _ = ray.wait(list(waiting), timeout=timeout, fetch_local=False)
        return [(waiting[stream], event) for stream in ready for event in self._next(waiting[stream])]

    def end(self, worker: int) -> None:
        """Kill the actor."""
        with suppress(ray.exceptions.RayError):
            ray.kill(self._posts[worker].actor)

    def replace(self, worker: int) -> None:
        """Hire another actor; Ray finds it a place, if need be when there is one."""
        self.end(worker)
        self._posts[worker] = self._hire()

    def stop(self) -> None:
        """Kill the actors and leave the cluster; one of our own ends with that."""
        for post in self._posts:
            with suppress(ray.exceptions.RayError):
                ray.kill(post.actor)
        ray.shutdown()

    def _hire(self) -> _Post:
        remote: Any = ray.remote  # its own types do not know concurrency groups
        actor_class = remote(concurrency_groups={"ahead": 1}, max_restarts=0, max_task_retries=0)(Worker)
        actor = actor_class.options(**self._resources).remote(self._load, self._files)
        return _Post(actor, deque([actor.ready.options(num_returns="streaming").remote()]))

    def _next(self, worker: int) -> Sequence[Event]:
        post = self._posts[worker]
        try:
            event: Event = ray.get(next(post.streams[0]))
        except StopIteration:
            post.streams.popleft()
            return ()
        except ray.exceptions.RayError:
            post.streams.clear()
            return (WorkerLost(),)
        return (event,)


def _connect(address: str) -> None:
    if address != LOCAL:
        _knock(address)
    try:
        ray.init(
            address=address,
            include_dashboard=False if address == LOCAL else None,
            log_to_driver=False,
            logging_level=logging.ERROR,
        )
    except (ConnectionError, ValueError, RuntimeError) as error:
        raise _nobody_at(address, " ".join(str(error).split())[:200]) from None


def _knock(address: str) -> None:
    """Ray itself waits for minutes where nobody answers."""
    host, _, port = address.rpartition(":")
    try:
        socket.create_connection((host.strip("[]"), int(port)), timeout=_KNOCKING).close()
    except ValueError:
        raise _nobody_at(address, "an address has the form HOST:PORT") from None
    except OSError as error:
        raise _nobody_at(address, (error.strerror or str(error)).lower()) from None


def _nobody_at(address: str, reason: str) -> EngineError:
    return EngineError(
        f"There is no Ray cluster at {address!r}: {reason}.",
        hint="Start one with `ray start --head`, and name the HOST:PORT that it prints.",
    )


def _shares(nodes: Sequence[int], count: int | None) -> tuple[int, int]:
    """How many workers, with how many cores each."""
    if count:
        return count, max(1, sum(nodes) // count)
    cores = min([_CORES, *nodes])
    return sum(cpus // cores for cpus in nodes) or 1, cores


def _here() -> Any:
    from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

    return NodeAffinitySchedulingStrategy(ray.get_runtime_context().get_node_id(), soft=False)
