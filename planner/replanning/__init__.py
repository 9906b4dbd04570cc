"""Re-planning on the day: what happened goes in, the plan that disturbs the least comes out."""

from planner.replanning.calls import Call
from planner.replanning.settle import CannotApply, Replanned, Terms, replan

__all__ = ["Call", "CannotApply", "Replanned", "Terms", "replan"]
