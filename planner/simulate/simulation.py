"""The simulation from beginning to end: blocks of runs, what they say together, and the buffers that were tried."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from planner.domain.event import Event
from planner.domain.plan import Plan
from planner.simulate.buffers import BufferTrials, promising
from planner.simulate.drafting import network_of
from planner.simulate.draws import draw
from planner.simulate.flow import Flow
from planner.simulate.network import Network
from planner.simulate.records import ON_TIME, ItemChance, Robustness
from planner.simulate.telling import buffers, item_title, links

BLOCK = 1_000
"""Runs at a time: enough for arrays to pay, few enough for their memory. Part of what a seed means."""

OnProgress = Callable[[int, int], None]
"""Told after each block: runs done, runs in all."""


def simulate(
    event: Event, plan: Plan, *, runs: int = 10_000, seed: int = 0, on_progress: OnProgress | None = None
) -> Robustness:
    """How the plan holds in so many runs; the same seed gives the same numbers."""
    network = network_of(event, plan)
    tally = RunTally(network, runs)
    trials: BufferTrials | None = None
    for block, first in enumerate(range(0, runs, BLOCK)):
        flow = Flow(network, draw(network, min(BLOCK, runs - first), (seed, block)))
        tally.take(flow, first)
        trials = BufferTrials(network, promising(flow)) if trials is None else trials
        trials.take(flow)
        if on_progress is not None:
            on_progress(min(first + BLOCK, runs), runs)
    items = tally.items(event)
    score = float(np.mean([one.on_time for one in items])) if items else 1.0
    savings = () if trials is None else trials.found()
    return Robustness(
        runs, seed, score, items, links(event, network, tally.late_share), buffers(event, network, savings)
    )


@dataclass(slots=True)
class RunTally:
    """What the runs add up to, by stop and by link."""

    network: Network
    runs: int
    delays: NDArray[np.float32] = field(init=False)
    on_time: NDArray[np.int64] = field(init=False)
    held: NDArray[np.int64] = field(init=False)
    late: NDArray[np.int64] = field(init=False)

    def __post_init__(self) -> None:
        stops = len(self.network.stops)
        self.delays = np.zeros((stops, self.runs), dtype=np.float32)
        self.on_time, self.held = np.zeros(stops, dtype=np.int64), np.zeros(stops, dtype=np.int64)
        self.late = np.zeros(sum(1 for _ in self.network.links()), dtype=np.int64)

    def take(self, flow: Flow, first: int) -> None:
        """Adds a block of runs."""
        self.delays[:, first : first + flow.draws.runs] = flow.delay
        self.on_time += np.count_nonzero(flow.held & (flow.delay <= ON_TIME), axis=1)
        self.held += np.count_nonzero(flow.held, axis=1)
        for number, (lead, _, slack) in enumerate(self.network.links()):
            self.late[number] += np.count_nonzero(flow.release[lead] > slack + ON_TIME)

    @property
    def late_share(self) -> list[float]:
        """The share of runs in which each link brings its person or room late, in the order of the links."""
        return [int(count) / self.runs for count in self.late]

    def items(self, event: Event) -> tuple[ItemChance, ...]:
        """How each stop fares."""
        means = self.delays.mean(axis=1, dtype=np.float64)
        at = -(-self.runs * 95 // 100) - 1
        high = np.partition(self.delays, at, axis=1)[:, at]
        return tuple(
            ItemChance(
                stop.item,
                item_title(event, stop.item),
                stop.when,
                int(self.on_time[number]) / self.runs,
                int(self.held[number]) / self.runs,
                round(float(means[number]), 3),
                round(float(high[number]), 3),
            )
            for number, stop in enumerate(self.network.stops)
        )
