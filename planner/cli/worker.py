"""The command `worker`: a worker for the cluster that `PLANNER_CLUSTER` names."""

import sys

from planner.cli.arguments import AsJson
from planner.cli.files import refusal
from planner.cli.output import answering, tell, tell_json


@answering
def worker(as_json: AsJson = False) -> None:
    """Do works for the cluster that PLANNER_CLUSTER names. It does one at a time; Ctrl-C ends it."""
    from planner.office.jobs.pools import CLUSTER, cluster_address, must_have_extra
    from planner.office.jobs.unreachable import Unreachable

    address = cluster_address()
    if not address:
        cure = f"Set {CLUSTER} to the address of a scheduler, such as tcp://planning.example.org:8786."
        raise refusal("planner", f"{CLUSTER} names no cluster.", cure)
    try:
        must_have_extra()
        from planner.office.jobs.cluster import serve  # Dask is there only where the extra was installed

        serve(address, lambda: _tell(address, as_json=as_json))
    except Unreachable as none:
        raise refusal(CLUSTER, none.sentence, none.cure) from None


def _tell(address: str, *, as_json: bool) -> None:
    if as_json:
        tell_json({"cluster": address})
    else:
        tell(f"Working for the cluster at {address}; Ctrl-C ends it.")
    sys.stdout.flush()
