"""Matchmaking days with the fewest waiting breaks, proven."""

from planner.solver.breaks.solve import BreaksPlan, fewest_breaks

__all__ = ["BreaksPlan", "fewest_breaks"]
