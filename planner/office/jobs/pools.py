"""Where works are done: in processes of this machine, or on the cluster that `PLANNER_CLUSTER` names."""

import os
from concurrent.futures import Executor
from importlib.util import find_spec

from planner.background import Away, Pool, Processes
from planner.background.executors import FarEnd, NearEnd
from planner.office.jobs.unreachable import Unreachable

CLUSTER = "PLANNER_CLUSTER"
PLACES = 2
"""Works at a time on this machine: what is short need not wait for what is long."""

NOBODY = "No worker of the cluster is there. Start one: planner worker."


def cluster_address() -> str:
    """The address of the scheduler, such as `tcp://planning:8786`; empty where works are done on this machine."""
    return os.environ.get(CLUSTER, "").strip()


def pool(address: str | None = None) -> Pool:
    """The pool of the cluster at an address, by default that of `PLANNER_CLUSTER`; without one, processes of this
    machine. `Unreachable` where the cluster cannot be joined.
    """
    where = cluster_address() if address is None else address
    if not where:
        return Processes(PLACES)
    must_have_extra()
    from planner.office.jobs.cluster import Cluster  # Dask is there only where the extra was installed

    return Cluster(where)


def must_have_extra() -> None:
    """`Unreachable` where the packages for clusters are not installed."""
    if find_spec("distributed") is None:
        raise Unreachable("A cluster takes packages that are not installed.", "Run: pip install 'planner[cluster]'.")


class Awaited:
    """The pool of this server. A cluster that is not there is no place to work at, until it is: `lacking` says so, with
    what to do, and works wait for it.
    """

    def __init__(self, address: str | None = None) -> None:
        self._address = address
        self._pool: Pool | None = None
        self.lacking = ""

    @property
    def places(self) -> int:
        try:
            self._pool = self._pool or pool(self._address)
        except Unreachable as nobody:
            self.lacking = str(nobody)
            return 0
        places = self._pool.places
        self.lacking = "" if places else NOBODY
        return places

    @property
    def executor(self) -> Executor:
        return self._there().executor

    def line(self) -> tuple[NearEnd, FarEnd]:
        return self._there().line()

    def leave(self) -> None:
        """Takes no more works; those that are being done end by themselves once they have heard it."""
        if self._pool is not None:
            self._pool.executor.shutdown(wait=False, cancel_futures=True)

    def _there(self) -> Pool:
        if self._pool is None:
            raise Away
        return self._pool
