"""Where works are done: in processes of this machine, or on the cluster that `PLANNER_CLUSTER` names."""

import os
from importlib.util import find_spec

from planner.background import Pool, Processes

CLUSTER = "PLANNER_CLUSTER"
PLACES = 2
"""Works at a time on this machine: what is short need not wait for what is long."""


class Unreachable(Exception):
    """There is no cluster to work on: why, and what to do."""

    def __init__(self, sentence: str, cure: str) -> None:
        super().__init__(f"{sentence} {cure}")
        self.sentence, self.cure = sentence, cure


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
