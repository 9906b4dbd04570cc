"""Chance, drawn for many runs at a time: how late, how much longer, who stays away."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from planner.simulate.assumptions import DelaySpread
from planner.simulate.network import Network

Minutes: TypeAlias = NDArray[np.float64]
Flags: TypeAlias = NDArray[np.bool_]

NINETEEN_OF_TWENTY = NormalDist().inv_cdf(0.95)


@dataclass(frozen=True, slots=True)
class Draws:
    """One row for each stop, lateness and absence of the network, one column for each run."""

    longer: Minutes
    late: Minutes
    absent: Flags

    @property
    def runs(self) -> int:
        """How many days are drawn."""
        return int(self.longer.shape[1])


def draw(network: Network, runs: int, seed: tuple[int, ...]) -> Draws:
    """The same seed gives the same numbers, also for a network whose chances are other ones."""
    random = np.random.default_rng(seed)
    longer = _delays([stop.overrun for stop in network.stops], runs, random)
    late = _delays([spread for _, _, spread in network.latenesses], runs, random)
    chances = np.array([chance for _, chance in network.absences], dtype=np.float32).reshape(-1, 1)
    absent = random.random((len(network.absences), runs), dtype=np.float32) < chances
    return Draws(longer, late, absent)


def _delays(spreads: Sequence[DelaySpread], runs: int, random: np.random.Generator) -> Minutes:
    """Log-normal with the median and the 95th percentile of each spread where it happens, 0 where it does not."""
    shape = (len(spreads), runs)
    chances = np.array([one.chance for one in spreads], dtype=np.float32).reshape(-1, 1)
    happens = random.random(shape, dtype=np.float32) < chances
    # A spread of 0 minutes has no logarithm; its size is 0 whatever is drawn.
    usual = np.array([one.usual for one in spreads]).reshape(-1, 1)
    ratio = np.array([one.worst / one.usual if one.usual else 1.0 for one in spreads]).reshape(-1, 1)
    width = (np.log(ratio) / NINETEEN_OF_TWENTY).astype(np.float32)
    sizes = usual * np.exp(width * random.standard_normal(shape, dtype=np.float32))
    return np.where(happens, sizes, 0.0)
