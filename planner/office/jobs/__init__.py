"""Long work: what somebody asked for is done away from whoever asked, is never forgotten, and says how far it is.

`Runner` gives jobs of the store to a pool; `KINDS` are the works; `meanwhile` says whether a result still fits.
"""

from planner.office.jobs.given import Given, Step
from planner.office.jobs.kinds import KINDS
from planner.office.jobs.meanwhile import Meanwhile, Offer, drop, meanwhile, rebase
from planner.office.jobs.outcomes import Solved, outcome_read
from planner.office.jobs.pools import Awaited, pool
from planner.office.jobs.runner import Runner
from planner.office.jobs.unreachable import Unreachable
from planner.office.jobs.waiting import standing

__all__ = [
    "KINDS",
    "Awaited",
    "Given",
    "Meanwhile",
    "Offer",
    "Runner",
    "Solved",
    "Step",
    "Unreachable",
    "drop",
    "meanwhile",
    "outcome_read",
    "pool",
    "rebase",
    "standing",
]
