"""Matchmaking days with the fewest waiting breaks, proven."""

from planner.solver.breaks.fewest import Fewest, fewest_breaks
from planner.solver.breaks.recognising import Recognised, recognised

__all__ = ["Fewest", "Recognised", "fewest_breaks", "recognised"]
