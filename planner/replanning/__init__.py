"""Re-planning on the day: what happened goes in, the plan that disturbs the least comes out."""

from planner.replanning.calls import Call
from planner.replanning.delay import SAYS, Proposal, Way, proposals, replan
from planner.replanning.guards import moment_fault
from planner.replanning.keeping import Compared, during, keep, may_move, new_items
from planner.replanning.settle import CannotApply, Replanned, StoppedTooSoon, Terms

__all__ = [
    "SAYS",
    "Call",
    "CannotApply",
    "Compared",
    "Proposal",
    "Replanned",
    "StoppedTooSoon",
    "Terms",
    "Way",
    "during",
    "keep",
    "may_move",
    "moment_fault",
    "new_items",
    "proposals",
    "replan",
]
