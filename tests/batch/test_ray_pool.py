"""The same batches on Ray: with one machine, with two, and with one that is lost."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from pipeline.archive.report import Status
from pipeline.batch.messages import Failed, Finished, Ready, Task
from pipeline.batch.ray_worker import FileServer, Worker
from pipeline.errors import EngineError, ModelError
from pipeline.options import Options
from tests.support.batch import Bench, endings, scripted, sound
from tests.support.workers import mortal, unloadable

pytestmark = pytest.mark.models  # they start Ray, which takes seconds
ray = pytest.importorskip("ray", reason="the extra `cluster` is not installed")


@pytest.fixture(autouse=True)
def _importable(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let Ray's processes find the scripted engines."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    yield
    ray.shutdown()


def cluster(address: str = "local", count: int = 2) -> Any:
    """Workers with mortal engines."""
    from pipeline.batch.ray_pool import Cluster

    return Cluster(address, mortal, count)


def test_a_cluster_of_this_machine_does_what_processes_do(bench: Bench, tmp_path: Path) -> None:
    (bench.source / "letter.wav").write_bytes(b"Dear all,")
    sound(bench.source / "deadly.wav", 6)
    report = bench.run(start=cluster)
    here = Bench(bench.source, tmp_path / "here")
    (bench.source / "deadly.wav").unlink()
    here.run()
    assert endings(report)["deadly.wav"] is Status.FAILED
    assert bench.visible() == here.visible()
    for name in here.visible():
        if name.endswith(".txt"):
            assert (bench.archive / name).read_bytes() == (here.archive / name).read_bytes()


def test_engines_that_cannot_be_loaded_anywhere_end_the_run(bench: Bench) -> None:
    from pipeline.batch.ray_pool import Cluster

    with pytest.raises(ModelError, match="The model is missing"):
        bench.run(start=partial(Cluster, "local", unloadable, 1))


@pytest.mark.parametrize("address", ["127.0.0.1:1", "ray://head", "no such host.invalid:6379"])
def test_a_cluster_that_is_not_there_says_how_to_start_one(bench: Bench, address: str) -> None:
    with pytest.raises(EngineError, match=r"no Ray cluster at '.*'.*ray start"):
        bench.run(start=partial(cluster, address))


def test_a_lost_machine_costs_nothing_but_time(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    from ray.cluster_utils import Cluster as Machines

    monkeypatch.setenv("SLOW_SECONDS", "0.7")
    for loud in (3, 4, 5, 6):
        sound(bench.source / f"{loud}.wav", loud=loud)
    machines = Machines(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    lost = machines.add_node(num_cpus=1)
    machines.wait_for_nodes()

    def lose() -> None:
        while not any(bench.archive.rglob("*.json")):
            time.sleep(0.05)
        machines.remove_node(lost, allow_graceful=False)

    thread = threading.Thread(target=lose)
    thread.start()
    try:
        report = bench.run(start=partial(cluster, machines.address))
    finally:
        thread.join()
        ray.shutdown()
        machines.shutdown()  # type: ignore[no-untyped-call]  # Ray types it not
    # What was lost after its words were kept goes on from them.
    assert set(endings(report).values()) <= {Status.DONE, Status.KEPT}
    assert len(endings(report)) == 6


class Elsewhere(FileServer):
    """Finds every file in another folder than the one asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, path: Path, offset: int) -> bytes:
        """As the machine would on which the file lies."""
        return super().read(self._folder / path.name, offset)


def test_a_recording_that_a_worker_cannot_see_comes_to_it(tmp_path: Path) -> None:
    sound(tmp_path / "there" / "monday.wav")
    (tmp_path / "there" / "bad.wav").write_bytes(b"RIFF")
    ray.init(num_cpus=1, include_dashboard=False, log_to_driver=False)
    actor = Worker(scripted, ray.remote(Elsewhere).remote(tmp_path / "there"))
    assert isinstance(next(actor.ready()), Ready)
    for number, name in enumerate(("monday.wav", "bad.wav", "none.wav")):
        task = Task(number, tmp_path / "here" / name, "0" * 64, Options())
        actor.prepare(task)
        *_, last = actor.work(task)
        if name == "monday.wav":
            assert isinstance(last, Finished)
        else:
            assert isinstance(last, Failed)
            assert str(task.path) in str(last.error)
            assert last.error.exit_code == 3


def test_ray_sends_nothing_home() -> None:
    from ray._common.usage.usage_lib import usage_stats_enabled

    import pipeline.batch.ray_pool  # noqa: F401  # importing it is what switches the reports off

    assert not usage_stats_enabled()
