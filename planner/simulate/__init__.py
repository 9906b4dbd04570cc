"""How a fixed plan holds when people come late, items run over and somebody stays away: a Monte Carlo simulation."""

from planner.simulate.records import Buffer, ItemChance, Robustness, WeakLink
from planner.simulate.simulation import simulate

__all__ = ["Buffer", "ItemChance", "Robustness", "WeakLink", "simulate"]
