"""Works are done on a real cluster: a scheduler and two workers, of which one is killed in the midst of a solve."""

import os
import subprocess
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from time import sleep

import pytest

from planner.background import Away, Background, Refused
from planner.office.jobs.cluster import Cluster
from planner.office.jobs.pools import Awaited, pool
from planner.office.jobs.runner import Runner
from planner.office.jobs.unreachable import Unreachable
from planner.store import JobState, KeptJob, Store, open_store
from tests.scenes.clusters import free_port, scheduler, worker
from tests.scenes.commands import run
from tests.scenes.job_server import PATIENCE, kill, until
from tests.scenes.office_events import HANOI, asked, goes_on_from, opened


def counting(most: int, tell: Callable[[int], None], halted: Callable[[], bool]) -> tuple[int, int]:
    """Counts until it is enough or somebody wants no more; how far it came, and in which process."""
    for number in range(1, most + 1):
        tell(number)
        if halted():
            return number, os.getpid()
        sleep(0.05)
    return most, os.getpid()


def refusing(*_: object) -> int:
    raise Refused("There is no room.")


def wrong(*_: object) -> int:
    raise ZeroDivisionError


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with scheduler() as address:
        yield address


@pytest.fixture(scope="module")
def workers(address: str) -> "Iterator[list[subprocess.Popen[bytes]]]":
    with worker(address) as first, worker(address) as second:
        yield [first, second]


@pytest.fixture
def cluster(address: str, workers: object) -> Iterator[Cluster]:
    cluster = Cluster(address)
    until(lambda: cluster.places == 2)
    yield cluster
    cluster.shutdown()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(str(tmp_path / "office.db")) as store:
        yield store


def begun(work: Callable[..., object], cluster: Cluster) -> Background[int, object]:
    background: Background[int, object] = Background(work, "It was lost.", cluster)
    background.start()
    return background


def test_work_on_a_cluster_tells_its_steps_stops_and_ends(cluster: Cluster) -> None:
    short, endless = begun(partial(counting, 3), cluster), begun(partial(counting, 100_000), cluster)
    refused, defective = begun(refusing, cluster), begun(wrong, cluster)

    short.join(PATIENCE)
    assert isinstance(short.found, tuple)
    assert (short.found[0], short.progress(), short.error) == (3, (1, 2, 3), None)
    until(lambda: bool(endless.progress()))
    endless.stop()
    endless.join(PATIENCE)
    assert isinstance(endless.found, tuple)
    assert endless.found[0] < 100_000
    refused.join(PATIENCE)
    assert refused.error == "There is no room."
    defective.join(PATIENCE)
    with pytest.raises(ZeroDivisionError):
        _ = defective.error


def followed(runner: Runner, job: KeptJob) -> Callable[[], KeptJob]:
    """The job as it stands after one more round."""

    def now() -> KeptJob:
        runner.round()
        return runner.store.jobs.job(job.id)

    return now


def test_solve_whose_worker_is_killed_is_taken_up_by_the_other(cluster: Cluster, store: Store) -> None:
    revision = opened(store, HANOI)
    job = asked(store, revision, "solve", time_limit=600, workers=1)
    now = followed(Runner(store, cluster), job)

    until(lambda: now().result is not None)
    (place,) = cluster.at_work()
    had = now()
    kill(place)
    until(lambda: now().attempts == 2 and now().progress != had.progress)
    (other,) = cluster.at_work()
    store.jobs.ask_to_stop(job.id)
    until(lambda: now().state.ended)

    assert other != place
    assert now().state == JobState.STOPPED
    goes_on_from(store, now(), had)


def test_job_waits_while_there_is_no_scheduler(store: Store) -> None:
    port, revision = free_port(), opened(store, HANOI)
    with scheduler(port) as address, worker(address):
        cluster = Cluster(address)
        runner = Runner(store, cluster)
        job = asked(store, revision, "solve", time_limit=600, workers=1)
        now = followed(runner, job)
        until(lambda: now().result is not None)
        had = now()
    until(lambda: now().state == JobState.QUEUED)
    assert cluster.places == 0
    with pytest.raises(Away):
        cluster.line()
    with scheduler(port) as address, worker(address):
        until(lambda: now().attempts == 2 and now().progress != had.progress)
        store.jobs.ask_to_stop(job.id)
        until(lambda: now().state.ended)
    cluster.shutdown()

    assert now().state == JobState.STOPPED
    goes_on_from(store, now(), had)


def test_cluster_that_is_not_there_is_said_with_the_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = f"tcp://127.0.0.1:{free_port()}"
    said = (
        f"There is no scheduler at {nowhere}. Start one (dask scheduler), or name another in PLANNER_CLUSTER; "
        "without it this machine does the work."
    )

    with pytest.raises(Unreachable) as refused:
        pool(nowhere)

    assert str(refused.value) == said
    awaited = Awaited(nowhere)
    assert (awaited.places, awaited.lacking) == (0, said)
    with pytest.raises(Away):
        awaited.line()
    for address, sentence in ((nowhere, said), ("", "PLANNER_CLUSTER names no cluster. Set PLANNER_CLUSTER to")):
        monkeypatch.setenv("PLANNER_CLUSTER", address)
        assert sentence in run("worker", status=1).stderr
